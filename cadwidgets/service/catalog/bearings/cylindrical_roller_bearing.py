"""Single row cylindrical roller bearings of types NU (inner ring without ribs) and NJ (with one): sizes of ISO 15.

Compared value by value: KYK's catalogue and BOLTS (series 2) or a list of sizes (series 3 up to 310) agree on d, D and
B. The chamfers, and the larger sizes of series 3, rest on KYK's catalogue alone: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import BOLTS, KYK, SIZES, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 15:2017"
_TYPES = ("NU", "NJ")
# number, d, D, B, r_s min, r_1s min
_BLOCKS = {
    (KYK, BOLTS): """
        204 20 47 14 1 .6, 205 25 52 15 1 .6, 206 30 62 16 1 .6, 207 35 72 17 1.1 .6, 208 40 80 18 1.1 1.1,
        209 45 85 19 1.1 1.1, 210 50 90 20 1.1 1.1, 211 55 100 21 1.5 1.1, 212 60 110 22 1.5 1.5, 213 65 120 23 1.5 1.5,
        214 70 125 24 1.5 1.5, 215 75 130 25 1.5 1.5, 216 80 140 26 2 2, 217 85 150 28 2 2, 218 90 160 30 2 2,
        219 95 170 32 2.1 2.1, 220 100 180 34 2.1 2.1""",
    (KYK, SIZES): """
        304 20 52 15 1.1 .6, 305 25 62 17 1.1 1.1, 306 30 72 19 1.1 1.1, 307 35 80 21 1.5 1.1, 308 40 90 23 1.5 1.5,
        309 45 100 25 1.5 1.5, 310 50 110 27 2 2""",
    (KYK,): """
        311 55 120 29 2 2, 312 60 130 31 2.1 2.1, 313 65 140 33 2.1 2.1, 314 70 150 35 2.1 2.1, 315 75 160 37 2.1 2.1,
        316 80 170 39 2.1 2.1, 317 85 180 41 3 3, 318 90 190 43 3 3, 319 95 200 45 3 3, 320 100 215 47 3 3""",
}


def family() -> Family:
    """The family with all its part numbers: NU and NJ of every size."""
    return Family(
        id="cylindrical_roller_bearing",
        part_id="90-24112026-000401",
        category="CW.20.040",
        title="ISO 15 cylindrical roller bearings",
        description="NU and NJ, 204 to 220 and 304 to 320; simplified inside, without cage",
        name="Cylindrical roller bearing",
        standard="ISO 15",
        material=BEARING_STEEL,
        selectors=(
            Selector("d", "Bore d", "real", "mm"),
            Selector("series", "Dimension series", "text"),
            Selector("type", "Type", "text"),
        ),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for sizes, text in _BLOCKS.items():
        columns = (
            Column("d", "Bore d", sizes),
            Column("D", "Outside diameter D", sizes),
            Column("B", "Width B", sizes),
            Column("r_s", "Chamfer r_s min", (KYK,), "minimum"),
            Column("r_1s", "Chamfer r_1s min", (KYK,), "minimum"),
        )
        for number, row in rows(text):
            shared = dimensions(columns, row, _STANDARD)
            for kind in _TYPES:
                yield Configuration(f"{kind}{number}", shared, (f"{row[0]:g}", number[:1], kind))
