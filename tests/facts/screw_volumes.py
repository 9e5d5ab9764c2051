"""The volumes of screws by hand, without the CAD kernel: cylinders, cones and prisms of the table's dimensions."""

from __future__ import annotations

import math
from collections.abc import Callable

import cadquery as cq
import pytest
from measures import below

from cadwidgets.service.catalog import Configuration


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
