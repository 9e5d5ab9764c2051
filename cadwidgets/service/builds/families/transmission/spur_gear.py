"""Spur gears: toothed discs with a bore, with or without a hub above."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.transmission.involute import Flank
from cadwidgets.service.builds.families.transmission.outlines import arc, ring, spline
from cadwidgets.service.builds.families.transmission.stepped import Section, circle, stepped
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The disc around the z axis, from z = 0 upwards."""
    return stepped([_rim(configuration)], circle(configuration["d1"]))


def build_with_hub(configuration: Configuration) -> cq.Workplane:
    """The same with its hub on top."""
    hub = circle(configuration["dh"]), configuration["L"] - configuration["b"]
    return stepped([_rim(configuration), hub], circle(configuration["d1"]))


def _rim(configuration: Configuration) -> Section:
    return toothed(configuration["m"], int(configuration["z"])), configuration["b"]


def toothed(m: float, z: int) -> cq.Wire:
    """The outline of the teeth, with a tooth on the x axis."""
    flank, half = Flank(m, z), math.pi / z
    rising = [[(radius, angle - half) for radius, angle in part] for part in (flank.fillet(), flank.involute())]
    falling = [[(radius, -angle) for radius, angle in reversed(part)] for part in reversed(rising)]
    tip, root = rising[-1][-1][1], flank.root_angle
    pitch = [
        arc(flank.root_radius, -half - root, root - half),
        *(spline(part) for part in rising),
        arc(flank.tip_radius, tip, -tip),
        *(spline(part) for part in falling),
    ]
    return ring(pitch, z)
