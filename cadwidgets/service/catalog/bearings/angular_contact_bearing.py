"""Single row angular contact ball bearings with a contact angle of 40 degrees (B): boundary dimensions of ISO 15.

Compared value by value with two makers' catalogues (KYK and ISB), which agree; 7300B and 7216B are in KYK's alone. The
chamfers rest on KYK's catalogue alone; bd-warehouse 0.4.0 states the same r_s, and 0.6 mm instead of 0.3 for the
smaller chamfer of 7203: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import ISB, KYK, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 15:2017"
# number, d, D, B, r_s min, r_1s min
_BLOCKS = {
    (KYK, ISB): """
        7200 10 30 9 .6 .3, 7201 12 32 10 .6 .3, 7202 15 35 11 .6 .3, 7203 17 40 12 .6 .3, 7204 20 47 14 1 .6,
        7205 25 52 15 1 .6, 7206 30 62 16 1 .6, 7207 35 72 17 1.1 .6, 7208 40 80 18 1.1 .6, 7209 45 85 19 1.1 .6,
        7210 50 90 20 1.1 .6, 7211 55 100 21 1.5 1, 7212 60 110 22 1.5 1, 7213 65 120 23 1.5 1, 7214 70 125 24 1.5 1,
        7215 75 130 25 1.5 1, 7217 85 150 28 2 1, 7218 90 160 30 2 1, 7219 95 170 32 2.1 1.1, 7220 100 180 34 2.1 1.1,
        7301 12 37 12 1 .6, 7302 15 42 13 1 .6, 7303 17 47 14 1 .6, 7304 20 52 15 1.1 .6, 7305 25 62 17 1.1 .6,
        7306 30 72 19 1.1 .6, 7307 35 80 21 1.5 1, 7308 40 90 23 1.5 1, 7309 45 100 25 1.5 1, 7310 50 110 27 2 1,
        7311 55 120 29 2 1, 7312 60 130 31 2.1 1.1, 7313 65 140 33 2.1 1.1, 7314 70 150 35 2.1 1.1,
        7315 75 160 37 2.1 1.1, 7316 80 170 39 2.1 1.1, 7317 85 180 41 3 1.1, 7318 90 190 43 3 1.1,
        7319 95 200 45 3 1.1, 7320 100 215 47 3 1.1""",
    (KYK,): "7216 80 140 26 2 1, 7300 10 35 11 .6 .3",
}


def family() -> Family:
    """The family with all its part numbers, series by series."""
    return Family(
        id="angular_contact_bearing",
        part_id="90-24112026-000400",
        category="CW.20.010",
        title="ISO 15 angular contact ball bearings",
        description="7200B to 7220B, 7300B to 7320B; contact angle 40°, simplified inside, without cage",
        name="Angular contact ball bearing",
        standard="ISO 15",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"), Selector("series", "Dimension series", "text")),
        configurations=tuple(sorted(_configurations(), key=lambda size: size.part_number)),
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
            yield Configuration(f"{number}B", dimensions(columns, row, _STANDARD), (f"{row[0]:g}", number[:2]))
