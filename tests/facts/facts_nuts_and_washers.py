"""What must hold for the geometry of nuts and washers."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import Measure, across_flats, bore, circle, cylinder, extent, levels, rims

from cadwidgets.service.catalog import Configuration

# the hole of a simplified thread, as ISO 724 has it: d - 1.082532 P
MINOR = 1.082532


def nominal_of_the_hole(shape: cq.Shape, size: Configuration) -> float:
    """The nominal diameter of the thread that would be cut into the hole, with the table's pitch."""
    return cylinder_of_the_thread(shape, size) + MINOR * size["P"]


def pitch_of_the_hole(shape: cq.Shape, size: Configuration) -> float:
    """The pitch of the thread that would be cut into the hole, with the table's nominal diameter."""
    return (size["d"] - cylinder_of_the_thread(shape, size)) / MINOR


def cylinder_of_the_thread(shape: cq.Shape, _: Configuration) -> float:
    """The diameter of the narrowest cylindrical face."""
    return 2 * min(face._geomAdaptor().Cylinder().Radius() for face in shape.Faces() if face.geomType() == "CYLINDER")


THREAD: Mapping[str, Measure] = {"d": nominal_of_the_hole, "P": pitch_of_the_hole}


def is_a_ring(shape: cq.Shape, size: Configuration) -> None:
    """The volume of a hollow cylinder d1, d2 x h."""
    expected = math.pi / 4 * (size["d2"] ** 2 - size["d1"] ** 2) * size["h"]
    assert shape.Volume() == pytest.approx(expected, rel=1e-6)


def is_a_ring_without_its_edge(shape: cq.Shape, size: Configuration) -> None:
    """A ring less a triangle of 0.375 h and 0.375 h / tan 30°, turned around the axis (Pappus)."""
    deep = 0.375 * size["h"]
    wide = deep * math.sqrt(3)
    edge = deep * wide / 2 * 2 * math.pi * (size["d2"] / 2 - wide / 3)
    ring = math.pi / 4 * (size["d2"] ** 2 - size["d1"] ** 2) * size["h"]
    assert shape.Volume() == pytest.approx(ring - edge, rel=1e-6)


def is_a_split_ring(shape: cq.Shape, size: Configuration) -> None:
    """A section b x s over 350 degrees (Pappus), within the largest outside diameter, on a hole of d1."""
    expected = size["b"] * size["s"] * math.pi * (size["d1"] + size["b"]) * 350 / 360
    assert shape.Volume() == pytest.approx(expected, rel=1e-4)
    assert size["d1"] + 2 * size["b"] == pytest.approx(extent("x")(shape, size), rel=1e-4)
    assert extent("x")(shape, size) <= size["d2"]


def is_a_cone(shape: cq.Shape, size: Configuration) -> None:
    """A parallelogram of the height s, turned around the axis: as large as a flat ring."""
    expected = math.pi / 4 * (size["d2"] ** 2 - size["d1"] ** 2) * size["s"]
    assert shape.Volume() == pytest.approx(expected, rel=1e-6)


def is_a_seat(shape: cq.Shape, size: Configuration) -> None:
    """A ring less the cone of 120 degrees."""
    seat, hole = size["d5"] / 2, size["d2"] / 2
    deep = (seat - hole) / math.sqrt(3)
    cone = math.pi / 3 * deep * (seat**2 + seat * hole + hole**2) - math.pi * hole**2 * deep
    ring = math.pi / 4 * (size["d4"] ** 2 - size["d2"] ** 2) * size["h3"]
    assert shape.Volume() == pytest.approx(ring - cone, rel=1e-6)


def is_a_prism(shape: cq.Shape, size: Configuration, sides: int) -> None:
    """A prism of so many sides less the hole of the thread."""
    area = sides * math.tan(math.pi / sides) * size["s"] ** 2 / 4
    hole = math.pi / 4 * (size["d"] - MINOR * size["P"]) ** 2
    assert shape.Volume() == pytest.approx((area - hole) * size["m"], rel=1e-6)


def is_chamfered(shape: cq.Shape, size: Configuration) -> None:
    """The corners are cut at both faces, which are circles of 0.95 s, and are there in the middle."""
    assert circle("s")(shape, size) == pytest.approx(0.95 * size["s"])
    assert shape.BoundingBox(0.0001).xlen == pytest.approx(2 * size["s"] / math.sqrt(3), rel=1e-4)


