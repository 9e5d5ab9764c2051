"""What must hold for the geometry of hardware."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import above, across_flats, below, bore, circle, cylinder, extent, levels

from cadwidgets.service.catalog import Configuration


def wire_ends(shape: cq.Shape) -> tuple[cq.Face, cq.Face]:
    """The two end faces of a wire: all else of it is round."""
    lower, upper = (face for face in shape.Faces() if face.geomType() == "PLANE")
    return lower, upper


def wire_diameter(shape: cq.Shape, _: Configuration) -> float:
    """The diameter of the circle that has the area of an end face."""
    return 2 * math.sqrt(wire_ends(shape)[0].Area() / math.pi)


def mean_diameter(shape: cq.Shape, _: Configuration) -> float:
    """Twice the distance of an end of the wire from the z axis."""
    centre = wire_ends(shape)[1].Center()
    return 2 * math.hypot(centre.x, centre.y)


def free_length(shape: cq.Shape, _: Configuration) -> float:
    """From the lowest point of one end of the wire to the highest one of the other."""
    return float(cq.Compound.makeCompound(wire_ends(shape)).BoundingBox(0.0001).zlen)


def wire_of_all_coils(shape: cq.Shape, size: Configuration) -> None:
    """The wire is as long as two coils more than the active ones, and those stand apart."""
    d, mean, coils = size["d"], size["D"], size["n"] + 2
    rise = (size["L0"] - d) / coils
    length = coils * math.hypot(math.pi * mean, rise)
    assert shape.Volume() == pytest.approx(math.pi / 4 * d**2 * length, rel=0.02)
    assert size["L0"] > (size["n"] + 3.5) * d


def edge_height(shape: cq.Shape, size: Configuration) -> float:
    """The height of the cylindrical face at the outside of a disc spring."""
    faces = (face for face in shape.Faces() if face.geomType() == "CYLINDER")
    return float(max((face.BoundingBox(0.0001) for face in faces), key=lambda box: box.xlen).zlen)


def conical_ring(shape: cq.Shape, size: Configuration) -> None:
    """A cone's shell has the volume of the flat ring that is as thick along the axis."""
    ring = math.pi / 4 * (size["De"] ** 2 - size["Di"] ** 2) * size["t"]
    assert shape.Volume() == pytest.approx(ring, rel=1e-9)


def ball_with_hole(shape: cq.Shape, size: Configuration) -> None:
    """A ball without its lower cap and without the hole; the bottom of the hole lies inside the ball."""
    radius, cap = size["d1"] / 2, size["d1"] - size["h"]
    ball = 4 / 3 * math.pi * radius**3 - math.pi * cap**2 * (3 * radius - cap) / 3
    assert shape.Volume() == pytest.approx(ball - math.pi / 4 * size["d2"] ** 2 * size["t1"], rel=1e-9)


def hole_distance(shape: cq.Shape, size: Configuration) -> float:
    """The distance of the axes of the two holes."""
    holes = {
        round(edge.arcCenter().x, 6)
        for edge in shape.Edges()
        if edge.geomType() == "CIRCLE" and abs(edge.radius() - size["d1"] / 2) < 1e-6
    }
    return max(holes) - min(holes)


STANDOFF = {"s": across_flats("s"), "d1": cylinder("d1")}

FACTS: Mapping[str, Facts] = {
    "compression_spring": Facts(
        {"d": wire_diameter, "D": mean_diameter, "L0": free_length},
        elsewhere={"n": "the length of the wire shows the coils: see its volume"},
        also=wire_of_all_coils,
    ),
    "disc_spring": Facts({"De": cylinder("De"), "Di": bore(), "t": edge_height, "l0": extent("z")}, also=conical_ring),
    "ball_knob": Facts(
        {"d1": extent("x"), "d2": cylinder("d2"), "h": extent("z"), "t1": levels("t1")}, also=ball_with_hole
    ),
    "bow_handle": Facts({"d": circle("d"), "a": hole_distance, "h": extent("z"), "d1": circle("d1"), "t": levels("t")}),
    "standoff_male_female": Facts({**STANDOFF, "d": cylinder("d"), "b": below(), "l": above()}),
    "standoff_female_female": Facts(
        {**STANDOFF, "l": extent("z")}, elsewhere={"d": "the thread is simplified to its core hole"}
    ),
    "round_spacer": Facts({"d1": bore(), "D": cylinder("D"), "l": extent("z")}),
}
