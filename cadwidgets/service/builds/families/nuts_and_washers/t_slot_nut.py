"""A nut for T-slots as one solid, the thread simplified to a hole of its minor diameter."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import Hole, turned
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The nut around the z axis, the slot along y: base e x e from z = 0 to k, neck of the width a up to h."""
    size = configuration
    hole = turned(((0, 0), *reversed(Hole.of(size).through(size["h"])), (0, size["h"])))
    return _profile(size).cut(hole).solids()


def _profile(size: Configuration) -> cq.Workplane:
    base, neck, edge = size["e"] / 2, size["a"] / 2, size["f"]
    half = ((base - edge, 0), (base, edge), (base, size["k"]), (neck, size["k"]), (neck, size["h"]))
    outline = (*half, *((-x, z) for x, z in reversed(half)))
    return cq.Workplane("XZ").polyline(outline).close().extrude(base, both=True)
