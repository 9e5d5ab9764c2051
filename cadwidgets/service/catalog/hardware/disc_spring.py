"""Disc springs of EN 16983 (DIN 2093), series A and B, without contact surfaces, outside diameter 8 to 50 mm.

Compared: the DIN 2093 page of xmdiscsprings.com (series A up to 31.5 mm, without a difference) and that of
cballast.com (its core sizes; of series B only where its cone height agrees). The rest of series B and the sizes from
35.5 mm on were not found in a table: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_STANDARD = "EN 16983:2016"
_XM, _CBALLAST = "xmdiscsprings.com DIN 2093", "cballast.com DIN 2093"
_LABELS = {
    "De": "Outside diameter De",
    "Di": "Inside diameter Di",
    "t": "Thickness t",
    "l0": "Free height l0",
}
# De: (Di, series A: t, l0, series B: t, l0)
_SIZES = {
    8: (4.2, (0.4, 0.6), (0.3, 0.55)),
    10: (5.2, (0.5, 0.75), (0.4, 0.7)),
    12.5: (6.2, (0.7, 1.0), (0.5, 0.85)),
    14: (7.2, (0.8, 1.1), (0.5, 0.9)),
    16: (8.2, (0.9, 1.25), (0.6, 1.05)),
    18: (9.2, (1.0, 1.4), (0.7, 1.2)),
    20: (10.2, (1.1, 1.55), (0.8, 1.35)),
    22.5: (11.2, (1.25, 1.75), (0.8, 1.45)),
    25: (12.2, (1.5, 2.05), (0.9, 1.6)),
    28: (14.2, (1.5, 2.15), (1.0, 1.8)),
    31.5: (16.3, (1.75, 2.45), (1.25, 2.15)),
    35.5: (18.3, (2.0, 2.8), (1.25, 2.25)),
    40: (20.4, (2.25, 3.15), (1.5, 2.65)),
    45: (22.4, (2.5, 3.5), (1.75, 3.05)),
    50: (25.4, (3.0, 4.1), (2.0, 3.4)),
}
_CORE = (8, 10, 12.5, 16, 20, 25, 31.5, 40)
_HEIGHTS_OF_B_IN_CBALLAST = (8, 10)


def family() -> Family:
    """The family with its two series."""
    return Family(
        id="disc_spring",
        part_id="90-24112026-000801",
        category="CW.60.010",
        title="Disc springs EN 16983 (DIN 2093)",
        description="Series A and B, 8 to 50 mm, without contact surfaces",
        name="Disc spring",
        standard="EN 16983",
        material=STEEL,
        selectors=(Selector("De", _LABELS["De"], "real", "mm"), Selector("series", "Series", "text")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for outside, (inside, *series) in _SIZES.items():
        for letter, (t, height) in zip("AB", series, strict=True):
            values = {"De": outside, "Di": inside, "t": t, "l0": height}
            dimensions = (
                Dimension(
                    symbol, _LABELS[symbol], float(value), "nominal", _STANDARD, _agreeing(outside, letter, symbol)
                )
                for symbol, value in values.items()
            )
            name = f"DIN 2093 {letter} {outside:g}x{inside:g}x{t:g}"
            yield Configuration(name, tuple(dimensions), (f"{outside:g}", letter))


def _agreeing(outside: float, letter: str, symbol: str) -> tuple[str, ...]:
    """The documents with this value: both series share the diameters, so a table of series A states them for B, too."""
    in_xm = outside <= 31.5 and (letter == "A" or symbol in ("De", "Di"))
    height_of_b = letter == "B" and symbol == "l0"
    in_cballast = outside in (_HEIGHTS_OF_B_IN_CBALLAST if height_of_b else _CORE)
    return ((_XM,) if in_xm else ()) + ((_CBALLAST,) if in_cballast else ())
