"""What must hold for the geometry of screws."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import (
    above,
    across_flats,
    arc,
    below,
    between_circles,
    circle,
    cone,
    cone_angle,
    cylinder,
    depth_of_circle,
    extent,
    levels,
)

from cadwidgets.service.catalog import Configuration

SIMPLIFIED = {
    "P": "the thread is simplified to a cylinder; its depth is the chamfer of the point: see the volume",
    "thread": "the thread is simplified",
}
PARTLY = {**SIMPLIFIED, "b": "the thread is simplified"}


def frustum(lower: float, upper: float, height: float) -> float:
    """The volume of a part of a cone, by its diameters."""
    return math.pi / 12 * (lower**2 + lower * upper + upper**2) * height


def shank(size: Configuration, length: float) -> float:
    """A cylinder of the nominal diameter, chamfered at 45 degrees as deep as the thread."""
    depth = 0.613434 * size["P"]
    return frustum(size["d"] - 2 * depth, size["d"], depth) + math.pi / 4 * size["d"] ** 2 * (length - depth)


def socket(size: Configuration) -> float:
    """A hexagonal prism."""
    return math.sqrt(3) / 2 * size["s"] ** 2 * size["t"]


def socket_head(shape: cq.Shape, size: Configuration) -> None:
    """Head and shank as cylinders with their chamfers, less the hexagon."""
    dk, k, v = size["dk"], size["k"], size["v"]
    head = math.pi / 4 * dk**2 * (k - v) + frustum(dk, dk - 2 * v, v)
    assert shape.Volume() == pytest.approx(head + shank(size, size["l"]) - socket(size), rel=1e-6)


def hexagon_head(shape: cq.Shape, size: Configuration) -> None:
    """A prism that lacks its six upper corners, sloping away at 30 degrees from a circle of 0.95 s."""
    prism = math.sqrt(3) / 2 * size["s"] ** 2 * size["k"]
    expected = prism - corners(size["s"]) + shank(size, size["l"])
    assert shape.Volume() == pytest.approx(expected, rel=1e-6)


def corners(s: float, steps: int = 1000) -> float:
    """The integral of (r - top) tan 30 over what a hexagon has outside of the circle top = 0.95 s / 2."""
    top, step = 0.95 * s / 2, math.pi / 6 / steps
    reaches = [s / 2 / math.cos((place + 0.5) * step) for place in range(steps)]
    return 12 * math.tan(math.pi / 6) * step * sum(r**3 / 3 - top * r**2 / 2 + top**3 / 6 for r in reaches)


def countersunk(size: Configuration) -> float:
    """A cone of 90 degrees, its edge cut off at dk, on a shank that is shorter by k."""
    edge = (size["dkt"] - size["dk"]) / 2
    head = frustum(size["d"], size["dk"], size["k"] - edge) + math.pi / 4 * size["dk"] ** 2 * edge
    return head + shank(size, size["l"] - size["k"])


def countersunk_socket(shape: cq.Shape, size: Configuration) -> None:
    assert shape.Volume() == pytest.approx(countersunk(size) - socket(size), rel=1e-6)


def button_head(shape: cq.Shape, size: Configuration) -> None:
    """The dome is more than the cone between its edge and its flat, and less than a cylinder."""
    dome = shape.Volume() - shank(size, size["l"]) + socket(size)
    assert frustum(size["dk"], size["dl"], size["k"]) < dome < math.pi / 4 * size["dk"] ** 2 * size["k"]


def set_screw(point: Callable[[Configuration], tuple[float, float]]) -> Callable[[cq.Shape, Configuration], None]:
    """``point``: the height of the point up to the full diameter, and its volume."""

    def check(shape: cq.Shape, size: Configuration) -> None:
        height, volume = point(size)
        expected = volume + shank(size, size["l"] - height) - socket(size)
        assert shape.Volume() == pytest.approx(expected, rel=1e-6)

    return check


def flat_point(size: Configuration) -> tuple[float, float]:
    height = (size["d"] - size["dp"]) / 2
    return height, frustum(size["dp"], size["d"], height)


def cone_point(size: Configuration) -> tuple[float, float]:
    height = (size["d"] - size["dt"]) / 2 * {90: 1, 120: 1 / math.sqrt(3)}[size["alpha"]]
    return height, frustum(size["dt"], size["d"], height)


def dog_point(size: Configuration) -> tuple[float, float]:
    height, volume = flat_point(size)
    return height + size["z"], volume + math.pi / 4 * size["dp"] ** 2 * size["z"]


def cup_point(size: Configuration) -> tuple[float, float]:
    height = (size["d"] - size["dv"]) / 2
    hollow = frustum(0, size["dv"], size["dv"] / 2 / math.sqrt(3))
    return height, frustum(size["dv"], size["d"], height) - hollow


def shoulder(shape: cq.Shape, size: Configuration) -> None:
    head = math.pi / 4 * size["dk"] ** 2 * size["k"] - socket(size)
    plain = math.pi / 4 * size["ds"] ** 2 * size["l"]
    assert shape.Volume() == pytest.approx(head + plain + shank(size, size["b"]), rel=1e-6)
    assert below()(shape, size) == pytest.approx(size["l"] + size["b"], abs=1e-4)


def slot(size: Configuration) -> float:
    """A straight cut across a cylinder dk, t deep: by the area of the strip of width n in the circle."""
    r, half = size["dk"] / 2, size["n"] / 2
    return 2 * size["t"] * (half * math.sqrt(r**2 - half**2) + r**2 * math.asin(half / r))


def cheese_head(shape: cq.Shape, size: Configuration) -> None:
    head = math.pi / 4 * size["dk"] ** 2 * size["k"]
    assert shape.Volume() == pytest.approx(head + shank(size, size["l"]) - slot(size), rel=1e-6)


def pan_head(shape: cq.Shape, size: Configuration) -> None:
    """The rounding takes away, in all, what lies outside of a quarter circle (Pappus), and at the slot's ends less."""
    rf, edge = size["rf"], size["dk"] / 2
    corner = rf**2 * (1 - math.pi / 4)
    centroid = edge - rf + rf * (0.5 - (1 / 3)) / (1 - math.pi / 4)
    head = math.pi * edge**2 * size["k"] - 2 * math.pi * centroid * corner
    solid = head + shank(size, size["l"])
    assert solid - slot(size) < shape.Volume() < solid - 0.9 * slot(size)


