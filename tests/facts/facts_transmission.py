"""What must hold for the geometry of transmission."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import Measure, cylinder, levels

from cadwidgets.service.catalog import Configuration


def teeth(symbol: str) -> Measure:
    """How many cylindrical faces around the z axis have the diameter ``symbol``: the lands of the teeth."""
    return lambda shape, size: float(len(lands(shape, size[symbol])))


def lands(shape: cq.Shape, diameter: float) -> list[cq.Face]:
    """The cylindrical faces of a diameter around the z axis."""
    return [
        face
        for face in shape.Faces()
        if face.geomType() == "CYLINDER"
        and abs(2 * face._geomAdaptor().Cylinder().Radius() - diameter) < 1e-4
        and math.hypot(*face._geomAdaptor().Cylinder().Location().Coord()[:2]) < 1e-4
    ]


def spans_as_a_micrometer_reads(shape: cq.Shape, size: Configuration) -> None:
    """The base tangent length over k teeth is W_k of ISO 21771 for a gear without profile shift."""
    m, z = size["m"], int(size["z"])
    angle, k = math.radians(20), round(z / 9 + 0.5)
    expected = m * math.cos(angle) * ((k - 0.5) * math.pi + z * (math.tan(angle) - angle))
    assert base_tangent_length(shape, size, k) == pytest.approx(expected, abs=1e-4), size.part_number


def base_tangent_length(shape: cq.Shape, size: Configuration, k: int) -> float:
    """Between two planes that touch the outer flanks of k neighbouring teeth, symmetrical to the x axis when turned."""
    z, tip = int(size["z"]), size["da"] / 2
    middle = math.pi / z * ((k - 1) % 2)
    outer = middle + (k - 0.5) * math.pi / z
    flanks = (edge for edge in shape.Edges() if edge.geomType() == "BSPLINE" and reaches(edge, tip))
    flank = min(flanks, key=lambda edge: abs(angle_of(edge.positionAt(0.5)) - outer))
    turned = flank.rotate(cq.Vector(), cq.Vector(0, 0, 1), -math.degrees(middle))
    return 2 * float(turned.BoundingBox(1e-5).ymax)


def reaches(edge: cq.Edge, radius: float) -> bool:
    """Whether the edge lies in z = 0 and has an end at a distance from the axis."""
    ends = (edge.startPoint(), edge.endPoint())
    return all(abs(end.z) < 1e-6 for end in ends) and any(abs(end.Length - radius) < 1e-4 for end in ends)


def angle_of(point: cq.Vector) -> float:
    """Its angle from the x axis."""
    return math.atan2(point.y, point.x)


GEAR = {
    "z": teeth("da"),
    "da": cylinder("da"),
    "df": cylinder("df"),
    "b": levels("b"),
    "d1": cylinder("d1"),
}
UNSEEN = {"m": "shown by the base tangent length", "d": "a circle that no face has: see the base tangent length"}

FACTS: Mapping[str, Facts] = {
    "spur_gear": Facts(GEAR, UNSEEN, also=spans_as_a_micrometer_reads),
    "spur_gear_with_hub": Facts(
        {**GEAR, "dh": cylinder("dh"), "L": levels("L")}, UNSEEN, also=spans_as_a_micrometer_reads
    ),
}
