"""Shaft collars with a set screw hole: DIN 705, form A.

d2 and b of most sizes were found in one list of machine elements; the set screws, and the sizes that it does not have,
rest on no document that was seen here: unverified all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import ELEMENTS, Column, dimensions, rows
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "DIN 705:1979"
_BLOCKS: dict[tuple[str, ...], str] = {
    (ELEMENTS,): """
        6 6 12 8 4, 8 8 16 8 4, 10 10 20 10 5, 12 12 22 12 6, 14 14 25 12 6, 15 15 25 12 6, 16 16 28 12 6,
        18 18 32 14 6, 20 20 32 14 6, 22 22 36 14 6, 25 25 40 16 8, 30 30 45 16 8, 35 35 56 16 8, 40 40 63 18 10,
        50 50 80 18 10""",
    (): """
        24 24 40 16 8, 28 28 45 16 8, 32 32 50 16 8, 36 36 56 16 8, 45 45 70 18 10, 55 55 80 18 10, 60 60 90 20 10""",
}


def family() -> Family:
    """The family with all its sizes."""
    return Family(
        id="din705",
        part_id="90-24112026-000431",
        category="CW.40.060",
        title="DIN 705 shaft collars",
        description="Form A, 6 to 60 mm; the thread of the set screw hole simplified, without the set screw",
        name="Shaft collar",
        standard="DIN 705",
        material=STEEL,
        selectors=(Selector("d1", "Bore d1", "real", "mm"),),
        configurations=tuple(sorted(_configurations(), key=lambda size: size["d1"])),
    )


def _configurations() -> Iterator[Configuration]:
    for agreeing, text in _BLOCKS.items():
        columns = (
            Column("d1", "Bore d1", agreeing),
            Column("d2", "Outside diameter d2", agreeing),
            Column("b", "Width b", agreeing),
            Column("d3", "Set screw thread d3"),
        )
        for size, row in rows(text):
            yield Configuration(f"DIN 705 A {size}", dimensions(columns, row, _STANDARD), (size,))
