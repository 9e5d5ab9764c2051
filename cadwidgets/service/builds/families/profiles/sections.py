"""Beams, channels and angles: the outlines of rolled sections with their rounded roots and toes."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.profiles.outline import Corner, extruded, rounded
from cadwidgets.service.catalog import Configuration


def beam(configuration: Configuration) -> cq.Workplane:
    """An I or H section with parallel flanges, centred on the z axis."""
    h, b, tw, tf, r = (configuration[symbol] for symbol in ("h", "b", "tw", "tf", "r"))
    inside = h / 2 - tf
    return _beam(configuration, [(b / 2, -inside, 0), (tw / 2, -inside, r)])


def tapered_beam(configuration: Configuration) -> cq.Workplane:
    """An I section whose flanges taper by 14 %, with the thickness tf at a quarter of its width."""
    h, b, tw, tf = (configuration[symbol] for symbol in ("h", "b", "tw", "tf"))

    def inside(x: float) -> float:
        return h / 2 - tf - 0.14 * (b / 4 - x)

    toe = (b / 2, -inside(b / 2), configuration["r2"])
    return _beam(configuration, [toe, (tw / 2, -inside(tw / 2), configuration["r1"])])


def _beam(configuration: Configuration, lower: list[Corner]) -> cq.Workplane:
    """A beam from the toe and the root of its lower right flange; the other three are its images."""
    x, y = configuration["b"] / 2, configuration["h"] / 2
    right: list[Corner] = [(x, -y, 0), *lower, *_upturned(lower), (x, y, 0)]
    left: list[Corner] = [(-at, -height, radius) for at, height, radius in right]
    return extruded(rounded([*right, *left]), configuration["l"])


def parallel_channel(configuration: Configuration) -> cq.Workplane:
    """A channel with parallel flanges; its back is the plane x = 0."""
    h, b, tw, tf, r = (configuration[symbol] for symbol in ("h", "b", "tw", "tf", "r"))
    inside = h / 2 - tf
    return _channel(configuration, [(b, -inside, 0), (tw, -inside, r)])


def tapered_channel(configuration: Configuration) -> cq.Workplane:
    """A channel whose flanges taper by 8 % up to a height of 300 mm, by 5 % above; its back is the plane x = 0.

    The thickness tf is that at b/2 from the edge, or at (b - tw)/2 above 300 mm.
    """
    h, b, tw, tf = (configuration[symbol] for symbol in ("h", "b", "tw", "tf"))
    slope, gauge = (0.08, b / 2) if h <= 300 else (0.05, (b - tw) / 2)

    def inside(x: float) -> float:
        return h / 2 - tf - slope * (b - gauge - x)

    return _channel(configuration, [(b, -inside(b), configuration["r2"]), (tw, -inside(tw), configuration["r1"])])


def _channel(configuration: Configuration, lower: list[Corner]) -> cq.Workplane:
    """A channel from the toe and the root of its lower flange; the upper one is its image."""
    x, y = configuration["b"], configuration["h"] / 2
    outline: list[Corner] = [(0, -y, 0), (x, -y, 0), *lower, *_upturned(lower), (x, y, 0), (0, y, 0)]
    return extruded(rounded(outline), configuration["l"])


def _upturned(lower: list[Corner]) -> list[Corner]:
    """The image of the corners above the x axis, in the order of the outline."""
    return [(at, -height, radius) for at, height, radius in reversed(lower)]


def equal_angle(configuration: Configuration) -> cq.Workplane:
    """An angle with its heel on the z axis and its legs along x and y."""
    return _angle(configuration, configuration["a"], configuration["a"])


def unequal_angle(configuration: Configuration) -> cq.Workplane:
    """An angle with its heel on the z axis, the short leg b along x, the long leg a along y."""
    return _angle(configuration, configuration["b"], configuration["a"])


def _angle(configuration: Configuration, x: float, y: float) -> cq.Workplane:
    t, root, toe = (configuration[symbol] for symbol in ("t", "r1", "r2"))
    outline: list[Corner] = [(0, 0, 0), (x, 0, 0), (x, t, toe), (t, t, root), (t, y, toe), (0, y, 0)]
    return extruded(rounded(outline), configuration["l"])
