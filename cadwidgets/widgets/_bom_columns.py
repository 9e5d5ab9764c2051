"""The columns of a BOM table: what they are called, which are shown, and which a user may edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadwidgets.contract.bom import BomLine

ATTRIBUTE = "attribute:"
"""Begins the name of a column for one attribute of the parts."""
_MOST_ATTRIBUTES = 40


@dataclass(frozen=True)
class Column:
    """A column. ``usual`` ones are shown unless they are empty; ``missing`` is the word for a value that is not known.

    ``kind`` is ``text`` or ``number``. Columns that can be edited hold what a catalog does not know.
    """

    name: str
    label: str
    kind: str = "text"
    unit: str = ""
    usual: bool = False
    editable: bool = False
    missing: str = ""


CHANGE = Column("change", "Change", usual=True)
ITEM = Column("item", "Item", usual=True)
QUANTITY = Column("quantity", "Quantity", "number", usual=True, editable=True)
MASS = Column("mass_kg", "Mass", "number", "kg", usual=True, missing="no mass")
MASS_TOTAL = Column("mass_total_kg", "Mass total", "number", "kg", usual=True, missing="no mass")
UNIT_COST = Column("unit_cost", "Unit cost", "number", usual=True, editable=True, missing="no cost")
COST_TOTAL = Column("cost_total", "Cost total", "number", usual=True, missing="no cost")

COLUMNS = (
    ITEM,
    QUANTITY,
    Column("unit", "Unit", usual=True),
    Column("reference_designation", "Reference designation"),
    Column("part_number", "Part number", usual=True),
    Column("name", "Name", usual=True),
    Column("standard", "Standard"),
    Column("material", "Material", usual=True),
    MASS,
    MASS_TOTAL,
    UNIT_COST,
    COST_TOTAL,
    Column("currency", "Currency", editable=True),
    Column("supplier", "Supplier", editable=True),
    Column("source", "Source"),
    Column("cad_file", "CAD file"),
    Column("remark", "Remark", usual=True, editable=True),
)
"""The columns that every BOM has."""


def columns_of(leaves: Iterable[BomLine], compared: bool) -> tuple[Column, ...]:
    """All columns that a BOM can have, ``compared`` with another; each attribute of its parts is one."""
    labels = dict.fromkeys(label for line in leaves for label, _, _ in line.attributes)
    attributes = tuple(Column(ATTRIBUTE + label, label) for label in list(labels)[:_MOST_ATTRIBUTES])
    return (*((CHANGE,) if compared else ()), *COLUMNS, *attributes)
