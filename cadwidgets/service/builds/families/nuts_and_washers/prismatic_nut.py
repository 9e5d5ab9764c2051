"""Hexagon and square nuts as one solid, the thread simplified to a hole of its minor diameter."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers import blank
from cadwidgets.service.builds.families.nuts_and_washers.blank import Edge, Hole, corner
from cadwidgets.service.catalog import Configuration


def hexagon(configuration: Configuration) -> cq.Workplane:
    """The nut around the z axis, from z = 0 up to its height m: corners chamfered, hole countersunk on both sides."""
    size, height = configuration, configuration["m"]
    edge = Edge.of(size, corner(size))
    outside = (
        (edge.inner, 0),
        (edge.outer, edge.height),
        (edge.outer, height - edge.height),
        (edge.inner, height),
    )
    return blank.hexagon(size, blank.turned((*outside, *Hole.of(size).through(height))))


def square(configuration: Configuration) -> cq.Workplane:
    """A square nut from z = 0 up to its height m: corners chamfered at the top, hole countersunk on both sides."""
    size, height = configuration, configuration["m"]
    edge = Edge.of(size, size["s"] / math.sqrt(2))
    outside = ((edge.outer, 0), (edge.outer, height - edge.height), (edge.inner, height))
    return blank.square(size, blank.turned((*outside, *Hole.of(size).through(height))))


def sharp_hexagon(configuration: Configuration) -> cq.Workplane:
    """A hexagon nut without chamfers, from z = 0 up to its height m."""
    outline = cq.Workplane().polygon(6, 2 * corner(configuration))
    return outline.circle(Hole.of(configuration).narrow).extrude(configuration["m"])


def sharp_square(configuration: Configuration) -> cq.Workplane:
    """A square nut without chamfers, from z = 0 up to its height m."""
    outline = cq.Workplane().rect(configuration["s"], configuration["s"])
    return outline.circle(Hole.of(configuration).narrow).extrude(configuration["m"])