def holds_its_ring(shape: cq.Shape, _: Configuration) -> None:
    """The ring touches the nut and does not cut into it."""
    nut, ring = shape.Solids()
    assert nut.distance(ring) == pytest.approx(0.0, abs=1e-9)
    assert nut.intersect(ring).Volume() == pytest.approx(0.0, abs=1e-6)


def sphere_radius(shape: cq.Shape, _: Configuration) -> float:
    """The radius of the spherical face."""
    return float(next(face for face in shape.Faces() if face.geomType() == "SPHERE")._geomAdaptor().Sphere().Radius())


def land(shape: cq.Shape, size: Configuration) -> float:
    """The width of the flat ring at z = 0."""
    flat = next(face for face in shape.Faces() if face.geomType() == "PLANE" and abs(face.Center().z) < 1e-9)
    return math.sqrt(flat.Area() / math.pi + size["d1"] ** 2 / 4) - size["d1"] / 2


def is_a_t_slot_nut(shape: cq.Shape, size: Configuration) -> None:
    """The profile of base and neck, its two lower edges chamfered by f, over the length e, less the hole."""
    profile = size["e"] * size["k"] + size["a"] * (size["h"] - size["k"]) - size["f"] ** 2
    wide, narrow = size["d"] / 2, (size["d"] - MINOR * size["P"]) / 2
    deep = (wide - narrow) / math.sqrt(3)
    countersink = math.pi / 3 * deep * (wide**2 + wide * narrow + narrow**2)
    hole = math.pi * narrow**2 * (size["h"] - 2 * deep) + 2 * countersink
    assert shape.Volume() == pytest.approx(profile * size["e"] - hole, rel=1e-6)


HEXAGON = Facts({**THREAD, "s": across_flats("s"), "m": extent("z")}, also=is_chamfered)
INSERT = Facts(
    {**THREAD, "s": across_flats("s"), "h": extent("z"), "m": levels("m")},
    solids=lambda _: 2,
    also=holds_its_ring,
)
WASHER = Facts({"d1": bore(), "d2": cylinder("d2"), "h": extent("z")}, also=is_a_ring)
SEAT = Facts(
    {"d2": bore(), "d4": cylinder("d4"), "d5": circle("d5"), "h3": extent("z")},
    elsewhere={"d": "the thread of the screw that goes through"},
    also=is_a_seat,
)

FACTS: Mapping[str, Facts] = {
    **dict.fromkeys(("iso4032", "iso4033", "iso4035", "iso8673", "din934", "din934_fine", "din439"), HEXAGON),
    "iso4036": Facts(HEXAGON.measures, also=lambda shape, size: is_a_prism(shape, size, 6)),
    **dict.fromkeys(("iso7040", "iso10511", "din985"), INSERT),
    "iso4161": Facts({**HEXAGON.measures, "dc": cylinder("dc"), "c": rims("c")}),
    "din1587": Facts(
        {
            **THREAD,
            "s": across_flats("s"),
            "m": rims("m"),
            "dk": cylinder("dk"),
            "h": extent("z"),
            "t": rims("t"),
        }
    ),
    "din557": Facts(HEXAGON.measures),
    "din562": Facts(HEXAGON.measures, also=lambda shape, size: is_a_prism(shape, size, 4)),
    "din508": Facts(
        {**THREAD, "a": across_flats("a"), "e": extent("y"), "h": extent("z"), "k": levels("k")},
        elsewhere={"f": "the chamfer of the base, along the slot: see the volume"},
        also=is_a_t_slot_nut,
    ),
    **dict.fromkeys(("iso7089", "iso7091", "iso7092", "iso7093", "iso7094", "din9021", "din7349"), WASHER),
    "iso7090": Facts(WASHER.measures, also=is_a_ring_without_its_edge),
    "din127": Facts(
        {"d1": bore(), "h": extent("z")},
        elsewhere={
            "d2": "a limit: the outside diameter is d1 + 2 b",
            "b": "see the outside diameter",
            "s": "see the volume",
        },
        also=is_a_split_ring,
    ),
    "din6796": Facts({"d1": bore(), "d2": cylinder("d2"), "s": rims("s"), "h": extent("z")}, also=is_a_cone),
    "din6319_c": Facts(
        {"d1": bore(), "d3": cylinder("d3"), "h2": extent("z"), "r1": sphere_radius, "f1": land},
        elsewhere={"d": "the thread of the screw that goes through"},
    ),
    **dict.fromkeys(("din6319_d", "din6319_g"), SEAT),
}
