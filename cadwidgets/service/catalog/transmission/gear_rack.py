"""Gear racks with the basic rack of ISO 53, profile A: cross sections of stock racks, modules 1 to 5.

Width, height, height of the pitch line and the lengths from 500 mm on are those of the list of drawn racks of
Chiaravalli, alone: unverified. The length is that of the whole pitches within the nominal length, so that racks join
end to end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from cadwidgets.contract.part_details import CALCULATED
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_CHIARAVALLI = ("Chiaravalli spur gears and racks",)
_MODULES = (*_CHIARAVALLI, "metricmech.com gear calculator")
_TRADE = "stock catalogues, no standard"

_SECTIONS = {1: 15, 1.5: 17, 2: 20, 2.5: 25, 3: 30, 4: 40, 5: 50}
"""By module: the width, which is the height as well (mm)."""
_LENGTHS = (250, 500, 1000)
_MOST_TEETH = 110
"""Longer racks are sold, but their solids become too large to be of use."""


def family() -> Family:
    """All modules in their nominal lengths."""
    return Family(
        id="gear_rack",
        part_id="90-24112026-000602",
        category="CW.40.010",
        title="ISO 53 gear racks",
        description="Module 1 to 5, 20°, straight teeth, square section; cut within a tooth space at both ends",
        name="Gear rack",
        standard="ISO 53",
        material=STEEL,
        selectors=(Selector("m", "Module m", "real", "mm"), Selector("l", "Length l", "real", "mm")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for m, width in _SECTIONS.items():
        for length in (each for each in _LENGTHS if _whole_pitches(m, each) <= _MOST_TEETH):
            dimensions = tuple(_dimensions(m, float(width), length))
            yield Configuration(f"Rack m{m:g} {width}x{width}x{length}", dimensions, (f"{m:g}", f"{length}"))


def _dimensions(m: float, width: float, length: float) -> Iterator[Dimension]:
    z = _whole_pitches(m, length)
    yield Dimension("m", "Module m", float(m), "nominal", "ISO 54:1996", _MODULES)
    lengths = _CHIARAVALLI if length >= 500 else ()
    yield Dimension("l", "Length l", float(length), "nominal", _TRADE, lengths)
    yield Dimension("L", "Overall length L", z * math.pi * m, CALCULATED, "whole pitches within l")
    yield Dimension("z", "Number of teeth z", float(z), CALCULATED, "whole pitches within l", unit="")
    yield Dimension("b", "Face width b", width, "nominal", _TRADE, _CHIARAVALLI)
    yield Dimension("h", "Height h", width, "nominal", _TRADE, _CHIARAVALLI)
    yield Dimension("h0", "Height of the pitch line h0", width - m, "nominal", "ISO 53:1998, haP = 1 m", _CHIARAVALLI)
    yield Dimension("hf", "Root height hf", width - 2.25 * m, CALCULATED, "ISO 53:1998, hP = 2.25 m")


def _whole_pitches(m: float, length: float) -> int:
    return math.floor(length / (math.pi * m))