def countersunk_slot(shape: cq.Shape, size: Configuration) -> None:
    """The slot ends in the cone, so that it takes away a little less than from a cylinder."""
    solid = countersunk(size)
    assert solid - slot(size) < shape.Volume() < solid - 0.8 * slot(size)


SET_SCREW = {"d": cylinder("d"), "l": extent("z"), "s": across_flats("s"), "t": levels("t")}
SOCKET_HEAD = Facts(
    {
        "d": cylinder("d"),
        "l": below(),
        "dk": cylinder("dk"),
        "k": above(),
        "s": across_flats("s"),
        "t": levels("t"),
    },
    elsewhere={**PARTLY, "v": "the chamfer of the head: see the volume"},
    also=socket_head,
)
HEXAGON_HEAD = {"d": cylinder("d"), "l": below(), "k": above(), "s": across_flats("s")}
COUNTERSUNK = {
    "d": cylinder("d"),
    "l": below(),
    "dkt": cone("dkt"),
    "dk": cylinder("dk"),
    "k": depth_of_circle("d"),
    "t": levels("t"),
}

SLOTTED = {
    "d": cylinder("d"),
    "l": below(),
    "dk": cylinder("dk"),
    "k": above(),
    "n": across_flats("n"),
    "t": levels("t"),
}

FACTS: Mapping[str, Facts] = {
    "iso4762": SOCKET_HEAD,
    "din7984": SOCKET_HEAD,
    "iso4014": Facts(HEXAGON_HEAD, elsewhere=PARTLY, also=hexagon_head),
    "iso4017": Facts(HEXAGON_HEAD, elsewhere=SIMPLIFIED, also=hexagon_head),
    "iso10642": Facts({**COUNTERSUNK, "s": across_flats("s")}, elsewhere=PARTLY, also=countersunk_socket),
    "iso7380_1": Facts(
        {
            "d": cylinder("d"),
            "l": below(),
            "dk": circle("dk"),
            "k": above(),
            "dl": circle("dl"),
            "rf": arc("rf"),
            "s": across_flats("s"),
            "t": levels("t"),
        },
        elsewhere=SIMPLIFIED,
        also=button_head,
    ),
    "iso7379": Facts(
        {
            "d": cylinder("d"),
            "l": between_circles("ds"),
            "ds": cylinder("ds"),
            "dk": cylinder("dk"),
            "k": above(),
            "s": across_flats("s"),
            "t": levels("t"),
            "b": levels("b"),
        },
        elsewhere=SIMPLIFIED,
        also=shoulder,
    ),
    "iso1207": Facts(SLOTTED, elsewhere=PARTLY, also=cheese_head),
    "iso1580": Facts({**SLOTTED, "rf": arc("rf")}, elsewhere=PARTLY, also=pan_head),
    "iso2009": Facts({**COUNTERSUNK, "n": across_flats("n")}, elsewhere=PARTLY, also=countersunk_slot),
    "iso4026": Facts({**SET_SCREW, "dp": circle("dp")}, elsewhere=SIMPLIFIED, also=set_screw(flat_point)),
    "iso4027": Facts(
        {**SET_SCREW, "dt": circle("dt"), "alpha": cone_angle("alpha")},
        elsewhere=SIMPLIFIED,
        also=set_screw(cone_point),
    ),
    "iso4028": Facts(
        {**SET_SCREW, "dp": cylinder("dp"), "z": between_circles("dp")},
        elsewhere=SIMPLIFIED,
        also=set_screw(dog_point),
    ),
    "iso4029": Facts({**SET_SCREW, "dv": circle("dv")}, elsewhere=SIMPLIFIED, also=set_screw(cup_point)),
}
