"""Cylindrical compression springs of round wire, coiled right, with closed ends that are not ground.

The sizes are a series of this catalog: wire diameters of EN 10270-1, mean diameters of 5, 8 and 10 wires, and the
active coils of DIN 2098; its own table was not to be had. The free length leaves each coil the deflection at which the
uncorrected shear stress at solid length is 800 N/mm2, and is rounded to half a millimetre. Two more coils are closed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_SOURCE = "spring series of this catalog, calculated after EN 13906-1:2013"
_SHEAR_MODULUS = 81500.0
_SHEAR_STRESS = 800.0
_WIRES = (0.5, 0.63, 0.8, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5)
_INDICES = (5, 8, 10)
_COILS = (3.5, 5.5, 8.5, 12.5)
_LABELS = {
    "d": "Wire diameter d",
    "D": "Mean coil diameter D",
    "L0": "Free length L0",
    "n": "Active coils n",
}


def family() -> Family:
    """The family with all its wires, coils and lengths."""
    return Family(
        id="compression_spring",
        part_id="90-24112026-000800",
        category="CW.60.010",
        title="Compression springs",
        description="Wire 0.5 to 5 mm, closed ends, not ground; a series of this catalog",
        name="Compression spring",
        standard="no standard",
        material=STEEL,
        selectors=tuple(Selector(symbol, _LABELS[symbol], "real", _unit(symbol)) for symbol in ("d", "D", "n")),
        configurations=tuple(_configurations()),
    )


def rate(d: float, mean: float, coils: float) -> float:
    """The spring rate in N/mm: G d^4 / (8 D^3 n), EN 13906-1:2013."""
    return _SHEAR_MODULUS * d**4 / (8 * mean**3 * coils)


def _configurations() -> Iterator[Configuration]:
    for d in _WIRES:
        for mean in (round(index * d, 2) for index in _INDICES):
            for coils in _COILS:
                values = {"d": d, "D": mean, "L0": _free_length(d, mean, coils), "n": coils}
                dimensions = (
                    Dimension(symbol, _LABELS[symbol], float(value), CHOSEN, _SOURCE, (), _unit(symbol))
                    for symbol, value in values.items()
                )
                yield Configuration(
                    f"Spring {d:g}x{mean:g}x{coils:g}",
                    tuple(dimensions),
                    (f"{d:g}", f"{mean:g}", f"{coils:g}"),
                    properties=(("Spring rate", f"{rate(d, mean, coils):.3g} N/mm"),),
                )


def _free_length(d: float, mean: float, coils: float) -> float:
    solid = (coils + 3.5) * d
    deflection = math.pi * mean**2 * coils * _SHEAR_STRESS / (_SHEAR_MODULUS * d)
    return round(2 * (solid + deflection)) / 2


def _unit(symbol: str) -> str:
    return "" if symbol == "n" else "mm"
