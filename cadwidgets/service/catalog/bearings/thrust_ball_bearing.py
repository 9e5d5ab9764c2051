"""Single direction thrust ball bearings with flat washers: boundary dimensions of ISO 104.

Compared value by value: d, D and T with BOLTS and two makers' catalogues (KYK and ISB), D1 with both catalogues; they
agree. r_s min rests on KYK's catalogue alone: unverified. Up to this size the shaft washer is as wide as D.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import BOLTS, ISB, KYK, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 104:2015"
_COLUMNS = (
    Column("d", "Bore d", (BOLTS, KYK, ISB)),
    Column("D", "Outside diameter D", (BOLTS, KYK, ISB)),
    Column("T", "Height T", (BOLTS, KYK, ISB)),
    Column("D1", "Bore of the housing washer D1", (KYK, ISB)),
    Column("r_s", "Chamfer r_s min", (KYK,), "minimum"),
)
_ROWS = """
    51100 10 24 9 11 .3, 51101 12 26 9 13 .3, 51102 15 28 9 16 .3, 51103 17 30 9 18 .3, 51104 20 35 10 21 .3,
    51105 25 42 11 26 .6, 51106 30 47 11 32 .6, 51107 35 52 12 37 .6, 51108 40 60 13 42 .6, 51109 45 65 14 47 .6,
    51110 50 70 14 52 .6, 51111 55 78 16 57 .6, 51112 60 85 17 62 1, 51113 65 90 18 67 1, 51114 70 95 18 72 1,
    51115 75 100 19 77 1, 51116 80 105 19 82 1, 51117 85 110 19 87 1, 51118 90 120 22 92 1, 51120 100 135 25 102 1,
    51200 10 26 11 12 .6, 51201 12 28 11 14 .6, 51202 15 32 12 17 .6, 51203 17 35 12 19 .6, 51204 20 40 14 22 .6,
    51205 25 47 15 27 .6, 51206 30 52 16 32 .6, 51207 35 62 18 37 1, 51208 40 68 19 42 1, 51209 45 73 20 47 1,
    51210 50 78 22 52 1, 51211 55 90 25 57 1, 51212 60 95 26 62 1, 51213 65 100 27 67 1, 51214 70 105 27 72 1,
    51215 75 110 27 77 1, 51216 80 115 28 82 1, 51217 85 125 31 88 1, 51218 90 135 35 93 1.1, 51220 100 150 38 103 1.1,
    51305 25 52 18 27 1, 51306 30 60 21 32 1, 51307 35 68 24 37 1, 51308 40 78 26 42 1, 51309 45 85 28 47 1,
    51310 50 95 31 52 1.1, 51311 55 105 35 57 1.1, 51312 60 110 35 62 1.1, 51313 65 115 36 67 1.1,
    51314 70 125 40 72 1.1, 51315 75 135 44 77 1.5, 51316 80 140 44 82 1.5, 51317 85 150 49 88 1.5,
    51318 90 155 50 93 1.5, 51320 100 170 55 103 1.5
"""


def family() -> Family:
    """The family with all its part numbers, series by series."""
    return Family(
        id="thrust_ball_bearing",
        part_id="90-24112026-000402",
        category="CW.20.010",
        title="ISO 104 thrust ball bearings",
        description="51100 to 51120, 51200 to 51220, 51305 to 51320; single direction, simplified inside, without cage",
        name="Thrust ball bearing",
        standard="ISO 104",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"), Selector("series", "Dimension series", "text")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for number, row in rows(_ROWS):
        yield Configuration(number, dimensions(_COLUMNS, row, _STANDARD), (f"{row[0]:g}", number[:3]))
