"""Wrapped plain bushes: cylindrical, sizes of ISO 3547-1.

D was found in one list of machine elements; the lengths rest on no document that was seen here: all unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import ELEMENTS
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_STANDARD = "ISO 3547-1:2017"
# by d: D and the lengths
_SIZES = {
    5: (7, (5, 8, 10)),
    6: (8, (6, 8, 10)),
    8: (10, (8, 10, 12)),
    10: (12, (8, 10, 12, 15, 20)),
    12: (14, (10, 12, 15, 20, 25)),
    14: (16, (12, 15, 20, 25)),
    15: (17, (10, 12, 15, 20, 25)),
    16: (18, (10, 12, 15, 20, 25)),
    18: (20, (15, 20, 25)),
    20: (23, (10, 15, 20, 25, 30)),
    22: (25, (15, 20, 25, 30)),
    25: (28, (15, 20, 25, 30)),
    30: (34, (15, 20, 25, 30, 40)),
    35: (39, (20, 30, 40, 50)),
    40: (44, (20, 30, 40, 50)),
    50: (55, (20, 30, 40, 60)),
}


def family() -> Family:
    """The family with all its sizes and lengths."""
    return Family(
        id="iso3547",
        part_id="90-24112026-000433",
        category="CW.20.050",
        title="ISO 3547 plain bushes",
        description="5 to 50 mm, wrapped, cylindrical; as one piece of steel, without its joint and its lining",
        name="Wrapped plain bush",
        standard="ISO 3547",
        material=STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"), Selector("b", "Width b", "real", "mm")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for bore, (outside, widths) in _SIZES.items():
        sizes = (
            Dimension("d", "Bore d", float(bore), "nominal", _STANDARD, (ELEMENTS,)),
            Dimension("D", "Outside diameter D", float(outside), "nominal", _STANDARD, (ELEMENTS,)),
        )
        for width in widths:
            length = Dimension("b", "Width b", float(width), "nominal", _STANDARD)
            yield Configuration(f"ISO 3547 {bore}x{outside}x{width}", (*sizes, length), (f"{bore}", f"{width}"))
