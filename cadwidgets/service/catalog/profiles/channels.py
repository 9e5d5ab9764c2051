"""Channels of EN 10365: UPE with parallel flanges, UPN with tapered ones.

Compared value by value: for UPE, BOLTS (``profile_c``), structuralcodes and a published weight calculator; for UPN,
structuralcodes and steelsnakes. BOLTS's table of UPN repeats that of UPE and is not used. Of UPN, structuralcodes
rounds half millimetres of r1 and r2 up; steelsnakes is followed, whose r1 is always tf. The flanges of UPN taper by
8 % up to a height of 300 mm and by 5 % above; tf is measured at b/2 from the edge up to 300 mm, at (b - tw)/2 above.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_STANDARD = "EN 10365:2017"
_BOLTS, _STRUCTURALCODES, _STEELSNAKES = "BOLTS profile_c", "structuralcodes", "steelsnakes"
_CALCULATOR = "published weight calculator for UPE"
_COLUMNS = (
    ("h", "Section height h"),
    ("b", "Section width b"),
    ("tw", "Web thickness tw"),
    ("tf", "Flange thickness tf"),
)

_UPE = {
    80: (80, 50, 4, 7, 10),
    100: (100, 55, 4.5, 7.5, 10),
    120: (120, 60, 5, 8, 12),
    140: (140, 65, 5, 9, 12),
    160: (160, 70, 5.5, 9.5, 12),
    180: (180, 75, 5.5, 10.5, 12),
    200: (200, 80, 6, 11, 13),
    220: (220, 85, 6.5, 12, 13),
    240: (240, 90, 7, 12.5, 15),
    270: (270, 95, 7.5, 13.5, 15),
    300: (300, 100, 9.5, 15, 15),
    330: (330, 105, 11, 16, 18),
    360: (360, 110, 12, 17, 18),
    400: (400, 115, 13.5, 18, 18),
}
# h, b, tw, tf = r1, r2
_UPN = {
    50: (50, 38, 5, 7, 3.5),
    65: (65, 42, 5.5, 7.5, 4),
    80: (80, 45, 6, 8, 4),
    100: (100, 50, 6, 8.5, 4.5),
    120: (120, 55, 7, 9, 4.5),
    140: (140, 60, 7, 10, 5),
    160: (160, 65, 7.5, 10.5, 5.5),
    180: (180, 70, 8, 11, 5.5),
    200: (200, 75, 8.5, 11.5, 6),
    220: (220, 80, 9, 12.5, 6.5),
    240: (240, 85, 9.5, 13, 6.5),
    260: (260, 90, 10, 14, 7),
    280: (280, 95, 10, 15, 7.5),
    300: (300, 100, 10, 16, 8),
    320: (320, 100, 14, 17.5, 9),
    350: (350, 100, 14, 16, 8),
    380: (380, 102, 13.5, 16, 8),
    400: (400, 110, 14, 18, 9),
}


def upe() -> Family:
    """Channels with parallel flanges."""
    return Family(
        id="upe",
        part_id="90-24112026-000703",
        category="CW.50.030",
        title="UPE channels EN 10365",
        description="UPE 80 to UPE 400, parallel flanges",
        name="Channel",
        standard="EN 10365",
        material=STEEL,
        selectors=(Selector("size", "Nominal size", "integer"), LENGTH),
        configurations=in_stock_lengths(_upe_sections()),
    )


def upn() -> Family:
    """Channels with tapered flanges."""
    return Family(
        id="upn",
        part_id="90-24112026-000704",
        category="CW.50.030",
        title="UPN channels EN 10365",
        description="UPN 50 to UPN 400, tapered flanges",
        name="Channel",
        standard="EN 10365",
        material=STEEL,
        selectors=(Selector("size", "Nominal size", "integer"), LENGTH),
        configurations=in_stock_lengths(_upn_sections()),
    )


def _upe_sections() -> Iterator[Section]:
    agreeing = (_BOLTS, _STRUCTURALCODES, _CALCULATOR)
    for size, row in _UPE.items():
        root = Dimension("r", "Root radius r", float(row[4]), "nominal", _STANDARD, agreeing)
        yield Section(f"UPE {size}", (str(size),), (*_common(row[:4], agreeing), root))


def _upn_sections() -> Iterator[Section]:
    agreeing = (_STRUCTURALCODES, _STEELSNAKES)
    for size, row in _UPN.items():
        radii = (("r1", "Root radius r1", row[3]), ("r2", "Toe radius r2", row[4]))
        dimensions = (
            Dimension(symbol, label, float(value), "nominal", _STANDARD, agreeing if _whole(value) else (_STEELSNAKES,))
            for symbol, label, value in radii
        )
        yield Section(f"UPN {size}", (str(size),), (*_common(row[:4], agreeing), *dimensions))


def _whole(value: float) -> bool:
    """Whether both tables state it: one rounds to whole millimetres."""
    return float(value).is_integer()


def _common(row: tuple[float, ...], agreeing: tuple[str, ...]) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(symbol, label, float(value), "nominal", _STANDARD, agreeing)
        for (symbol, label), value in zip(_COLUMNS, row, strict=True)
    )
