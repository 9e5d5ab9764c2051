"""A plain washer as one solid."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The washer around the z axis, from z = 0 up to its thickness h; edges are sharp."""
    ring = cq.Workplane().circle(configuration["d2"] / 2).circle(configuration["d1"] / 2)
    return ring.extrude(configuration["h"])
