"""What must hold for the geometry of bearings."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import (
    Measure,
    below,
    bore,
    cylinder,
    extent,
    hole_centres,
    levels,
    pitch,
    slot,
    solid,
    sphere,
    sphere_height,
)

from cadwidgets.service.catalog import Configuration

CHAMFER = "a 45 degree chamfer of that size: see the rings' profile"


def deep_groove_solids(size: Configuration) -> int:
    """Two rings, balls over 60 % of the ball circle by the builder's own rule, and two shields or seals."""
    d, outer = size["d"], size["D"]
    ball = min(0.30 * (outer - d), 0.70 * size["B"])
    closures = 0 if size.selection[-1] == "open" else 2
    return 2 + round(0.60 * 2 * math.pi * ((d + outer) / 4) / ball) + closures


def filled(least: float, most: float) -> Callable[[cq.Shape, Configuration], None]:
    """That the solids fill that share of the room between bore, outside and faces: no more, no less."""

    def check(shape: cq.Shape, size: Configuration) -> None:
        room = math.pi / 4 * (size["D"] ** 2 - size["d"] ** 2) * size["B"]
        assert least * room < shape.Volume() < most * room

    return check


def elements(thickness: Callable[[Configuration], float], filling: float) -> Callable[[Configuration], int]:
    """Two rings, and rolling elements over a share of their circle: the builders' own rules."""
    return lambda size: 2 + round(filling * math.pi * (size["D"] + size["d"]) / 2 / thickness(size))


def insert_solids(d: float, outer: float) -> int:
    """Two rings, and balls over 60 % of the ball circle; bores below 20 mm have the inside of that of 20 mm."""
    bore = max(d, 20)
    return 2 + round(0.60 * math.pi * (bore + outer) / 2 / (0.30 * (outer - bore)))


PILLOW_BLOCK = Facts(
    {
        "Da": sphere("Da"),
        "H": sphere_height(),
        "L": levels("L", "x"),
        "J": lambda shape, size: pitch("N")(shape, size) - slot("N")(shape, size) + size["N"],
        "A": extent("y"),
        "N": cylinder("N"),
        "N1": slot("N"),
        "H1": levels("H1"),
        "H2": extent("z"),
    },
)
SQUARE_FLANGE = Facts(
    {
        "Da": sphere("Da"),
        "L": extent("y"),
        "J": pitch("N"),
        "A2": sphere_height(),
        "A1": levels("A1"),
        "A": extent("z"),
        "N": cylinder("N"),
    },
)
OVAL_FLANGE = Facts(
    {
        "Da": sphere("Da"),
        "H2": extent("x"),
        "J": pitch("N"),
        "A2": sphere_height(),
        "A1": levels("A1"),
        "A": extent("z"),
        "N": cylinder("N"),
        "L": extent("y"),
    },
)


FLANGED: Mapping[str, Measure] = {
    "d": bore(),
    "D": cylinder("D"),
    "L": extent("z"),
    "t": levels("t"),
    "Dp": lambda shape, size: math.sqrt(2) * pitch("X")(shape, size),
    "X": cylinder("X"),
}
SHAFT_MASS = {5: 0.16, 6: 0.23, 8: 0.40, 10: 0.62, 12: 0.89, 16: 1.58, 20: 2.47, 25: 3.85, 30: 5.55, 40: 9.87, 60: 22.2}
"""Kilograms a metre, by the diameter: catalogue of shafts by FLI."""


def weighs_as_listed(shape: cq.Shape, size: Configuration) -> None:
    listed = SHAFT_MASS.get(int(size["d"]))
    if listed:
        assert shape.Volume() * 7.85e-6 / size["l"] * 1000 == pytest.approx(listed, rel=0.04)


FACTS: Mapping[str, Facts] = {
    "deep_groove_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "B": extent("z")},
        elsewhere={"r_s": CHAMFER},
        solids=deep_groove_solids,
        also=filled(0.64, 0.80),
    ),
    "flanged_bearing": Facts(
        {
            "d": bore(),
            "D": cylinder("D"),
            "B": extent("z"),
            "Df": extent("x"),
            "Bf": levels("Bf"),
        },
        elsewhere={"r_s": CHAMFER},
        solids=deep_groove_solids,
    ),
    "angular_contact_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "B": extent("z")},
        elsewhere={"r_s": CHAMFER, "r_1s": CHAMFER},
        solids=elements(lambda size: 0.30 * (size["D"] - size["d"]), 0.85),
        also=filled(0.60, 0.75),
    ),
    "thrust_ball_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "T": extent("z"), "D1": solid(0, bore())},
        elsewhere={"r_s": CHAMFER},
        solids=elements(lambda size: 0.50 * size["T"], 0.75),
    ),
    "cylindrical_roller_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "B": extent("z")},
        elsewhere={"r_s": CHAMFER, "r_1s": CHAMFER},
        solids=elements(lambda size: 0.28 * (size["D"] - size["d"]), 0.83),
        also=filled(0.65, 0.85),
    ),
    "tapered_roller_bearing": Facts(
        {
            "d": bore(),
            "D": cylinder("D"),
            "T": extent("z"),
            "B": solid(0, extent("z")),
            "C": solid(1, extent("z")),
        },
        elsewhere={"r_s": CHAMFER, "r_1s": CHAMFER},
        solids=elements(lambda size: 0.23 * (size["D"] - size["d"]), 0.92),
        also=filled(0.65, 0.85),
    ),
    "insert_bearing": Facts(
        {
            "d": bore(),
            "D": extent("x"),
            "B": solid(0, extent("z")),
            "C": solid(1, extent("z")),
            "S": below(),
        },
        elsewhere={"G": "the set screws are left out", "ds": "the set screws are left out"},
        solids=lambda size: insert_solids(size["d"], size["D"]),
    ),
    "pillow_block_housing": PILLOW_BLOCK,
    "square_flange_housing": SQUARE_FLANGE,
    "oval_flange_housing": OVAL_FLANGE,
    "linear_bearing": Facts(
        {
            "d": bore(),
            "D": cylinder("D"),
            "L": extent("z"),
            "B": levels("B"),
            "W": levels("W"),
            "D1": cylinder("D1"),
        },
    ),
    "round_flanged_linear_bearing": Facts({**FLANGED, "Df": extent("x")}),
    "square_flanged_linear_bearing": Facts({**FLANGED, "Df": cylinder("Df"), "K": extent("x")}),
    "iso3547": Facts({"d": bore(), "D": cylinder("D"), "b": extent("z")}),
    "precision_shaft": Facts({"d": cylinder("d"), "l": extent("z")}, also=weighs_as_listed),
    "din705": Facts(
        {"d1": cylinder("d1"), "d2": cylinder("d2"), "b": extent("z"), "d3": cylinder("d3")},
    ),
    "shaft_support": Facts(
        {
            "d": cylinder("d"),
            "h": lambda shape, size: next(hole_centres(shape, size["d"])).z,
            "W": extent("x"),
            "L": extent("y"),
            "F": extent("z"),
            "G": levels("G"),
            "P": levels("P", "x"),
            "B": pitch("S"),
            "S": cylinder("S"),
        },
    ),
}
