"""Insert bearings UC2: ball bearings with a spherical outside and a wide inner ring that set screws hold on the shaft.

Sizes of ISO 9628. d, D and B were found in KYK's catalogue and in a list of sizes, which agree; the others rest on
KYK's catalogue alone: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import KYK, SIZES, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 9628:2006"
_COLUMNS = (
    Column("d", "Bore d", (KYK, SIZES)),
    Column("D", "Outside diameter D", (KYK, SIZES)),
    Column("B", "Width of the inner ring B", (KYK, SIZES)),
    Column("C", "Width of the outer ring C", (KYK,)),
    Column("S", "Middle of the outer ring to the short side S", (KYK,)),
    Column("G", "Set screws to the face G", (KYK,)),
    Column("ds", "Set screw thread ds", (KYK,)),
)
_ROWS = """
    UC201 12 47 31 17 12.7 4.5 6, UC202 15 47 31 17 12.7 4.5 6, UC203 17 47 31 17 12.7 4.5 6,
    UC204 20 47 31 17 12.7 4.5 6, UC205 25 52 34.1 17 14.3 5 6, UC206 30 62 38.1 19 15.9 5 6,
    UC207 35 72 42.9 20 17.5 6 8, UC208 40 80 49.2 21 19 8 8, UC209 45 85 49.2 22 19 8 8, UC210 50 90 51.6 23 19 9 10,
    UC211 55 100 55.6 24 22.2 9 10, UC212 60 110 65.1 26 25.4 10 10, UC213 65 120 65.1 27 25.4 10 10,
    UC214 70 125 74.6 29 30.2 12 12, UC215 75 130 77.8 30 33.3 14 12, UC216 80 140 82.6 32 33.3 14 12,
    UC217 85 150 85.7 34 34.1 14 12, UC218 90 160 96 36 39.7 15 12
"""


def family() -> Family:
    """The family with all its part numbers."""
    return Family(
        id="insert_bearing",
        part_id="90-24112026-000410",
        category="CW.20.030",
        title="ISO 9628 insert bearings",
        description="UC201 to UC218: spherical outside, wide inner ring; simplified, without cage, seals, set screws",
        name="Insert bearing",
        standard="ISO 9628",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"),),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for number, row in rows(_ROWS):
        yield Configuration(number, dimensions(_COLUMNS, row, _STANDARD), (f"{row[0]:g}",))
