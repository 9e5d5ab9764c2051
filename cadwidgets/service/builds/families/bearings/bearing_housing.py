"""Cast housings for insert bearings, each one solid with a spherical bore: pillow blocks, square and oval flanges.

Holes, heights, outside sizes and the bore are true. Rules of thumb shape what the standard leaves open: the body of a
pillow block is 0.52 of the foot wide and round around the bearing, the hub of a flange is 1.2 bores thick, and foot and
flanges are hollow at the back, by 0.6 of their thickness and up to 0.1 bores from their edges and holes.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_BODY, _HUB = 0.52, 1.20
_HOLLOW, _WALL = 0.60, 0.10


def pillow_block(configuration: Configuration) -> cq.Workplane:
    """The foot on z = 0, long in x; the bore along y at the height H."""
    size = configuration
    crown, width = size["H2"] - size["H"], _BODY * size["A"]
    foot = (
        cq.Workplane()
        .rect(size["L"], size["A"])
        .pushPoints([(-size["J"] / 2, 0), (size["J"] / 2, 0)])
        .slot2D(size["N1"], size["N"])
        .extrude(size["H1"])
    )
    body = (
        cq.Workplane("XZ", origin=(0, width / 2, 0))
        .moveTo(-crown, 0)
        .lineTo(crown, 0)
        .lineTo(crown, size["H"])
        .threePointArc((0, size["H2"]), (-crown, size["H"]))
        .close()
        .extrude(width)
    )
    wall = _WALL * size["Da"]
    length, depth = size["J"] - size["N1"] - 2 * wall, _HOLLOW * size["H1"]
    hollow = cq.Workplane().rect(length, size["A"] - 2 * wall).extrude(depth)
    seat = _ball(size["Da"], size["H"], cq.Vector(0, 1, 0))
    return foot.union(body).cut(hollow.add(seat).combine()).solids()


def square_flange(configuration: Configuration) -> cq.Workplane:
    """The flange on z = 0 in x and y; the bore along z."""
    size = configuration
    places = [(x * size["J"] / 2, y * size["J"] / 2) for x in (-1, 1) for y in (-1, 1)]
    plate = cq.Workplane().rect(size["L"], size["L"]).pushPoints(places).circle(size["N"] / 2).extrude(size["A1"])
    return _with_hub(plate, size, min(math.sqrt(2) * size["J"] - size["N"], size["L"]))


def oval_flange(configuration: Configuration) -> cq.Workplane:
    """The flange on z = 0, long in x; the bore along z."""
    size = configuration
    places = [(-size["J"] / 2, 0), (size["J"] / 2, 0)]
    plate = _oval(size).pushPoints(places).circle(size["N"] / 2).extrude(size["A1"])
    return _with_hub(plate, size, min(size["J"] - size["N"], size["L"]))


def _oval(size: Configuration) -> cq.Workplane:
    """A circle of the width L and the two round ends around the holes, joined by their common tangents."""
    middle, end, far = size["L"] / 2, (size["H2"] - size["J"]) / 2, size["J"] / 2
    slope = math.acos((middle - end) / far)
    x, y = middle * math.cos(slope), middle * math.sin(slope)
    x_end, y_end = far + end * math.cos(slope), end * math.sin(slope)
    return (
        cq.Workplane()
        .moveTo(x, y)
        .lineTo(x_end, y_end)
        .threePointArc((far + end, 0), (x_end, -y_end))
        .lineTo(x, -y)
        .threePointArc((0, -middle), (-x, -y))
        .lineTo(-x_end, -y_end)
        .threePointArc((-far - end, 0), (-x_end, y_end))
        .lineTo(-x, y)
        .threePointArc((0, middle), (x, y))
        .close()
    )


def _with_hub(plate: cq.Workplane, size: Configuration, free: float) -> cq.Workplane:
    """The plate with its hub, less the seat of the bearing and a hollow at the back within the diameter ``free``."""
    hub = cq.Workplane().circle(min(_HUB * size["Da"], size["L"]) / 2).extrude(size["A"])
    hollow = cq.Workplane().circle(free / 2 - _WALL * size["Da"]).extrude(_HOLLOW * size["A1"])
    seat = _ball(size["Da"], size["A2"], cq.Vector(0, 0, 1))
    return plate.union(hub).cut(hollow.add(seat).combine()).solids()


def _ball(diameter: float, height: float, axis: cq.Vector) -> cq.Shape:
    """What the bearing takes up when it tilts; ``axis`` is that of the bore."""
    return cq.Solid.makeSphere(diameter / 2, cq.Vector(0, 0, height), axis, -90, 90, 360)
