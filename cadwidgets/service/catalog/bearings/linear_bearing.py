"""Linear ball bearings LM..UU with two seals, for round shafts; and those with a round (LMF) or square (LMK) flange.

No ISO standard has these sizes: they are those of a Japanese maker, which the trade copies. The sleeves were compared
value by value: THK's catalogue and the OpenSCAD library MCAD agree (NopSCADlib says 9.5 instead of 9.6 mm for the
grooves of 5); the long ones are in NopSCADlib, and from 6 to 12 in one more list. The flanges rest on no document that
was seen here: unverified. LM3 and LM4, which have no grooves, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import NOPSCADLIB, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_SOURCE = "makers' catalogues of linear ball bearings, series LM"
_THK, _MCAD, _PRINTED = "catalogue of linear bushings by THK", "MCAD", "list of bearing sizes for 3D printing"
_LABELS = (
    ("d", "Inscribed circle d"),
    ("D", "Outside diameter D"),
    ("L", "Length L"),
    ("B", "Grooves, outer distance B"),
    ("W", "Grooves, width W"),
    ("D1", "Grooves, diameter D1"),
)
# number, d, D, L, B, W, D1
_SLEEVES = {
    (_THK, _MCAD): """
        LM5UU 5 10 15 10.2 1.1 9.6, LM6UU 6 12 19 13.5 1.1 11.5, LM8SUU 8 15 17 11.5 1.1 14.3,
        LM8UU 8 15 24 17.5 1.1 14.3, LM10UU 10 19 29 22 1.3 18, LM12UU 12 21 30 23 1.3 20, LM13UU 13 23 32 23 1.3 22,
        LM16UU 16 28 37 26.5 1.6 27, LM20UU 20 32 42 30.5 1.6 30.5, LM25UU 25 40 59 41 1.85 38,
        LM30UU 30 45 64 44.5 1.85 43, LM35UU 35 52 70 49.5 2.1 49, LM40UU 40 60 80 60.5 2.1 57,
        LM50UU 50 80 100 74 2.6 76.5, LM60UU 60 90 110 85 3.15 86.5""",
    (NOPSCADLIB, _PRINTED): """
        LM6LUU 6 12 35 27 1.1 11.5, LM8LUU 8 15 45 35 1.1 14.3, LM10LUU 10 19 55 44 1.3 18,
        LM12LUU 12 21 57 46 1.3 20""",
    (NOPSCADLIB,): "LM16LUU 16 28 70 53 1.6 27",
}
_FLANGED = (
    Column("d", "Inscribed circle d", (_THK, _MCAD)),
    Column("D", "Outside diameter D", (_THK, _MCAD)),
    Column("L", "Length L", (_THK, _MCAD)),
    Column("Df", "Flange diameter Df"),
    Column("t", "Flange thickness t"),
    Column("Dp", "Pitch circle of the holes Dp"),
    Column("X", "Holes X"),
    Column("K", "Flange width K"),
)
# size, d, D, L, Df, t, Dp, X, K
_FLANGES = """
    6 6 12 19 28 5 20 3.5 22, 8 8 15 24 32 5 24 3.5 25, 10 10 19 29 40 6 29 4.5 30, 12 12 21 30 42 6 32 4.5 32,
    13 13 23 32 43 6 33 4.5 34, 16 16 28 37 48 6 38 4.5 37, 20 20 32 42 54 8 43 5.5 42, 25 25 40 59 62 8 51 5.5 50,
    30 30 45 64 74 10 60 6.6 58, 35 35 52 70 82 10 67 6.6 64, 40 40 60 80 96 13 78 9 75, 50 50 80 100 116 13 98 9 92,
    60 60 90 110 134 18 112 11 106
"""


def sleeves() -> Family:
    """LM..UU, short (S) and long (L) ones too."""
    return Family(
        id="linear_bearing",
        part_id="90-24112026-000420",
        category="CW.20.020",
        title="LM linear ball bearings",
        description="LM5UU to LM60UU, some long (LUU): sleeves with seals; simplified inside, without balls",
        name="Linear ball bearing",
        standard="LM",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Inscribed circle d", "real", "mm"), Selector("L", "Length L", "real", "mm")),
        configurations=tuple(sorted(_sleeves(), key=lambda size: (size["d"], size["L"]))),
    )


def round_flanges() -> Family:
    """LMF..UU."""
    return Family(
        id="round_flanged_linear_bearing",
        part_id="90-24112026-000421",
        category="CW.20.020",
        title="LMF flanged linear ball bearings",
        description="LMF6UU to LMF60UU: round flange at one end, with seals; simplified inside, without balls",
        name="Linear ball bearing with round flange",
        standard="LMF",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Inscribed circle d", "real", "mm"),),
        configurations=tuple(_flanged("LMF", _FLANGED[:-1])),
    )


def square_flanges() -> Family:
    """LMK..UU: the round flange cut to a square with round corners."""
    return Family(
        id="square_flanged_linear_bearing",
        part_id="90-24112026-000422",
        category="CW.20.020",
        title="LMK flanged linear ball bearings",
        description="LMK6UU to LMK60UU: square flange at one end, with seals; simplified inside, without balls",
        name="Linear ball bearing with square flange",
        standard="LMK",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Inscribed circle d", "real", "mm"),),
        configurations=tuple(_flanged("LMK", _FLANGED)),
    )


def _sleeves() -> Iterator[Configuration]:
    for agreeing, text in _SLEEVES.items():
        columns = [Column(symbol, label, agreeing) for symbol, label in _LABELS]
        for number, row in rows(text):
            yield Configuration(number, dimensions(columns, row, _SOURCE), (f"{row[0]:g}", f"{row[2]:g}"))


def _flanged(kind: str, columns: tuple[Column, ...]) -> Iterator[Configuration]:
    for size, row in rows(_FLANGES):
        yield Configuration(f"{kind}{size}UU", dimensions(columns, row[: len(columns)], _SOURCE), (size,))
