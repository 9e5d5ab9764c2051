"""Parallel keys and Woodruff keys, each as one solid with sharp edges."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration


def round_ended(configuration: Configuration) -> cq.Workplane:
    """A key b wide and l long with round ends, along the x axis, from z = 0 up to its height h."""
    return cq.Workplane().slot2D(configuration["l"], configuration["b"]).extrude(configuration["h"])


def square_ended(configuration: Configuration) -> cq.Workplane:
    """The same with square ends."""
    return cq.Workplane().rect(configuration["l"], configuration["b"]).extrude(configuration["h"])


def woodruff(configuration: Configuration) -> cq.Workplane:
    """A slice of a disc d2, b thick across the y axis: its lowest point at z = 0, flat at its height h."""
    b, h, radius = configuration["b"], configuration["h"], configuration["d2"] / 2
    chord = math.sqrt(h * (2 * radius - h))
    profile = cq.Workplane("XZ", origin=(0, b / 2, 0)).moveTo(chord, h).lineTo(-chord, h)
    return profile.threePointArc((0, 0), (chord, h)).close().extrude(b)
