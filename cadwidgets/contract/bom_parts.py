"""Lines of a bill of materials from what a catalog tells of a part: its BOM text, or all of its data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cadwidgets.contract._bom_text_numbers import number_in, number_text
from cadwidgets.contract._bom_values import currency_in, mass_in, money_in
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.contract.bom_words import field_called
from cadwidgets.contract.part_details import PartDetails

_TEXTS = ("part_number", "name", "standard", "material", "supplier", "source")
_COMPONENT = re.compile(r"(?:component|komponente|composant|componente)\s*\d+", re.IGNORECASE)
_COUNTED = re.compile(r"(\S+)\s*[x\u00d7]\s+(.+)")


def lines_of_text(text: BomText) -> tuple[BomLine, ...]:
    """One line, all attributes in it, or none if the text has no attribute. Components of an assembly are its children.

    A field of the line is filled by the first attribute that is called so, in one of five languages; a mass only if it
    has a unit.
    """
    if not text.fields:
        return ()
    said: dict[str, BomField] = {}
    for field in text.fields:
        said.setdefault(field_called(field.label)[0], field)
    texts: dict[str, Any] = {name: said[name].value for name in _TEXTS if name in said}
    mass = mass_in(said["mass_kg"].value, said["mass_kg"].unit) if "mass_kg" in said else None
    cost, currency = _cost(said.get("unit_cost"))
    attributes = tuple((field.label, field.value, field.unit) for field in text.fields)
    children = _components(text.fields)
    return (
        BomLine(**texts, mass_kg=mass, unit_cost=cost, currency=currency, attributes=attributes, children=children),
    )


def line_of_details(details: PartDetails) -> BomLine:
    """One such part; its dimensions and properties are the line's attributes."""
    sizes = tuple((size.label, number_text(float(size.value)), size.unit) for size in details.dimensions)
    return BomLine(
        part_number=details.part_number,
        name=name_in(details.title, details.part_number),
        standard=details.standard,
        material=details.material,
        mass_kg=None if details.mass is None else mass_in(number_text(float(details.mass)), "g"),
        source=details.classification_id,
        attributes=(*sizes, *((label, text, "") for label, text in details.properties.items())),
        part=details.part,
    )


def name_in(title: str, part_number: str) -> str:
    """What a part is called, in a title that ends with its number: a list has a column of its own for that."""
    return title.removesuffix(part_number).strip() or title


def _cost(field: BomField | None) -> tuple[float | None, str]:
    """A price and its currency, which may stand in the place of the unit."""
    money = money_in(field.value) if field else None
    if field is None or money is None:
        return None, ""
    return money[0], money[1] or currency_in(field.unit) or ""


def _components(fields: Iterable[BomField]) -> tuple[BomLine, ...]:
    """The parts of an assembly, written as ``Component 1: 4 x ISO 4762 M6x20``."""
    values = (field.value.strip() for field in fields if _COMPONENT.fullmatch(field.label.strip()))
    counted = ((number_in(found.group(1)), found.group(2)) for found in map(_COUNTED.fullmatch, values) if found)
    return tuple(BomLine(number, quantity=count) for count, number in counted if count is not None)
