"""Hollow sections and bars, centred on the z axis."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.profiles.outline import circle, extruded, rectangle
from cadwidgets.service.catalog import Configuration


def round_tube(configuration: Configuration) -> cq.Workplane:
    """A tube of the outside diameter D and the wall t."""
    outside, t = configuration["D"], configuration["t"]
    return extruded(circle(outside), configuration["l"], [circle(outside - 2 * t)])


def square_tube(configuration: Configuration) -> cq.Workplane:
    """A square hollow section."""
    return _tube(configuration, configuration["b"], configuration["b"])


def rectangular_tube(configuration: Configuration) -> cq.Workplane:
    """A rectangular hollow section, h along y."""
    return _tube(configuration, configuration["b"], configuration["h"])


def round_bar(configuration: Configuration) -> cq.Workplane:
    """A round bar."""
    return extruded(circle(configuration["d"]), configuration["l"])


def square_bar(configuration: Configuration) -> cq.Workplane:
    """A square bar."""
    return extruded(rectangle(configuration["a"], configuration["a"]), configuration["l"])


def flat_bar(configuration: Configuration) -> cq.Workplane:
    """A flat bar, its width along x."""
    return extruded(rectangle(configuration["b"], configuration["t"]), configuration["l"])


def hexagon_bar(configuration: Configuration) -> cq.Workplane:
    """A hexagon bar of the width across flats s."""
    corners = 2 * configuration["s"] / 3**0.5
    return cq.Workplane("XY").polygon(6, corners).extrude(configuration["l"])


def _tube(configuration: Configuration, width: float, height: float) -> cq.Workplane:
    t = configuration["t"]
    inside = rectangle(width - 2 * t, height - 2 * t, configuration["ri"])
    return extruded(rectangle(width, height, configuration["ro"]), configuration["l"], [inside])
