"""Single row deep groove ball bearings: boundary dimensions of ISO 15, diameter series 0 and 2.

Compared value by value, without a difference:

* 6000 to 6210: two published tables, one after GB/T 276-2013 and one after JIS B 1520 (d, D, B, r_s min); besides,
  BOLTS ``bearings`` (d, D, B up to a bore of 35 mm) and an NTN catalogue page (6000, 6001, 6200).
* 623 to 629 and 608: bd-warehouse 0.4.0 (d, D, B, r_s min) with BOLTS (625, 626, 627, 608, 629), the page "Miniature
  Ball Bearing Sizes" of softsolder.com (623, 625, 626, 608, 629) and one more published list (all; for 624 and 628 it
  is the only second source). Their r_s min rests on bd-warehouse alone: unverified.

Two hobby lists that state 626 with a bore of 8 or an outside diameter of 16 mm stand against all of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_STANDARD = "ISO 15:2017"
_GB, _JIS = "table after GB/T 276-2013", "table after JIS B 1520"
_BD, _SIZES_LIST = "bd-warehouse 0.4.0", "published lists of miniature bearing sizes"

_MINIATURE = {
    "623": (3, 10, 4, 0.15),
    "624": (4, 13, 5, 0.2),
    "625": (5, 16, 5, 0.3),
    "626": (6, 19, 6, 0.3),
    "627": (7, 22, 7, 0.3),
    "628": (8, 24, 8, 0.3),
    "629": (9, 26, 8, 0.3),
    "608": (8, 22, 7, 0.3),
}
_METRIC = {
    "6000": (10, 26, 8, 0.3),
    "6001": (12, 28, 8, 0.3),
    "6002": (15, 32, 9, 0.3),
    "6003": (17, 35, 10, 0.3),
    "6004": (20, 42, 12, 0.6),
    "6005": (25, 47, 12, 0.6),
    "6006": (30, 55, 13, 1),
    "6007": (35, 62, 14, 1),
    "6008": (40, 68, 15, 1),
    "6009": (45, 75, 16, 1),
    "6010": (50, 80, 16, 1),
    "6200": (10, 30, 9, 0.6),
    "6201": (12, 32, 10, 0.6),
    "6202": (15, 35, 11, 0.6),
    "6203": (17, 40, 12, 0.6),
    "6204": (20, 47, 14, 1),
    "6205": (25, 52, 15, 1),
    "6206": (30, 62, 16, 1),
    "6207": (35, 72, 17, 1.1),
    "6208": (40, 80, 18, 1.1),
    "6209": (45, 85, 19, 1.1),
    "6210": (50, 90, 20, 1.1),
}
_LABELS = (
    ("d", "Bore d", "nominal"),
    ("D", "Outside diameter D", "nominal"),
    ("B", "Width B", "nominal"),
    ("r_s", "Chamfer r_s min", "minimum"),
)


def family() -> Family:
    """The family with all its part numbers."""
    return Family(
        id="deep_groove_bearing",
        part_id="90-24112026-000020",
        category="CW.20.010",
        title="ISO 15 deep groove ball bearings",
        description="623 to 629, 608, 6000 to 6010, 6200 to 6210; open, simplified inside, without cage",
        name="Deep groove ball bearing",
        standard="ISO 15",
        material=BEARING_STEEL,
        selectors=(Selector("d", "Bore d", "real", "mm"), Selector("series", "Dimension series", "text")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for number, row in _MINIATURE.items():
        yield _configuration(number, row, sizes=(_BD, _SIZES_LIST), chamfer=(_BD,))
    for number, row in _METRIC.items():
        yield _configuration(number, row, sizes=(_GB, _JIS), chamfer=(_GB, _JIS))


def _configuration(
    number: str, row: tuple[float, ...], *, sizes: tuple[str, ...], chamfer: tuple[str, ...]
) -> Configuration:
    dimensions = (
        Dimension(symbol, label, float(value), basis, _STANDARD, chamfer if symbol == "r_s" else sizes)
        for (symbol, label, basis), value in zip(_LABELS, row, strict=True)
    )
    return Configuration(number, tuple(dimensions), (f"{row[0]:g}", number[:2]))
