"""What must hold for the geometry of bearings."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import cadquery as cq
from facts import Facts
from measures import bore, cylinder, extent

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


FACTS: Mapping[str, Facts] = {
    "deep_groove_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "B": extent("z")},
        elsewhere={"r_s": CHAMFER},
        solids=deep_groove_solids,
        also=filled(0.64, 0.80),
    ),
}
