"""Teeth of gears, racks and sprockets: flanks are involutes, and what belongs together runs together."""

from __future__ import annotations

import math

import cadquery as cq
import pytest
from facts import shape_of

from cadwidgets.service.builds.families.transmission.involute import Flank
from cadwidgets.service.builds.families.transmission.outlines import spline

AXIS = cq.Vector(0, 0, 1)
TOUCHING, OVERLAP = 1e-4, 1e-2
"""How near (mm) flanks without backlash come to one another, and how much (mm³) splines of 20 mm may overlap."""


def gear(number: str) -> cq.Shape:
    return shape_of("spur_gear", number)


@pytest.mark.parametrize(("m", "z"), [(0.5, 12), (1, 17), (2, 30), (5, 60), (1, 120)])
def test_flanks_are_involutes_within_a_tenth_of_a_micrometre_per_millimetre_of_module(m: float, z: int) -> None:
    """Where the spline has a radius r, its angle is that of the involute of the base circle at r."""
    flank = Flank(m, z)
    edge = spline(flank.involute())
    for part in range(201):
        point = edge.positionAt(part / 200)
        radius = math.hypot(point.x, point.y)
        pressure = math.acos(flank.base_radius / radius)
        alpha = math.radians(20)
        expected = math.pi / (2 * z) + (math.tan(pressure) - pressure) - (math.tan(alpha) - alpha)
        assert radius * abs(math.atan2(point.y, point.x) - expected) < 1e-4 * m


@pytest.mark.parametrize("z", [18, 25, 60, 120])
def test_fillets_run_smoothly_into_the_flanks_of_gears_that_are_not_undercut(z: int) -> None:
    flank = Flank(1, z)
    below, above = spline(flank.fillet()).tangentAt(1), spline(flank.involute()).tangentAt(0)
    assert math.degrees(below.getAngle(above)) < 3


def test_only_gears_with_fewer_than_eighteen_teeth_are_undercut() -> None:
    """Where the fillet crosses the flank instead of touching it, there is an edge: the sharper, the fewer teeth."""
    kinks = []
    for z in range(12, 25):
        flank = Flank(1, z)
        kinks.append(spline(flank.fillet()).tangentAt(1).getAngle(spline(flank.involute()).tangentAt(0)))
    undercut, whole = kinks[:6], kinks[6:]
    assert undercut == sorted(undercut, reverse=True)
    assert undercut[-2] > 3 * max(whole)


@pytest.mark.long
@pytest.mark.parametrize(("pinion", "wheel"), [(12, 12), (18, 25)])
def test_two_gears_of_one_module_mesh_without_overlap_and_without_play(pinion: int, wheel: int) -> None:
    """At the centre distance m (z1 + z2) / 2, in several positions: they touch, and nowhere does one cut the other."""
    first, second = gear(f"Spur gear m2 z{pinion}"), gear(f"Spur gear m2 z{wheel}")
    away = cq.Location(cq.Vector(pinion + wheel, 0, 0))
    for step in (0, 0.3):
        turned = first.rotate(cq.Vector(), AXIS, step * 360 / pinion)
        # a space of the wheel faces the tooth of the pinion on the line of centres
        opposite = second.rotate(cq.Vector(), AXIS, 180 + 180 / wheel - step * 360 / wheel).moved(away)
        assert turned.distance(opposite) < TOUCHING
        assert turned.intersect(opposite).Volume() < OVERLAP
