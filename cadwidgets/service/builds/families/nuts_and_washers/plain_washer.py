"""A plain washer as one solid, with sharp or with chamfered edge."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import turned
from cadwidgets.service.catalog import Configuration

_CHAMFER = 0.375
"""Of the thickness: the middle of the 0.25 to 0.5 that ISO 7090 allows."""


def build(configuration: Configuration) -> cq.Workplane:
    """The washer around the z axis, from z = 0 up to its thickness h; edges are sharp."""
    ring = cq.Workplane().circle(configuration["d2"] / 2).circle(configuration["d1"] / 2)
    return ring.extrude(configuration["h"])


def chamfered(configuration: Configuration) -> cq.Workplane:
    """The washer around the z axis, from z = 0 up to its thickness h, its upper outer edge chamfered by 30 degrees off
    the face."""
    inner, outer, height = configuration["d1"] / 2, configuration["d2"] / 2, configuration["h"]
    deep = _CHAMFER * height
    edge = ((outer, height - deep), (outer - deep / math.tan(math.radians(30)), height))
    return turned(((inner, 0), (outer, 0), *edge, (inner, height)))
