"""What must hold for the geometry of transmission."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import cadquery as cq
import pytest
from facts import Facts
from measures import Measure, above, across_flats, below, cylinder, levels, plane_heights

from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.transmission import jaw_coupling
from cadwidgets.service.catalog.transmission.belts import BELTS


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


def groove_depth(shape: cq.Shape, size: Configuration) -> float:
    """From the outside circle to the middle of the bottoms of the grooves."""
    open_edges = (edge for edge in shape.Edges() if not edge.IsClosed() and edge.startPoint().z == edge.endPoint().z)
    middles = (edge.positionAt(0.5) for edge in open_edges)
    return size["da"] / 2 - min(math.hypot(middle.x, middle.y) for middle in middles)


def root_diameter(shape: cq.Shape, size: Configuration) -> float:
    """Twice the distance from the axis to the bottoms of the tooth gaps."""
    return size["da"] - 2 * groove_depth(shape, size)


def seats_rollers(shape: cq.Shape, size: Configuration) -> None:
    """A roller in each gap: it lies on the pitch circle, touches the bottom, and the tip circle is within ISO 606."""
    p, z, d, roller = (size[symbol] for symbol in ("p", "z", "d", "dr"))
    pin = cq.Solid.makeCylinder(roller / 2, size["bf1"], cq.Vector(d / 2, 0, 0), cq.Vector(0, 0, 1))
    assert pin.intersect(shape).Volume() < 1e-3 * pin.Volume(), size.part_number
    assert pin.distance(shape) == pytest.approx(0, abs=1e-4), size.part_number
    assert d + p * (1 - 1.6 / z) - roller <= size["da"] <= d + 1.25 * p - roller, size.part_number


def axis_distance(symbol: str) -> Measure:
    """Twice the sideways distance (along x) of the cylinders of the diameter ``symbol`` from the z axis."""

    def spacing(shape: cq.Shape, size: Configuration) -> float:
        cylinders = [face._geomAdaptor().Cylinder() for face in shape.Faces() if face.geomType() == "CYLINDER"]
        holes = [each for each in cylinders if abs(2 * each.Radius() - size[symbol]) < 1e-6]
        return float(max(2 * each.Location().X() for each in holes))

    return spacing


def shaft_flat(shape: cq.Shape) -> cq.Face:
    """The plane face of the shaft that is parallel to it."""
    planes = (face for face in shape.Faces() if face.geomType() == "PLANE" and face.Center().z > 0)
    return next(face for face in planes if abs(face.normalAt().x - 1) < 1e-6)


def is_half_tooth_half_space_at_the_pitch_line(shape: cq.Shape, size: Configuration) -> None:
    """In the height h0 the flanks follow one another in half pitches."""
    crossings = sorted(
        face.Center().x - (size["h0"] - face.Center().z) * face.normalAt().z / face.normalAt().x
        for face in shape.Faces()
        if face.geomType() == "PLANE" and 0.1 < abs(face.normalAt().x) < 0.99
    )
    assert len(crossings) == 2 * size["z"]
    steps = [right - left for left, right in pairwise(crossings)]
    assert steps == pytest.approx([math.pi * size["m"] / 2] * len(steps), abs=1e-6), size.part_number


def has_a_spider_of_the_stated_volume(shape: cq.Shape, size: Configuration) -> None:
    """The smallest of the three solids is as large as the mass of the coupling takes it to be."""
    spider = min(solid.Volume() for solid in shape.Solids())
    assert spider == pytest.approx(jaw_coupling.SPIDER * size["D"] ** 2 * size["s"], rel=0.01), size.part_number


PULLEY = Facts(
    {
        "z": teeth("da"),
        "da": cylinder("da"),
        "hg": groove_depth,
        "bf": levels("bf"),
        "L": levels("L"),
        "D": cylinder("D"),
        "dh": cylinder("dh"),
        "d1": cylinder("d1"),
    },
    elsewhere={
        "p": "a length on the pitch circle, outside of the solid",
        "d": "a circle in the belt, outside of the solid",
        "bs": "a dimension of the belt",
    },
)

SPROCKET = {
    "z": teeth("da"),
    "da": cylinder("da"),
    "df": root_diameter,
    "bf1": levels("bf1"),
    "d1": cylinder("d1"),
}
ROLLERS = dict.fromkeys(("p", "d", "dr"), "of the chain: see how a roller lies in a gap")

FACTS: Mapping[str, Facts] = {
    "spur_gear": Facts(GEAR, UNSEEN, also=spans_as_a_micrometer_reads),
    "spur_gear_with_hub": Facts(
        {**GEAR, "dh": cylinder("dh"), "L": levels("L")}, UNSEEN, also=spans_as_a_micrometer_reads
    ),
    "gear_rack": Facts(
        {
            "L": levels("L", "x"),
            "z": lambda shape, size: float(sum(abs(height - size["h"]) < 1e-6 for height in plane_heights(shape, "z"))),
            "b": levels("b", "y"),
            "h": above(),
            "hf": levels("hf"),
        },
        elsewhere={
            "m": "half the pitch over pi: see the thickness of the teeth",
            "l": "the length before it is cut to whole pitches",
            "h0": "where teeth and spaces are equally wide: see there",
        },
        also=is_half_tooth_half_space_at_the_pitch_line,
    ),
    **dict.fromkeys(BELTS, PULLEY),
    "sprocket_plate": Facts(SPROCKET, ROLLERS, also=seats_rollers),
    "sprocket": Facts({**SPROCKET, "dh": cylinder("dh"), "L": levels("L")}, ROLLERS, also=seats_rollers),
    "jaw_coupling": Facts(
        {
            "D": cylinder("D"),
            "L": levels("L"),
            "l1": levels("l1"),
            "s": levels("s"),
            "d1": cylinder("d1"),
            "d2": cylinder("d2"),
        },
        solids=lambda _: 3,
        also=has_a_spider_of_the_stated_volume,
    ),
    "beam_coupling": Facts(
        {
            "D": cylinder("D"),
            "L": levels("L"),
            "l1": levels("l1"),
            "d1": cylinder("d1"),
            "d2": cylinder("d2"),
        }
    ),
    "stepper_motor": Facts(
        {
            "A": across_flats("A"),
            "T": levels("T"),
            "B": axis_distance("dm"),
            "dm": cylinder("dm"),
            "P": cylinder("P"),
            "hp": levels("hp"),
            "D": cylinder("D"),
            "E": above(),
            "L": below(),
            "f": lambda shape, size: size["D"] / 2 + shaft_flat(shape).Center().x,
            "lf": lambda shape, _: shaft_flat(shape).BoundingBox().zlen,
        }
    ),
}
