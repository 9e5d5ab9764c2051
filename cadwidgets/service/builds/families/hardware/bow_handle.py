"""A bow handle: a round bar swept along a bow, with a blind hole in each foot.

The bends have a radius of one and a half bars in their middle, as a bar is easily bent: no catalogue states it.
"""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_BEND = 1.5


def build(configuration: Configuration) -> cq.Workplane:
    """The handle with its feet on the plane z = 0, symmetrical about the z axis, along x."""
    d, distance, height, thread, depth = (configuration[symbol] for symbol in ("d", "a", "h", "d1", "t"))
    x, z, r = distance / 2, height - d / 2, _BEND * d
    bow = (
        cq.Workplane("XZ")
        .moveTo(-x, 0)
        .lineTo(-x, z - r)
        .tangentArcPoint((r, r))
        .lineTo(x - r, z)
        .tangentArcPoint((r, -r))
        .lineTo(x, 0)
    )
    bar = cq.Workplane("XY", origin=(-x, 0, 0)).circle(d / 2).sweep(bow)
    holes = cq.Workplane("XY").pushPoints([(-x, 0), (x, 0)]).circle(thread / 2).extrude(depth)
    return bar.cut(holes)
