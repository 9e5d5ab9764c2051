"""An O-ring as one solid, unstretched."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The torus around the z axis, centred at z = 0: inside diameter d1, section diameter d2."""
    inside, section = configuration["d1"] / 2, configuration["d2"] / 2
    return cq.Workplane(cq.Solid.makeTorus(inside + section, section))
