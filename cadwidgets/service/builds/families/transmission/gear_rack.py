"""A gear rack: the basic rack of ISO 53 itself, with its rounded roots, along the x axis."""

from __future__ import annotations

import math
from itertools import pairwise

import cadquery as cq
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeFace
from OCP.BRepPrimAPI import BRepPrimAPI_MakePrism
from OCP.gp import gp_Dir, gp_Pln, gp_Pnt, gp_Vec

from cadwidgets.service.builds.families.transmission.involute import ADDENDUM, DEDENDUM, FILLET, PRESSURE_ANGLE
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The rack from x = 0, where a tooth space is cut through, with its back in z = 0 and its teeth upwards."""
    m, z, length = configuration["m"], int(configuration["z"]), configuration["L"]
    lifted = [cq.Location(cq.Vector(math.pi * m * count, 0, configuration["h0"])) for count in range(z)]
    teeth = [edge.moved(place) for place in lifted for edge in _tooth(m)]
    outline = cq.Wire.assembleEdges([*teeth, *_roots(m, z, configuration["hf"]), *_back(length, configuration["hf"])])
    # straight through the kernel: CadQuery's own way repairs a face of hundreds of edges that needs no repair
    face = BRepBuilderAPI_MakeFace(gp_Pln(gp_Pnt(), gp_Dir(0, 1, 0)), outline.wrapped).Face()
    prism = BRepPrimAPI_MakePrism(face, gp_Vec(0, configuration["b"], 0))
    return cq.Workplane(cq.Shape.cast(prism.Shape()))


def _tooth(m: float) -> list[cq.Edge]:
    """The tooth of the pitch from x = 0 on, its pitch line in z = 0: fillet, flank, land, and the same backwards."""
    foot, fillet, foot_end, head = _flank(m)
    back = [cq.Vector(math.pi * m - point.x, 0, point.z) for point in (head, foot_end, fillet, foot)]
    return [
        cq.Edge.makeThreePointArc(foot, fillet, foot_end),
        cq.Edge.makeLine(foot_end, head),
        cq.Edge.makeLine(head, back[0]),
        cq.Edge.makeLine(back[0], back[1]),
        cq.Edge.makeThreePointArc(*back[1:]),
    ]


def _roots(m: float, z: int, height: float) -> list[cq.Edge]:
    """The bottoms of the spaces, of which the first and the last are halves."""
    half, pitch = _flank(m)[0].x, math.pi * m
    starts = (max(0, space * pitch - half) for space in range(z + 1))
    ends = (min(z * pitch, space * pitch + half) for space in range(z + 1))
    spans = zip(starts, ends, strict=True)
    return [cq.Edge.makeLine(cq.Vector(start, 0, height), cq.Vector(end, 0, height)) for start, end in spans]


def _back(length: float, height: float) -> list[cq.Edge]:
    """The two ends and the back."""
    corners = [cq.Vector(length, 0, height), cq.Vector(length, 0, 0), cq.Vector(), cq.Vector(0, 0, height)]
    return [cq.Edge.makeLine(*pair) for pair in pairwise(corners)]


def _flank(m: float) -> tuple[cq.Vector, cq.Vector, cq.Vector, cq.Vector]:
    """Where the fillet begins, its middle, where it touches the flank, and where the flank meets the land."""
    slope, depth, radius = math.tan(PRESSURE_ANGLE), DEDENDUM * m, FILLET * m

    def on_flank(height: float) -> float:
        return math.pi * m / 4 + height * slope

    centre = cq.Vector(on_flank(radius - depth) - radius / math.cos(PRESSURE_ANGLE), 0, radius - depth)
    middle = (PRESSURE_ANGLE - math.pi / 2) / 2 - PRESSURE_ANGLE
    touching = -PRESSURE_ANGLE
    points = (cq.Vector(math.cos(angle), 0, math.sin(angle)) * radius for angle in (-math.pi / 2, middle, touching))
    foot, fillet, foot_end = (centre + point for point in points)
    return foot, fillet, foot_end, cq.Vector(on_flank(ADDENDUM * m), 0, ADDENDUM * m)
