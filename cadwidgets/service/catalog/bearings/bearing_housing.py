"""Cast housings for insert bearings of series 2: pillow blocks P, square flanges F and oval flanges FL.

Sizes of ISO 3228 as KYK's catalogue states them for its bearing units; the spherical bore is the outside diameter of
the insert bearing. H and L of P203 to P210 were also found in a list of machine
elements, which agrees; all else rests on KYK's catalogue alone: unverified.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import ELEMENTS, KYK, Column, dimensions, rows
from cadwidgets.service.catalog.materials import MATERIALS
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 3228:2013"
_LABELS = {
    "Da": "Spherical bore Da",
    "H": "Centre height H",
    "L": "Length L",
    "J": "Distance of the holes J",
    "A": "Width A",
    "N": "Holes N",
    "N1": "Length of the holes N1",
    "H1": "Thickness of the foot H1",
    "H2": "Height H2",
    "A1": "Thickness of the flange A1",
    "A2": "Flange to the middle of the bearing A2",
}
_PILLOW = ("Da", "H", "L", "J", "A", "N", "N1", "H1", "H2")
_FLANGE = ("Da", "L", "J", "A2", "A1", "A", "N")
_OVAL = ("Da", "H2", "J", "A2", "A1", "A", "N", "L")
_PILLOW_ROWS = """
    P203 47 30.2 127 95 38 13 19 15 62, P204 47 33.3 127 95 38 13 19 15 65, P205 52 36.5 140 105 38 13 16 16 70,
    P206 62 42.9 165 121 48 17 21 18 83, P207 72 47.6 167 127 48 17 21 19 94, P208 80 49.2 184 137 54 17 25 19 100,
    P209 85 54 190 146 54 17 22 20 108, P210 90 57.2 206 159 60 20 25 22 114
"""
_LARGE_PILLOW_ROWS = """
    P211 100 63.5 219 171 60 20 25 22 126,
    P212 110 69.8 241 184 70 20 25 25 138, P213 120 76.2 265 203 70 25 29 27 150,
    P214 125 79.4 266 210 72 25 31 27 156, P215 130 82.6 275 217 74 25 31 28 163,
    P216 140 88.9 292 232 78 25 31 30 175, P217 150 95.2 310 247 83 25 31 32 187,
    P218 160 101.6 327 262 88 27 33 34 200
"""
_FLANGE_ROWS = """
    F204 47 86 64 15 12 25.5 12, F205 52 95 70 16 14 27 12, F206 62 108 83 18 14 31 12, F207 72 117 92 19 16 34 14,
    F208 80 130 102 21 16 36 16, F209 85 137 105 22 18 38 16, F210 90 143 111 22 18 40 16, F211 100 162 130 25 20 43 19,
    F212 110 175 143 29 20 48 19, F213 120 187 149 30 22 50 19, F214 125 193 152 31 24 54 19,
    F215 130 200 159 34 24 56 19, F216 140 208 165 34 24 58 23, F217 150 220 175 36 26 63 23,
    F218 160 235 187 40 26 68 23
"""
_OVAL_ROWS = """
    FL204 47 113 90 15 12 25.5 12 60, FL205 52 130 99 16 14 27 16 68, FL206 62 148 117 18 14 31 16 80,
    FL207 72 161 130 19 16 34 16 90, FL208 80 175 144 21 16 36 16 100, FL209 85 188 148 22 18 38 19 108,
    FL210 90 197 157 22 18 40 19 115, FL211 100 224 184 25 20 43 19 130, FL212 110 250 202 29 20 48 23 140,
    FL213 120 258 210 30 24 50 23 155, FL214 125 265 216 31 24 54 23 160, FL215 130 275 225 34 24 56 23 165,
    FL216 140 290 233 34 24 58 25 180, FL217 150 305 248 36 26 63 25 190, FL218 160 320 265 40 26 68 25 205
"""


def pillow_blocks() -> Family:
    """Pillow blocks."""
    return _family(
        family_id="pillow_block_housing",
        part_id="90-24112026-000411",
        title="ISO 3228 pillow block housings",
        description="P203 to P218 for insert bearings UC2; cast, shape simplified, sizes of the connections true",
        name="Pillow block housing",
        configurations=itertools.chain(
            _configurations(_PILLOW, _PILLOW_ROWS, also=("H", "L")), _configurations(_PILLOW, _LARGE_PILLOW_ROWS)
        ),
    )


def square_flanges() -> Family:
    """Square flanges with four holes."""
    return _family(
        family_id="square_flange_housing",
        part_id="90-24112026-000412",
        title="ISO 3228 square flange housings",
        description="F204 to F218 for insert bearings UC2; cast, shape simplified, sizes of the connections true",
        name="Square flange housing",
        configurations=_configurations(_FLANGE, _FLANGE_ROWS),
    )


def oval_flanges() -> Family:
    """Oval flanges with two holes."""
    return _family(
        family_id="oval_flange_housing",
        part_id="90-24112026-000413",
        title="ISO 3228 oval flange housings",
        description="FL204 to FL218 for insert bearings UC2; cast, shape simplified, sizes of the connections true",
        name="Oval flange housing",
        configurations=_configurations(_OVAL, _OVAL_ROWS),
    )


def _family(
    *, family_id: str, part_id: str, title: str, description: str, name: str, configurations: Iterator[Configuration]
) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.20.030",
        title=title,
        description=description,
        name=name,
        standard="ISO 3228",
        material=MATERIALS["cast iron"],
        selectors=(Selector("size", "Size", "text"),),
        configurations=tuple(configurations),
    )


def _configurations(symbols: tuple[str, ...], text: str, also: tuple[str, ...] = ()) -> Iterator[Configuration]:
    """One for each row; ``also`` are the symbols that the list of machine elements has, too."""
    columns = [Column(symbol, _LABELS[symbol], (KYK, ELEMENTS) if symbol in also else (KYK,)) for symbol in symbols]
    for number, row in rows(text):
        yield Configuration(number, dimensions(columns, row, _STANDARD), (number.lstrip("PFL"),))
