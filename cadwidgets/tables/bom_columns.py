"""The columns of a bill of materials: names in DataFrames, headings for people (ISO 7573), other spellings of these."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.contract.bom import BomLine, total_costs, total_mass
from cadwidgets.contract.bom_tree import PlacedLine
from cadwidgets.tables.bom_technical import technical_data

Cell = str | float | None


@dataclass(frozen=True)
class Column:
    """A column: how it is called in a DataFrame and for people, its value of a line, and how others call it.

    Values are texts, or numbers where ``is_number``, None for unknown ones. A ``derived`` one follows from others, so
    that reading passes over it.
    """

    name: str
    heading: str
    value: Callable[[PlacedLine], Cell]
    spellings: tuple[str, ...] = ()
    is_number: bool = False
    derived: bool = False


def missing(line: BomLine) -> str:
    """What a line lacks, in words: "mass, cost". Of an assembly, how many of the lines in it lack that."""
    lacks = [] if line.part_number or line.name else ["part number"]
    if line.children:
        return ", ".join(lacks + _missing_inside(line))
    lacks += ["mass"] if line.mass_kg is None else []
    lacks += ["cost"] if line.unit_cost is None else []
    return ", ".join(lacks + (["currency"] if line.unit_cost is not None and not line.currency else []))


def _missing_inside(line: BomLine) -> list[str]:
    mass = total_mass(line.children)
    costed = sum(cost.covered for cost in total_costs(line.children).values())
    lacking = {"mass": mass.lines - mass.covered, "cost": mass.lines - costed}
    return [f"{what} of {count} of {mass.lines} lines" for what, count in lacking.items() if count]


def _total_mass(known: PlacedLine) -> float | None:
    """In the whole; of an assembly only if nothing is missing, as a part of a sum says nothing."""
    mass = total_mass([known.line])
    return _in_whole(known, mass.value) if mass.complete else None


def _total_cost(known: PlacedLine) -> float | None:
    costs = list(total_costs([known.line]).values())
    return _in_whole(known, costs[0].value) if len(costs) == 1 and costs[0].complete else None


def _in_whole(known: PlacedLine, value: float | None) -> float | None:
    """Of a value of this line within one of its assembly: that in the whole."""
    if value is None or not known.line.quantity:
        return value
    return value * (known.in_whole / known.line.quantity)


def _field(name: str) -> Callable[[PlacedLine], Cell]:
    return lambda known: getattr(known.line, name)


def _part(name: str) -> Callable[[PlacedLine], Cell]:
    return lambda known: getattr(known.line.part, name) if known.line.part else ""


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


COLUMNS = (
    Column("item", "Part reference", lambda known: known.item, _of("pos|position|item no|item number|pos nr|#|nr|no")),
    Column(
        "quantity",
        "Quantity",
        _field("quantity"),
        _of("qty|menge|anzahl|stückzahl|stück|stk|count|quantité|qté|quantità|q tà|cantidad|cant"),
        is_number=True,
    ),
    Column("unit", "Unit", _field("unit"), _of("uom|unit of measure|einheit|me|mengeneinheit|unité|unità|unidad")),
    Column(
        "reference_designation",
        "Reference designation",
        _field("reference_designation"),
        _of("reference|references|ref des|refdes|designator|designators|referenzkennzeichen|kennzeichen|bmk|repère"),
    ),
    Column(
        "part_number",
        "Part number",
        _field("part_number"),
        _of(
            "part no|part nr|partnumber|number|article number|article no|order number|order no|mpn|teilenummer|teile nr"
            "|sachnummer|sach nr|artikelnummer|artikel nr|bestellnummer|bestell nr|materialnummer|ident nr|identnummer"
            "|numéro de pièce|référence|codice|numero parte|codice articolo|número de pieza|referencia"
        ),
    ),
    Column(
        "name",
        "Part name",
        _field("name"),
        _of(
            "description|title|designation|part description|component|benennung|bezeichnung|beschreibung|titel"
            "|désignation|nom|descrizione|denominazione|nome|descripción|denominación|nombre"
        ),
    ),
    Column(
        "technical_data",
        "Technical data",
        lambda known: technical_data(known.line.attributes),
        _of("technische daten|données techniques|dati tecnici|datos técnicos"),
    ),
    Column("standard", "Standard", _field("standard"), _of("norm|din|normblatt|norme|norma")),
    Column("material", "Material", _field("material"), _of("werkstoff|materials|matière|matériau|materiale")),
    Column(
        "mass_kg",
        "Mass [kg]",
        _field("mass_kg"),
        _of("mass|unit mass|weight|unit weight|gewicht|masse|einzelgewicht|gewicht kg/einheit|poids|massa|peso|masa"),
        is_number=True,
    ),
    Column("mass_total_kg", "Total mass [kg]", _total_mass, _of("total mass"), is_number=True, derived=True),
    Column(
        "unit_cost",
        "Unit cost",
        _field("unit_cost"),
        _of("cost|price|unit price|price each|preis|einzelpreis|stückpreis|kosten|prix|prix unitaire|prezzo|precio"),
        is_number=True,
    ),
    Column("currency", "Currency", _field("currency"), _of("währung|devise|monnaie|valuta|moneda")),
    Column("cost_total", "Total cost", _total_cost, is_number=True, derived=True),
    Column(
        "supplier",
        "Supplier",
        _field("supplier"),
        _of("vendor|manufacturer|lieferant|hersteller|fournisseur|fabricant|fornitore|produttore|proveedor|fabricante"),
    ),
    Column("source", "Source", _field("source"), _of("catalog|catalogue|quelle|katalog|catalogo|catálogo")),
    Column("part_id", "Part ID", _part("part_id")),
    Column("selection_path", "Selection path", _part("selection_path")),
    Column("classification_id", "Classification ID", _part("classification_id")),
    Column("catalog_part_number", "Catalog part number", _part("part_number")),
    Column("cad_file", "CAD file", _field("cad_file"), _of("file|file name|datei|cad datei|fichier|archivo")),
    Column("sha256", "SHA-256", _field("sha256"), _of("sha 256",)),
    Column("missing", "Missing", lambda known: missing(known.line), derived=True),
    Column(
        "remark",
        "Remarks",
        _field("remark"),
        _of("remarks|comment|comments|note|notes|bemerkung|bemerkungen|anmerkung|kommentar|remarque|osservazioni|nota"),
    ),
)
"""All of them, in their order."""
LEVEL = "level"
_LEVELS = ("level", "ebene", "stufe", "niveau", "livello", "nivel")
_UNIT = re.compile(r"(.*?)(?:\s*[\[(]\s*([^\])]*?)\s*[\])]|_(kg))")


def column_called(heading: str) -> tuple[Column | None, str]:
    """The column that a heading means, in whatever spelling, and the unit behind it: ``Gewicht (g)``, ``mass_kg``.

    None for a heading that is not known. `LEVEL_COLUMN` is found too.
    """
    found = _UNIT.fullmatch(heading.strip())
    name, unit = (found.group(1), found.group(2) or found.group(3)) if found else (heading, "")
    return _BY_SPELLING.get(_plain(heading)) or _BY_SPELLING.get(_plain(name)), unit


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[_.\-:]", " ", heading.lower()).split())


LEVEL_COLUMN = Column(LEVEL, "Level", lambda known: float(known.level), _LEVELS, is_number=True, derived=True)
"""How deep a line stands, from 1: a DataFrame has it, and some tables tell it in place of item numbers."""
_BY_SPELLING = {
    _plain(spelling): column
    for column in (*COLUMNS, LEVEL_COLUMN)
    for spelling in (column.name, column.heading, *column.spellings)
}
