"""The columns of a bill of materials: names in DataFrames and headings for people (ISO 7573)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.contract.bom import BomLine, total_costs, total_mass
from cadwidgets.contract.bom_tree import PlacedLine
from cadwidgets.contract.bom_words import field_called, plain
from cadwidgets.tables.bom_technical import technical_data

Cell = str | float | None


@dataclass(frozen=True)
class Column:
    """A column: how it is called in a DataFrame and for people, and its value of a line.

    Values are texts, or numbers where ``is_number``, None for unknown ones.
    """

    name: str
    heading: str
    value: Callable[[PlacedLine], Cell]
    is_number: bool = False


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


COLUMNS = (
    Column("item", "Part reference", lambda known: known.item),
    Column("quantity", "Quantity", _field("quantity"), is_number=True),
    Column("unit", "Unit", _field("unit")),
    Column("reference_designation", "Reference designation", _field("reference_designation")),
    Column("part_number", "Part number", _field("part_number")),
    Column("name", "Part name", _field("name")),
    Column("technical_data", "Technical data", lambda known: technical_data(known.line.attributes)),
    Column("standard", "Standard", _field("standard")),
    Column("material", "Material", _field("material")),
    Column("mass_kg", "Mass [kg]", _field("mass_kg"), is_number=True),
    Column("mass_total_kg", "Total mass [kg]", _total_mass, is_number=True),
    Column("unit_cost", "Unit cost", _field("unit_cost"), is_number=True),
    Column("currency", "Currency", _field("currency")),
    Column("cost_total", "Total cost", _total_cost, is_number=True),
    Column("supplier", "Supplier", _field("supplier")),
    Column("source", "Source", _field("source")),
    Column("part_id", "Part ID", _part("part_id")),
    Column("selection_path", "Selection path", _part("selection_path")),
    Column("classification_id", "Classification ID", _part("classification_id")),
    Column("catalog_part_number", "Catalog part number", _part("part_number")),
    Column("cad_file", "CAD file", _field("cad_file")),
    Column("sha256", "SHA-256", _field("sha256")),
    Column("missing", "Missing", lambda known: missing(known.line)),
    Column("remark", "Remarks", _field("remark")),
)
"""All of them, in their order."""
LEVEL_COLUMN = Column("level", "Level", lambda known: float(known.level), is_number=True)
"""How deep a line stands, from 1: a DataFrame has it, and some tables tell it in place of item numbers."""
_BY_HEADING = {plain(column.heading): column.name for column in (*COLUMNS, LEVEL_COLUMN)}
_NAMES = {column.name for column in (*COLUMNS, LEVEL_COLUMN)}


def column_called(heading: str) -> tuple[str, str]:
    """The name of the column that a heading means, in whatever spelling, and the unit in it; empty if not known."""
    name, unit = field_called(heading)
    own = heading.strip() if heading.strip() in _NAMES else _BY_HEADING.get(plain(heading), "")
    return own or name, unit
