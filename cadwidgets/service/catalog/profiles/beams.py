"""I and H beams of EN 10365: IPE 80 to 600, HE A and HE B 100 to 1000.

Compared value by value: BOLTS (``profile_i``, after bauforumstahl.de) and structuralcodes (``geometry.profiles``, after
Euronorm 19-57 and 53-62). One difference: BOLTS states r = 21 for IPE 550, structuralcodes 24. With 24 the section
has the 134 cm2 of its mass of 105.5 kg/m, so 24 is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_STANDARD = "EN 10365:2017"
_BOLTS, _STRUCTURALCODES = "BOLTS profile_i", "structuralcodes"
_COLUMNS = (
    ("h", "Section height h"),
    ("b", "Section width b"),
    ("tw", "Web thickness tw"),
    ("tf", "Flange thickness tf"),
    ("r", "Root radius r"),
)
_ONE_SOURCE = {("IPE", 550, "r"): (_STRUCTURALCODES,)}

_Rows = Mapping[int, tuple[float, float, float, float, float]]

_IPE: _Rows = {
    80: (80, 46, 3.8, 5.2, 5),
    100: (100, 55, 4.1, 5.7, 7),
    120: (120, 64, 4.4, 6.3, 7),
    140: (140, 73, 4.7, 6.9, 7),
    160: (160, 82, 5, 7.4, 9),
    180: (180, 91, 5.3, 8, 9),
    200: (200, 100, 5.6, 8.5, 12),
    220: (220, 110, 5.9, 9.2, 12),
    240: (240, 120, 6.2, 9.8, 15),
    270: (270, 135, 6.6, 10.2, 15),
    300: (300, 150, 7.1, 10.7, 15),
    330: (330, 160, 7.5, 11.5, 18),
    360: (360, 170, 8, 12.7, 18),
    400: (400, 180, 8.6, 13.5, 21),
    450: (450, 190, 9.4, 14.6, 21),
    500: (500, 200, 10.2, 16, 21),
    550: (550, 210, 11.1, 17.2, 24),
    600: (600, 220, 12, 19, 24),
}
_HEA: _Rows = {
    100: (96, 100, 5, 8, 12),
    120: (114, 120, 5, 8, 12),
    140: (133, 140, 5.5, 8.5, 12),
    160: (152, 160, 6, 9, 15),
    180: (171, 180, 6, 9.5, 15),
    200: (190, 200, 6.5, 10, 18),
    220: (210, 220, 7, 11, 18),
    240: (230, 240, 7.5, 12, 21),
    260: (250, 260, 7.5, 12.5, 24),
    280: (270, 280, 8, 13, 24),
    300: (290, 300, 8.5, 14, 27),
    320: (310, 300, 9, 15.5, 27),
    340: (330, 300, 9.5, 16.5, 27),
    360: (350, 300, 10, 17.5, 27),
    400: (390, 300, 11, 19, 27),
    450: (440, 300, 11.5, 21, 27),
    500: (490, 300, 12, 23, 27),
    550: (540, 300, 12.5, 24, 27),
    600: (590, 300, 13, 25, 27),
    650: (640, 300, 13.5, 26, 27),
    700: (690, 300, 14.5, 27, 27),
    800: (790, 300, 15, 28, 30),
    900: (890, 300, 16, 30, 30),
    1000: (990, 300, 16.5, 31, 30),
}
_HEB: _Rows = {
    100: (100, 100, 6, 10, 12),
    120: (120, 120, 6.5, 11, 12),
    140: (140, 140, 7, 12, 12),
    160: (160, 160, 8, 13, 15),
    180: (180, 180, 8.5, 14, 15),
    200: (200, 200, 9, 15, 18),
    220: (220, 220, 9.5, 16, 18),
    240: (240, 240, 10, 17, 21),
    260: (260, 260, 10, 17.5, 24),
    280: (280, 280, 10.5, 18, 24),
    300: (300, 300, 11, 19, 27),
    320: (320, 300, 11.5, 20.5, 27),
    340: (340, 300, 12, 21.5, 27),
    360: (360, 300, 12.5, 22.5, 27),
    400: (400, 300, 13.5, 24, 27),
    450: (450, 300, 14, 26, 27),
    500: (500, 300, 14.5, 28, 27),
    550: (550, 300, 15, 29, 27),
    600: (600, 300, 15.5, 30, 27),
    650: (650, 300, 16, 31, 27),
    700: (700, 300, 17, 32, 27),
    800: (800, 300, 17.5, 33, 30),
    900: (900, 300, 18.5, 35, 30),
    1000: (1000, 300, 19, 36, 30),
}


def ipe() -> Family:
    """IPE: the medium series with parallel flanges."""
    return _family("ipe", "90-24112026-000700", "IPE", "IPE beams EN 10365", "IPE 80 to IPE 600", _IPE)


def hea() -> Family:
    """HE A: wide flanges, light series."""
    return _family("hea", "90-24112026-000701", "HEA", "HEA beams EN 10365", "HEA 100 to HEA 1000", _HEA)


def heb() -> Family:
    """HE B: wide flanges, normal series."""
    return _family("heb", "90-24112026-000702", "HEB", "HEB beams EN 10365", "HEB 100 to HEB 1000", _HEB)


def _family(family_id: str, part_id: str, series: str, title: str, description: str, rows: _Rows) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.50.030",
        title=title,
        description=description,
        name="Beam",
        standard="EN 10365",
        material=STEEL,
        selectors=(Selector("size", "Nominal size", "integer"), LENGTH),
        configurations=in_stock_lengths(_sections(series, rows)),
    )


def _sections(series: str, rows: _Rows) -> Iterator[Section]:
    for size, row in rows.items():
        dimensions = (
            Dimension(symbol, label, float(value), "nominal", _STANDARD, _agreeing(series, size, symbol))
            for (symbol, label), value in zip(_COLUMNS, row, strict=True)
        )
        yield Section(f"{series} {size}", (str(size),), tuple(dimensions))


def _agreeing(series: str, size: int, symbol: str) -> tuple[str, ...]:
    return _ONE_SOURCE.get((series, size, symbol), (_BOLTS, _STRUCTURALCODES))
