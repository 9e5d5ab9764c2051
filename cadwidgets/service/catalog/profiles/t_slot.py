"""Aluminium profiles with T-slots, modelled after the common makes of the 20, 30 and 40 mm grid.

No standard defines them. Compared: NopSCADlib (``extrusions``), bd-warehouse (``aluminum_extrusions``, Misumi
HFS5-2020) and a published set of OpenSCAD configurations (Misumi 2020, 8020 series 30); on slot, lip, core and bore of
the 20 mm grid all agree. Of the 30 mm grid two agree on the width inside the slot; the rest, and all of the 40 mm grid,
rests on NopSCADlib. Between two cells a profile has one closed cavity here; makers divide it by further ribs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_SOURCE = "makers' catalogues of aluminium profiles"
_NOPSCADLIB, _BD, _SCAD = (
    "NopSCADlib extrusions",
    "bd-warehouse aluminum_extrusions",
    "published OpenSCAD configurations",
)


class _Grid(NamedTuple):
    """Slot s, width w inside it, lip t, core c, bore d, rib e and corner radius r of a grid, in mm."""

    s: float
    w: float
    t: float
    c: float
    d: float
    e: float
    r: float


_LABELS = {
    "B": "Profile width B",
    "H": "Profile height H",
    "s": "Slot width s",
    "w": "Width inside the slot w",
    "t": "Lip thickness t",
    "c": "Core width c",
    "d": "Core bore d",
    "e": "Rib thickness e",
    "r": "Corner radius r",
}
_GRIDS = {
    20: _Grid(6, 12, 2, 8, 4.2, 2, 1),
    30: _Grid(8, 16.5, 2, 12, 6.8, 2, 1),
    40: _Grid(10, 20, 5.5, 15, 10.5, 3, 1),
}
_HEIGHTS = {20: (20, 40, 60, 80), 30: (30, 60), 40: (40, 80)}
_AGREEING = {(20, symbol): (_NOPSCADLIB, _BD, _SCAD) for symbol in "BHswtd"} | {
    (20, "c"): (_NOPSCADLIB, _SCAD),
    (20, "r"): (_NOPSCADLIB, _BD),
    (30, "B"): (_NOPSCADLIB, _SCAD),
    (30, "H"): (_NOPSCADLIB, _SCAD),
    (30, "w"): (_NOPSCADLIB, _SCAD),
}


def family() -> Family:
    """The family with all its grids and lengths."""
    return Family(
        id="t_slot_profile",
        part_id="90-24112026-000730",
        category="CW.50.010",
        title="Aluminium T-slot profiles",
        description="20x20 to 40x80, slots 6, 8 and 10 mm; cavities simplified",
        name="T-slot profile",
        standard="no standard",
        material=material_named("6060"),
        selectors=(
            Selector("B", _LABELS["B"], "real", "mm"),
            Selector("H", _LABELS["H"], "real", "mm"),
            LENGTH,
        ),
        configurations=in_stock_lengths(_sections()),
    )


def _sections() -> Iterator[Section]:
    for width, grid in _GRIDS.items():
        for height in _HEIGHTS[width]:
            values = {"B": width, "H": height, **grid._asdict()}
            dimensions = (
                Dimension(symbol, _LABELS[symbol], float(value), "nominal", _SOURCE, _agreeing(width, symbol))
                for symbol, value in values.items()
            )
            yield Section(f"T-slot {width}x{height}", (str(width), str(height)), tuple(dimensions))


def _agreeing(width: int, symbol: str) -> tuple[str, ...]:
    return _AGREEING.get((width, symbol), (_NOPSCADLIB,))
