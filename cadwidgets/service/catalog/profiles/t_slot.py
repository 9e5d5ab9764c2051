"""Aluminium profiles with T-slots (grids of 20, 30 and 40 mm) and V-slots (20 mm), after common makes.

No standard defines them. Compared for T-slots: NopSCADlib (``extrusions``), bd-warehouse (``aluminum_extrusions``,
Misumi HFS5-2020) and a published set of OpenSCAD configurations (Misumi 2020, 8020 series 30); on slot, lip, core and
bore of the 20 mm grid all agree. Of the 30 mm grid two agree on the width inside the slot; the rest, and all of the
40 mm grid, rests on NopSCADlib. V-slots: BOLTS (``extrusions``, after a drawing of OpenBuilds); of others only the
corner radius and the bore agree. The cavities between cells are simplified, small cavities in the corners left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_SOURCE = "makers' catalogues of aluminium profiles"
_NOPSCADLIB, _BD = "NopSCADlib extrusions", "bd-warehouse aluminum_extrusions"
_SCAD, _V_SCAD = "published OpenSCAD configurations", "published OpenSCAD V-slot"
_BOLTS, _ALEXCO = "BOLTS extrusions", "published model of Alexco AEC 2020"


class _Grid(NamedTuple):
    """Mouth m and neck s of a slot, width w inside it, lip t, core c, bore d, rib e, corner radius r, in mm."""

    m: float
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
    "m": "Slot mouth m",
    "s": "Slot width s",
    "w": "Width inside the slot w",
    "t": "Lip thickness t",
    "c": "Core width c",
    "d": "Core bore d",
    "e": "Rib thickness e",
    "r": "Corner radius r",
}
_GRIDS = {
    20: _Grid(6, 6, 12, 2, 8, 4.2, 2, 1),
    30: _Grid(8, 8, 16.5, 2, 12, 6.8, 2, 1),
    40: _Grid(10, 10, 20, 5.5, 15, 10.5, 3, 1),
}
_V_GRID = _Grid(9.28, 5.68, 11, 1.8, 7.8, 4.2, 1.5, 1.5)
_HEIGHTS = {20: (20, 40, 60, 80), 30: (30, 60), 40: (40, 80)}
_ALL, _TWO = (_NOPSCADLIB, _BD, _SCAD), (_NOPSCADLIB, _SCAD)
_T_AGREEING: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    20: {**dict.fromkeys("Bmswtd", _ALL), "c": _TWO, "r": (_NOPSCADLIB, _BD)},
    30: dict.fromkeys("Bw", _TWO),
    40: {},
}
_V_AGREEING = {**dict.fromkeys("Bd", (_BOLTS, _ALEXCO)), "r": (_BOLTS, _V_SCAD)}


def t_slot() -> Family:
    """Profiles with T-slots."""
    sections = (
        _section("T-slot", width, height, grid, _T_AGREEING[width], (_NOPSCADLIB,))
        for width, grid in _GRIDS.items()
        for height in _HEIGHTS[width]
    )
    description = "20x20 to 40x80, slots 6, 8 and 10 mm; cavities simplified"
    return _family("t_slot_profile", 730, "Aluminium T-slot profiles", description, sections)


def v_slot() -> Family:
    """Profiles with V-slots, for wheels to run in."""
    sections = (_section("V-slot", 20, height, _V_GRID, _V_AGREEING, (_BOLTS,)) for height in _HEIGHTS[20])
    return _family("v_slot_profile", 731, "Aluminium V-slot profiles", "20x20 to 20x80; cavities simplified", sections)


def _family(family_id: str, number: int, title: str, description: str, sections: Iterable[Section]) -> Family:
    return Family(
        id=family_id,
        part_id=f"90-24112026-{number:06}",
        category="CW.50.010",
        title=title,
        description=description,
        name="Slot profile",
        standard="no standard",
        material=material_named("6060"),
        selectors=(*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in ("B", "H")), LENGTH),
        configurations=in_stock_lengths(sections),
    )


def _section(
    kind: str, width: int, height: int, grid: _Grid, agreeing: Mapping[str, tuple[str, ...]], source: tuple[str, ...]
) -> Section:
    """A section of square cells; where nothing else is known, its values rest on ``source`` alone."""
    values = {"B": width, "H": height, **grid._asdict()}
    agreeing = {**agreeing, "H": agreeing.get("B", source) if height == width else source}
    dimensions = (
        Dimension(symbol, _LABELS[symbol], float(value), "nominal", _SOURCE, agreeing.get(symbol, source))
        for symbol, value in values.items()
    )
    return Section(f"{kind} {width}x{height}", (str(width), str(height)), tuple(dimensions))
