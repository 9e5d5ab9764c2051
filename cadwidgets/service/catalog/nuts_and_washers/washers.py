"""What the families of plain washers have in common."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family, Selector
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness, stainless

CATEGORY = "CW.10.020"
HARDNESS_CLASS = Selector("class", "Hardness class", "text")
SELECTORS = (Selector("d", "Nominal diameter d", "real", "mm"), HARDNESS_CLASS)
COLUMNS = (
    Column("d1", "Hole diameter d1", "nominal (minimum)"),
    Column("d2", "Washer diameter d2", "nominal (maximum)"),
    Column("h", "Washer thickness h", "nominal"),
)
GRADES = (Grade("200 HV"), Grade("300 HV", smallest=5), stainless("A2"), stainless("A4"))
"""Of product grade A. Washers of 300 HV are made for screws that have a property class: from M5 on."""


def plain_washers(
    family_id: str,
    part_id: str,
    *,
    standard: str,
    title: str,
    description: str,
    rows: Mapping[str, tuple[float, float, float]],
    witnesses: tuple[Witness, ...],
    name: str = "Plain washer",
    grades: tuple[Grade, ...] = GRADES,
) -> Family:
    """The family of a table of hole d1, outside diameter d2 and thickness h (mm), by the screw's nominal diameter."""
    number = standard.partition(":")[0]
    table = Table(standard, COLUMNS, rows, witnesses)
    return Family(
        id=family_id,
        part_id=part_id,
        category=CATEGORY,
        title=title,
        description=description,
        name=name,
        standard=number,
        material=STEEL,
        selectors=SELECTORS,
        configurations=table.configurations(f"{number} {{}}", grades),
    )
