"""Hardware that is turned: one revolved profile each."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration


def disc_spring(configuration: Configuration) -> cq.Workplane:
    """A disc spring standing on its outer edge, with cylindrical edges; its thickness t is the height of the edges."""
    outside, inside, t, height = (configuration[symbol] for symbol in ("De", "Di", "t", "l0"))
    corners = [(outside / 2, 0), (outside / 2, t), (inside / 2, height), (inside / 2, height - t)]
    return _revolved(cq.Workplane("XZ").polyline(corners).close())


def ball_knob(configuration: Configuration) -> cq.Workplane:
    """A ball cut flat at z = 0 to the height h, with a blind hole of the thread's diameter and depth."""
    radius, hole = configuration["d1"] / 2, configuration["d2"] / 2
    height, depth = configuration["h"], configuration["t1"]
    flat = math.sqrt(radius**2 - (height - radius) ** 2)
    profile = (
        cq.Workplane("XZ")
        .moveTo(hole, 0)
        .lineTo(flat, 0)
        .threePointArc((radius, height - radius), (0, height))
        .lineTo(0, depth)
        .lineTo(hole, depth)
        .close()
    )
    return _revolved(profile)


def round_spacer(configuration: Configuration) -> cq.Workplane:
    """A tube from z = 0 up to its length."""
    outside, hole, length = (configuration[symbol] for symbol in ("D", "d1", "l"))
    return cq.Workplane("XY").circle(outside / 2).circle(hole / 2).extrude(length)


def _revolved(profile: cq.Workplane) -> cq.Workplane:
    """The profile in the x-z plane, all around the z axis."""
    return profile.revolve(360, (0, 0, 0), (0, 1, 0))
