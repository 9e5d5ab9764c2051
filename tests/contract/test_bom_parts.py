"""Parts of catalogs as lines of a bill of materials: fields by their labels in five languages, nothing lost."""

from __future__ import annotations

import pytest

from cadwidgets.contract._bom_values import currency_in, mass_in, money_in
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_parts import line_of_details, lines_of_text
from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.contract.bom_words import field_called
from cadwidgets.contract.part_details import PartDetails, SourcedValue


@pytest.mark.parametrize(
    "labels",
    [
        ("Part number", "Designation", "Standard", "Material", "Mass (calculated)", "Supplier", "Price", "Component"),
        ("Artikelnummer", "Bezeichnung", "Norm", "Werkstoff", "Masse (berechnet)", "Hersteller", "Preis", "Komponente"),
        (
            "R\u00e9f\u00e9rence",
            "D\u00e9signation",
            "Norme",
            "Mati\u00e8re",
            "Masse",
            "Fournisseur",
            "Prix",
            "Composant",
        ),
        ("Codice", "Descrizione", "Norma", "Materiale", "Peso", "Fornitore", "Prezzo", "Componente"),
        ("Referencia", "Descripci\u00f3n", "Norma", "Material", "Masa", "Proveedor", "Precio", "Componente"),
    ],
)
def test_fields_are_known_by_their_labels_and_all_is_kept(labels: tuple[str, ...]) -> None:
    values = ("00123", "screw", "ISO 4762", "steel", "8,2", "ACME", "1,20 \u20ac", "4 x ISO 4762 M6x20")
    names = [*labels[:7], f"{labels[7]} 1"]
    units = ["", "", "", "", "g", "", "", ""]
    fields = [BomField(*said) for said in zip(names, values, units, strict=True)]
    (line,) = lines_of_text(BomText((*fields, BomField("Thread", "1E5"))))
    assert line == BomLine(
        "00123",
        "screw",
        standard="ISO 4762",
        material="steel",
        mass_kg=0.0082,
        unit_cost=1.2,
        currency="EUR",
        supplier="ACME",
        attributes=(*zip(names, values, units, strict=True), ("Thread", "1E5", "")),
        children=(BomLine("ISO 4762 M6x20", quantity=4),),
    )


def test_the_first_of_two_attributes_with_one_label_is_the_field() -> None:
    (line,) = lines_of_text(BomText((BomField("Part number", "00123"), BomField("Part number", "7"))))
    assert line.part_number == "00123"
    assert len(line.attributes) == 2


def test_a_mass_without_a_unit_is_an_attribute_and_no_mass() -> None:
    (line,) = lines_of_text(BomText((BomField("Mass", "8.2"), BomField("Component 1", "some screws"))))
    assert (line.mass_kg, line.children) == (None, ())
    assert line.attributes == (("Mass", "8.2", ""), ("Component 1", "some screws", ""))


def test_a_text_without_attributes_is_no_line() -> None:
    assert lines_of_text(BomText((), ("free words",))) == ()


def test_details_bring_dimensions_mass_and_the_catalogs_name() -> None:
    size = SourcedValue("l", "Length l", 20.0, "mm", "nominal", "ISO 4762", (), verified=True)
    details = PartDetails(
        "00123", "Screw", "", "ISO 4762", "steel", "C", "p", "s", (size,), {"Thread": "M6"}, (), mass=6.65
    )
    line = line_of_details(details)
    assert line.mass_kg == 0.00665
    assert line.attributes == (("Length l", "20", "mm"), ("Thread", "M6", ""))
    assert (line.part_number, line.name, line.source, line.part) == ("00123", "Screw", "C", details.part)


@pytest.mark.parametrize(
    ("text", "unit", "kilograms"),
    [
        ("8,2 g", "", 0.0082),
        ("8.2", "g", 0.0082),
        ("1 lb", "g", 0.45359237),
        ("16", "oz", 0.45359237),
        ("2", "t", 2000.0),
        ("5", "KG", 5.0),
        ("5", "", None),
        ("5", "mm", None),
        ("1E5", "g", None),
        ("heavy", "g", None),
    ],
)
def test_masses_are_kilograms_if_their_unit_is_known(text: str, unit: str, kilograms: float | None) -> None:
    assert mass_in(text, unit) == kilograms


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1.234,50 \u20ac", (1234.5, "EUR")),
        ("EUR 1.20", (1.2, "EUR")),
        ("$3", (3.0, "USD")),
        ("0.25", (0.25, "")),
        ("-1.5 CHF", (-1.5, "CHF")),
        ("cheap", None),
        ("5 apples", None),
        ("", None),
    ],
)
def test_prices_have_the_currency_that_they_say(text: str, money: tuple[float, str] | None) -> None:
    assert money_in(text) == money


def test_a_currency_is_three_letters_or_a_known_sign() -> None:
    assert [currency_in(text) for text in ("eur", "\u00a3", "", "Franken")] == ["EUR", "GBP", "", None]


@pytest.mark.parametrize(
    ("label", "field", "unit"),
    [
        ("Part_No.", "part_number", ""),
        ("TEILE-NR.", "part_number", ""),
        ("Gewicht (g)", "mass_kg", "g"),
        ("mass_kg", "mass_kg", "kg"),
        ("Total mass [kg]", "mass_total_kg", "kg"),
        ("Colour", "", ""),
        ("", "", ""),
    ],
)
def test_labels_are_known_in_many_spellings(label: str, field: str, unit: str) -> None:
    assert field_called(label) == (field, unit)
