"""Bottle: a turned body with a soft shoulder, a punt in the base, and a finish with bead and transfer ring."""

import math

import cadquery as cq

# @preset flask: diameter=95, body_height=60, shoulder_height=70, neck_diameter=30, neck_height=35
# @preset vial: diameter=24, body_height=40, shoulder_height=8, neck_diameter=16, neck_height=10, wall=1.2, punt=1
# @preset wine: diameter=74, body_height=185, shoulder_height=55, neck_diameter=29, neck_height=75, punt=20, wall=3

# --- Body ---
diameter = 70.0  # [20:1:120] mm  Diameter
body_height = 110.0  # [20:1:250] mm  Body height: straight part, from the table to the shoulder
base_radius = 8.0  # [1:0.5:25] mm  Base rounding
punt = 6.0  # [0:0.5:30] mm  Punt: depth of the hollow in the base

# --- Shoulder and neck ---
shoulder_height = 35.0  # [5:1:120] mm  Shoulder height
roundness = 55  # [20:90] %  Shoulder roundness: how long the body's line is carried on
neck_diameter = 28.0  # [12:0.5:60] mm  Neck diameter
neck_height = 22.0  # [8:0.5:100] mm  Neck height

# --- Glass ---
wall = 2.0  # [0.8:0.1:5] mm  Wall
bead = 1.5  # [0:0.1:4] mm  Bead: how far the lip stands out

radius = diameter / 2
wall = min(wall, 0.15 * radius)
neck = min(neck_diameter / 2, 0.8 * radius)
wall = min(wall, 0.35 * neck)
base_radius = min(base_radius, 0.4 * radius, 0.4 * body_height)
punt = min(punt, 0.5 * body_height, 0.8 * (radius - base_radius))
bead = min(bead, 0.15 * neck_height)
shoulder = body_height + shoulder_height
top = shoulder + neck_height


def base_section(inset):
    """Radius of the standing ring, radius of the rounding, and height of the punt's peak, inside the glass."""
    corner = max(base_radius - inset, 0.3 * base_radius)
    foot = radius - inset - corner
    return foot, corner, min(punt, 0.8 * foot) + inset


def shoulder_curve(inset, falling):
    """From the body to the neck, or back; it leaves both upright."""
    side, throat = radius - inset, neck - inset
    carry, arrive = shoulder_height * roundness / 100, 0.45 * shoulder_height
    points = [(side, body_height), (side, body_height + carry), (throat, shoulder - arrive), (throat, shoulder)]
    return points[::-1] if falling else points


def punt_middle(foot, low, peak):
    """The point half-way on the circle that is level at the peak and ends at the foot."""
    rise = peak - low
    sphere = (foot * foot + rise * rise) / (2 * rise)
    half = math.atan2(foot, sphere - rise) / 2
    return sphere * math.sin(half), peak - sphere * (1 - math.cos(half))


def glass():
    """Half of the section, outside up and inside down, turned around the axis."""
    foot, corner, peak = base_section(0)
    bend = corner * (1 - math.sqrt(0.5))
    section = cq.Workplane("XZ").moveTo(0, peak)
    section = section.threePointArc(punt_middle(foot, 0, peak), (foot, 0)) if punt else section.lineTo(foot, 0)
    section = (
        section.threePointArc((radius - bend, bend), (radius, corner))
        .lineTo(radius, body_height)
        .bezier(shoulder_curve(0, falling=False))
        .lineTo(neck, top)
        .threePointArc((neck - wall / 2, top + wall / 2), (neck - wall, top))
        .lineTo(neck - wall, shoulder)
        .bezier(shoulder_curve(wall, falling=True))
    )
    foot, corner, peak = base_section(wall)
    bend = corner * (1 - math.sqrt(0.5))
    section = section.lineTo(radius - wall, wall + corner)
    section = section.threePointArc((radius - wall - bend, wall + bend), (foot, wall))
    section = section.threePointArc(punt_middle(foot, wall, peak), (0, peak)) if punt else section.lineTo(0, wall)
    return section.close().revolve()


def collar(low, high, stand_out):
    """A half-round ring around the neck, rooted in the glass."""
    return (
        cq.Workplane("XZ")
        .moveTo(neck - wall / 2, low)
        .lineTo(neck, low)
        .threePointArc((neck + stand_out, (low + high) / 2), (neck, high))
        .lineTo(neck - wall / 2, high)
        .close()
        .revolve(360, (0, 0), (0, 1))
    )


result = glass()
if bead:
    result = result.union(collar(top - 2.4 * bead, top - 0.2 * bead, bead))
    result = result.union(collar(top - 5.0 * bead, top - 3.6 * bead, 0.8 * bead))

show_object(result, name="bottle", options={"color": (0.35, 0.6, 0.5), "alpha": 0.4})
