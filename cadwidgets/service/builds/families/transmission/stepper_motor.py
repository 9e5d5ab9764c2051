"""A stepper motor from outside: body, flange with its holes, pilot, and a shaft with a flat.

The corners of the body are cut off behind the holes of the flange, whose screws need room there; the rest of the body
is a plain prism. Tapped holes are plain ones of the nominal diameter, as deep as the flange is thick.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_CORNER = 0.06
"""How much of the width is cut off at the corners of the flange: a usual proportion."""


def build(configuration: Configuration) -> cq.Workplane:
    """The motor, its mounting face in z = 0, its shaft along the z axis, its flat towards x."""
    body, *others = (*_housing(configuration), *_shaft(configuration))
    return cq.Workplane(body.fuse(*others))


def _housing(size: Configuration) -> tuple[cq.Shape, ...]:
    width, thickness, spacing, hole = (size[symbol] for symbol in ("A", "T", "B", "dm"))
    places = [(x * spacing / 2, y * spacing / 2) for x in (-1, 1) for y in (-1, 1)]
    flange = _octagon(width, _CORNER * width).pushPoints(places).circle(hole / 2).extrude(-thickness)
    # a cut at 45 degrees that passes the holes at their own radius
    cut = width - spacing + math.sqrt(2) * hole
    body = _octagon(width, cut).extrude(thickness - size["L"]).translate((0, 0, -thickness))
    pilot = cq.Workplane().circle(size["P"] / 2).extrude(size["hp"])
    return flange.val(), body.val(), pilot.val()


def _octagon(width: float, cut: float) -> cq.Workplane:
    """A square with its corners cut off."""
    half, inner = width / 2, width / 2 - cut
    quarter = [(half, -inner), (half, inner), (inner, half), (-inner, half)]
    return cq.Workplane().polyline([*quarter, *((-x, -y) for x, y in quarter)]).close()


def _shaft(size: Configuration) -> tuple[cq.Shape, ...]:
    radius, flat = size["D"] / 2, size["f"] - size["D"] / 2
    side, full = math.sqrt(radius**2 - flat**2), size["E"] - size["lf"]
    round_part = cq.Workplane().circle(radius).extrude(full)
    profile = cq.Workplane().moveTo(flat, -side).lineTo(flat, side).threePointArc((-radius, 0), (flat, -side)).close()
    return round_part.val(), profile.extrude(size["lf"]).translate((0, 0, full)).val()
