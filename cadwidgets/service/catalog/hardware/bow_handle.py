"""Bow handles bent from round bar, fastened from behind, in a series of this catalog close to what is sold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.hardware.made_of import MADE_OF, in_materials
from cadwidgets.service.catalog.materials import STEEL, material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_SOURCE = "handle series of this catalog"
_LABELS = {
    "d": "Bar diameter d",
    "a": "Hole distance a",
    "h": "Height h",
    "d1": "Thread diameter d1",
    "t": "Thread depth t",
}
_MATERIALS: Mapping[str, Material] = {
    "steel": STEEL,
    "A2": material_named("A2"),
    "aluminium": material_named("aluminium"),
}


class _Bar(NamedTuple):
    """What goes with a bar: height, thread, depth of the thread and hole distances, in mm."""

    h: float
    d1: float
    t: float
    distances: tuple[int, ...]


_BARS = {
    8: _Bar(35, 4, 10, (64, 88, 100, 120)),
    10: _Bar(40, 5, 12, (88, 100, 120, 128, 160, 180)),
    12: _Bar(50, 6, 15, (100, 120, 128, 160, 180, 200, 250, 300)),
    16: _Bar(60, 8, 18, (160, 180, 200, 250, 300, 350, 400)),
}


def family() -> Family:
    """The family with all its bars and hole distances."""
    return Family(
        id="bow_handle",
        part_id="90-24112026-000820",
        category="CW.60.030",
        title="Bow handles of round bar",
        description="Hole distance 64 to 400 mm; a series of this catalog",
        name="Bow handle",
        standard="no standard",
        material=STEEL,
        selectors=(*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in ("d", "a")), MADE_OF),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for d, bar in _BARS.items():
        for distance in bar.distances:
            values = {"d": d, "a": distance, "h": bar.h, "d1": bar.d1, "t": bar.t}
            dimensions = tuple(
                Dimension(symbol, _LABELS[symbol], float(value), CHOSEN, _SOURCE) for symbol, value in values.items()
            )
            yield from in_materials(f"Bow handle {d}x{distance}", dimensions, (str(d), str(distance)), _MATERIALS)
