"""The columns of a BOM table: those of every BOM and its parts' attributes, which are shown, which a user may edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cadwidgets.contract.bom import BomLine, counted
from cadwidgets.contract.bom_tree import PlacedLine
from cadwidgets.tables import bom_columns

_USUAL = (
    *("item", "quantity", "unit", "part_number", "name", "material"),
    *("mass_kg", "mass_total_kg", "unit_cost", "cost_total", "remark"),
)
_EDITABLE = ("quantity", "unit_cost", "currency", "supplier", "remark")
_MISSING = {"mass_kg": "no mass", "mass_total_kg": "no mass", "unit_cost": "no cost", "cost_total": "no cost"}
_MOST_ATTRIBUTES = 40


@dataclass(frozen=True)
class Column:
    """A column. ``usual`` ones are shown unless they are empty; ``missing`` is the word for a value that is not known.

    ``value`` is what a line says in it. What is ``editable`` is what a catalog does not know.
    """

    name: str
    label: str
    value: Callable[[PlacedLine], str | float | None]
    is_number: bool = False
    usual: bool = False
    editable: bool = False
    missing: str = ""


COLUMNS = tuple(
    Column(
        column.name,
        column.heading,
        column.value,
        column.is_number,
        usual=column.name in _USUAL,
        editable=column.name in _EDITABLE,
        missing=_MISSING.get(column.name, ""),
    )
    for column in bom_columns.COLUMNS
)
"""The columns that every BOM has."""
_BY_NAME = {column.name: column for column in COLUMNS}
ITEM, QUANTITY, MASS, MASS_TOTAL, UNIT_COST, COST_TOTAL = (
    _BY_NAME[name] for name in ("item", "quantity", "mass_kg", "mass_total_kg", "unit_cost", "cost_total")
)
CHANGE = Column("change", "Change", lambda _: "", usual=True)
"""How a line differs from the baseline's, which `Row` knows."""


def columns_of(lines: Iterable[BomLine], compared: bool) -> tuple[Column, ...]:
    """All columns that a BOM can have, ``compared`` with another; each attribute of its parts is one."""
    labels = dict.fromkeys(label for _, line in counted(lines) for label, _, _ in line.attributes)
    return (*((CHANGE,) if compared else ()), *COLUMNS, *map(_attribute, list(labels)[:_MOST_ATTRIBUTES]))


def _attribute(label: str) -> Column:
    def value(known: PlacedLine) -> str:
        return ", ".join(f"{text} {unit}".strip() for name, text, unit in known.line.attributes if name == label)

    return Column(f"attribute:{label}", label, value)
