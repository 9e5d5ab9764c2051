"""What must hold for the geometry of pins, keys and retaining rings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import (
    above,
    across_flats,
    below,
    bore,
    circle,
    cylinder,
    extent,
    fillet,
    levels,
    material,
    plane_heights,
    rims,
    surface,
    tori,
    wall,
)

from cadwidgets.service.catalog import Configuration

Check = Callable[[cq.Shape, Configuration], None]


def crown(shape: cq.Shape, _: Configuration) -> float:
    """How high the domes are: what the pin is longer than its cone, by halves."""
    ends = [edge.arcCenter().z for edge in shape.Edges() if edge.geomType() == "CIRCLE" and edge.IsClosed()]
    return (shape.BoundingBox(0.0001).zlen - (max(ends) - min(ends))) / 2


def tapers_by_1_in_50(shape: cq.Shape, size: Configuration) -> None:
    """One cone of that taper, between the thin end of the table and the thick end that follows from it."""
    (cone,) = (face for face in shape.Faces() if face.geomType() == "CONE")
    assert 2 * math.tan(abs(surface(cone).Cone().SemiAngle())) == pytest.approx(1 / 50, rel=1e-6)
    radii = sorted(edge.radius() for edge in cone.Edges() if edge.geomType() == "CIRCLE")
    thick = size["d"] + (size["l"] - 2 * size["a"]) / 50
    assert [2 * radius for radius in radii] == pytest.approx([size["d"], thick], rel=1e-6)


def has_one_dome(shape: cq.Shape, size: Configuration) -> None:
    """A sphere of the radius d at the upper end alone."""
    (dome,) = (face for face in shape.Faces() if face.geomType() == "SPHERE")
    assert surface(dome).Sphere().Radius() == pytest.approx(size["d"], rel=1e-6)
    assert dome.BoundingBox(0.0001).zmax == pytest.approx(size["l"], abs=1e-4)


def gives_way_to_its_hole(shape: cq.Shape, size: Configuration) -> None:
    """The slot is wide enough for the pin to be pressed to the diameter of its hole."""
    outside = max((face for face in shape.Faces() if face.geomType() == "CYLINDER"), key=cq.Face.Area)
    round_the_pin = outside.Area() / (size["l"] - 2 * size["a"])
    assert math.pi * size["d1"] - round_the_pin > math.pi * (size["d1"] - size["d"])


def hole_heights(shape: cq.Shape) -> Iterator[float]:
    """Where along z the cylinders along the x axis lie."""
    for face in shape.Faces():
        if face.geomType() == "CYLINDER":
            axis = surface(face).Cylinder().Axis()
            if abs(axis.Direction().X()) > 0.999999:
                yield float(axis.Location().Z())


def hole_to_end(shape: cq.Shape, _: Configuration) -> float:
    """From the lower end to the axis of the first hole."""
    return min(hole_heights(shape)) - shape.BoundingBox(0.0001).zmin


def has_holes_at_both_ends(shape: cq.Shape, size: Configuration) -> None:
    assert max(hole_heights(shape)) == pytest.approx(size["l"] - size["le"], abs=1e-6)


def shorter_leg(shape: cq.Shape, _: Configuration) -> float:
    """How far below z = 0 the higher one of the two ends is."""
    return -max(plane_heights(shape, "z"))


def bends_without_creases(shape: cq.Shape, size: Configuration) -> None:
    """An eye and two necks, which bend around their hollow side less sharply than the wire is thick; two legs apart."""
    eye, *necks = sorted((torus.MajorRadius(), torus.MinorRadius()) for torus in tori(shape))
    assert len(necks) == 2
    assert all(bend > wire for bend, wire in necks)
    assert 2 * sum(eye) == pytest.approx(size["c"], abs=1e-6)
    halfway = shape.intersect(cq.Workplane(origin=(0, 0, -size["l"] / 2)).box(100, 100, 0.001).val())
    assert len(halfway.Solids()) == 2


def is_open_around(symbol: str) -> Check:
    """There is a gap along the y axis, and what lies inside is free as wide as ``symbol``."""

    def check(shape: cq.Shape, size: Configuration) -> None:
        assert material(0, 1)(shape, size) == 0
        assert bore()(shape, size) == pytest.approx(size[symbol], rel=1e-6)

    return check


def fits_into_its_gap(shape: cq.Shape, size: Configuration) -> None:
    """There is a gap along the y axis, the ears reach inwards by a, and nothing reaches out of the circle of d3."""
    assert material(0, 1)(shape, size) == 0
    assert bore()(shape, size) == pytest.approx(size["d3"] - 2 * size["a"], rel=1e-6)
    assert -shape.BoundingBox(0.0001).ymin == pytest.approx(size["d3"] / 2, abs=1e-4)


def has_volume(by_hand: Callable[[Configuration], float]) -> Check:
    def check(shape: cq.Shape, size: Configuration) -> None:
        assert shape.Volume() == pytest.approx(by_hand(size), rel=1e-9), size.part_number

    return check


def round_ended_key(size: Configuration) -> float:
    """Two halves of a cylinder and the block between them."""
    return size["h"] * (size["b"] * (size["l"] - size["b"]) + math.pi / 4 * size["b"] ** 2)


def to_hundredths(shape: cq.Shape, size: Configuration) -> float:
    """The chord of a Woodruff key as the standard rounds it."""
    return round(extent("x")(shape, size), 2)


IN_THE_GROOVE = {
    "d1": "the nominal diameter of what the ring sits on or in; the ring alone is wider or narrower",
    "d2": "the groove is in the shaft or bore",
    "m": "the groove is in the shaft or bore",
    "n": "the groove is in the shaft or bore",
}
RING = {"s": extent("z"), "d3": cylinder("d3"), "a": wall("a"), "b": material(0, -1), "d5": cylinder("d5")}
SHANK = {"d": cylinder("d"), "c": rims("c")}
HOLE = {"d1": cylinder("d1"), "le": hole_to_end}
HEAD = {"dk": cylinder("dk"), "k": above(), "e": rims("e"), "r": fillet("r")}
KEY = {"b": extent("y"), "h": extent("z"), "l": extent("x")}
KEYWAY = {"t1": "the groove is in the shaft", "t2": "the groove is in the hub"}

SPRING_PIN = Facts(
    {"d1": cylinder("d1"), "d2": circle("d2"), "a": rims("a"), "s": wall("s"), "l": extent("z")},
    elsewhere={"d": "the diameter of the hole that the pin is pressed into"},
    also=gives_way_to_its_hole,
)

FACTS: Mapping[str, Facts] = {
    "iso2338": Facts({**SHANK, "l": extent("z")}),
    "iso8734": Facts({**SHANK, "l": extent("z")}, also=has_one_dome),
    "iso2339": Facts({"d": circle("d"), "a": crown, "l": extent("z")}, also=tapers_by_1_in_50),
    "iso8752": SPRING_PIN,
    "iso13337": SPRING_PIN,
    "iso1234": Facts(
        {"d": cylinder("d"), "a": levels("a"), "b": above(), "c": extent("x"), "l": shorter_leg},
        elsewhere={"dn": "the diameter of the hole that the pin is put through"},
        also=bends_without_creases,
    ),
    "iso2340a": Facts({**SHANK, "l": extent("z")}),
    "iso2340b": Facts({**SHANK, **HOLE, "l": extent("z")}, also=has_holes_at_both_ends),
    "iso2341a": Facts({**SHANK, **HEAD, "l": below()}),
    "iso2341b": Facts({**SHANK, **HEAD, **HOLE, "l": below()}),
    "din471": Facts(RING, elsewhere=IN_THE_GROOVE, also=is_open_around("d3")),
    "din472": Facts(RING, elsewhere=IN_THE_GROOVE, also=fits_into_its_gap),
    "din6799": Facts(
        {"d2": bore(), "d3": cylinder("d3"), "s": extent("z"), "a": across_flats("a")},
        elsewhere={"d1min": "the shaft beside the groove", "d1max": "the shaft beside the groove"},
    ),
    "din6885a": Facts(KEY, elsewhere=KEYWAY, also=has_volume(round_ended_key)),
    "din6885b": Facts(KEY, elsewhere=KEYWAY, also=has_volume(lambda size: size["b"] * size["h"] * size["l"])),
    "din6888": Facts({"b": extent("y"), "h": extent("z"), "d2": cylinder("d2"), "l": to_hundredths}),
}
