"""Miniature deep groove ball bearings with a flange on the outer ring, open or shielded (ZZ): the sizes of ISO 8443.

Compared value by value: two makers' catalogues (FBJ and ISB) agree on all sizes; r_s min is in ISB's alone: unverified.
Only those are here whose sizes do not change with shields.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import FBJ, ISB, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 8443:2010"
_COLUMNS = (
    Column("d", "Bore d", (FBJ, ISB)),
    Column("D", "Outside diameter D", (FBJ, ISB)),
    Column("B", "Width B", (FBJ, ISB)),
    Column("Df", "Flange diameter Df", (FBJ, ISB)),
    Column("Bf", "Flange width Bf", (FBJ, ISB)),
    Column("r_s", "Chamfer r_s min", (ISB,), "minimum"),
)
_ROWS = """
    F623 3 10 4 11.5 1 .15, F624 4 13 5 15 1 .2, F625 5 16 5 18 1 .3, F626 6 19 6 22 1.5 .3, F627 7 22 7 25 1.5 .3,
    F604 4 12 4 13.5 1 .2, F605 5 14 5 16 1 .2, F606 6 17 6 19 1.2 .3, F607 7 19 6 22 1.5 .3,
    F694 4 11 4 12.5 1 .15, F695 5 13 4 15 1 .2, F696 6 15 5 17 1.2 .2, F697 7 17 5 19 1.2 .3
"""


def family() -> Family:
    """The family with all its part numbers, series by series."""
    return Family(
        id="flanged_bearing",
        part_id="90-24112026-000404",
        category="CW.20.010",
        title="ISO 8443 flanged deep groove ball bearings",
        description="F623 to F627, F604 to F607, F694 to F697; open or shielded (ZZ), simplified inside, without cage",
        name="Flanged deep groove ball bearing",
        standard="ISO 8443",
        material=BEARING_STEEL,
        selectors=(
            Selector("d", "Bore d", "real", "mm"),
            Selector("series", "Dimension series", "text"),
            Selector("seal", "Closure", "text"),
        ),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for number, row in rows(_ROWS):
        sizes, chosen = dimensions(_COLUMNS, row, _STANDARD), (f"{row[0]:g}", number[1:3])
        yield Configuration(number, sizes, (*chosen, "open"))
        yield Configuration(f"{number}-ZZ", sizes, (*chosen, "ZZ"))
