"""A hexagon nut with a non-metallic insert: the nut, and the ring in its collar as a separate solid."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import Edge, Hole, corner, hexagon, turned
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.nuts_and_washers.insert_nuts import collar


def build(configuration: Configuration) -> cq.Workplane:
    """The nut around the z axis from z = 0 up to its total height h, the thread up to m; the ring's hole, which has no
    thread, is as wide as that of the thread. The shape of the collar is that of `collar`'s rules of thumb."""
    return cq.Workplane(cq.Compound.makeCompound([_nut(configuration).val(), _ring(configuration).val()]))


def _nut(size: Configuration) -> cq.Workplane:
    edge, hole, shape = Edge.of(size, corner(size)), Hole.of(size), collar(size)
    shoulder = shape.hexagon + (edge.inner - shape.outside) / (edge.outer - edge.inner) * edge.height
    outside = (
        (edge.inner, 0),
        (edge.outer, edge.height),
        (edge.outer, shape.hexagon - edge.height),
        (shape.outside, shoulder),
        (shape.outside, size["h"]),
    )
    inside = (
        (shape.opening, size["h"]),
        (shape.opening, shape.lip),
        (shape.ring, shape.lip),
        (shape.ring, size["m"]),
        (hole.narrow, size["m"]),
        *hole.bottom,
    )
    return hexagon(size, turned((*outside, *inside)))


def _ring(size: Configuration) -> cq.Workplane:
    inner, shape = Hole.of(size).narrow, collar(size)
    ring = cq.Workplane(origin=(0, 0, size["m"])).circle(shape.ring).circle(inner)
    return ring.extrude(shape.lip - size["m"])
