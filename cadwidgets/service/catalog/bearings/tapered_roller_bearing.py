"""Single row tapered roller bearings, series 302, 303 and 322: boundary dimensions of ISO 355.

Compared value by value: KYK's catalogue and, up to a bore of 30 mm, bd-warehouse 0.4.0 agree; larger ones rest on KYK's
catalogue alone: unverified. For the width of the inner ring of 30304 that catalogue says 16 mm and bd-warehouse 15,
which is in line with 16.25 mm of total width and with 304 of the other series: the latter is used, unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import BD, KYK, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 355:2019"
# number, d, D, T, B, C, r_s min, r_1s min
_BLOCKS = {
    (KYK, BD): """
        30203 17 40 13.25 12 11 1 1, 30204 20 47 15.25 14 12 1 1, 30205 25 52 16.25 15 13 1 1,
        30206 30 62 17.25 16 14 1 1, 30302 15 42 14.25 13 11 1 1, 30303 17 47 15.25 14 12 1 1,
        30305 25 62 18.25 17 15 1.5 1.5, 30306 30 72 20.75 19 16 1.5 1.5, 32206 30 62 21.25 20 17 1 1""",
    (BD,): "30304 20 52 16.25 15 13 1.5 1.5",
    (KYK,): """
        30207 35 72 18.25 17 15 1.5 1.5, 30208 40 80 19.75 18 16 1.5 1.5, 30209 45 85 20.75 19 16 1.5 1.5,
        30210 50 90 21.75 20 17 1.5 1.5, 30211 55 100 22.75 21 18 2 1.5, 30212 60 110 23.75 22 19 2 1.5,
        30213 65 120 24.75 23 20 2 1.5, 30214 70 125 26.25 24 21 2 1.5, 30215 75 130 27.25 25 22 2 1.5,
        30216 80 140 28.25 26 22 2.5 2, 30217 85 150 30.5 28 24 2.5 2, 30218 90 160 32.5 30 26 2.5 2,
        30219 95 170 34.5 32 27 3 2.5, 30220 100 180 37 34 29 3 2.5,
        30307 35 80 22.75 21 18 2 1.5, 30308 40 90 25.25 23 20 2 1.5, 30309 45 100 27.25 25 22 2 1.5,
        30310 50 110 29.25 27 23 2.5 2, 30311 55 120 31.5 29 25 2.5 2, 30312 60 130 33.5 31 26 3 2.5,
        30313 65 140 36 33 28 3 2.5, 30314 70 150 38 35 30 3 2.5, 30315 75 160 40 37 31 3 2.5,
        30316 80 170 42.5 39 33 3 2.5, 30317 85 180 44.5 41 34 4 3, 30318 90 190 46.5 43 36 4 3,
        30319 95 200 49.5 45 38 4 3, 30320 100 215 51.5 47 39 4 3,
        32203 17 40 17.25 16 14 1 1, 32204 20 47 19.25 18 15 1 1, 32205 25 52 19.25 18 16 1 1,
        32207 35 72 24.25 23 19 1.5 1.5, 32208 40 80 24.75 23 19 1.5 1.5, 32209 45 85 24.75 23 19 1.5 1.5,
        32210 50 90 24.75 23 19 1.5 1.5, 32211 55 100 26.75 25 21 2 1.5, 32212 60 110 29.75 28 24 2 1.5,
        32213 65 120 32.75 31 27 2 1.5, 32214 70 125 33.25 31 27 2 1.5, 32215 75 130 33.25 31 27 2 1.5,
        32216 80 140 35.25 33 28 2.5 2, 32217 85 150 38.5 36 30 2.5 2, 32218 90 160 42.5 40 34 2.5 2,
        32219 95 170 45.5 43 37 3 2.5, 32220 100 180 49 46 39 3 2.5""",
}
_LABELS = (
    ("d", "Bore d", "nominal"),
    ("D", "Outside diameter D", "nominal"),
    ("T", "Total width T", "nominal"),
    ("B", "Width of the inner ring B", "nominal"),
    ("C", "Width of the outer ring C", "nominal"),
    ("r_s", "Chamfer r_s min", "minimum"),
    ("r_1s", "Chamfer r_1s min", "minimum"),
)


def family() -> Family:
    """The family with all its part numbers, series by series."""
    return Family(
        id="tapered_roller_bearing",
        part_id="90-24112026-000403",
        category="CW.20.040",
        title="ISO 355 tapered roller bearings",
        description="30203 to 30220, 30302 to 30320, 32203 to 32220; simplified inside, without cage",
        name="Tapered roller bearing",
        standard="ISO 355",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"), Selector("series", "Dimension series", "text")),
        configurations=tuple(sorted(_configurations(), key=lambda size: size.part_number)),
    )


def _configurations() -> Iterator[Configuration]:
    for agreeing, text in _BLOCKS.items():
        columns = [Column(symbol, label, agreeing, basis) for symbol, label, basis in _LABELS]
        for number, row in rows(text):
            yield Configuration(number, dimensions(columns, row, _STANDARD), (f"{row[0]:g}", number[:3]))
