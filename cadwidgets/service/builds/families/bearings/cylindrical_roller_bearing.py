"""A cylindrical roller bearing: two rings and their rollers as separate solids, without a cage.

ISO 15 fixes only d, D, B and the chamfers; the inside is each maker's own. The rules of thumb used here (roller
diameter 0.28 of the ring space, rollers as long as 0.6 of the width, ribs of 0.18 roller diameters, rollers over 83 %
of their circle) come close to common makes; they are no dimensions of any product.
"""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_ROLLER, _LENGTH, _RIB, _FILLING = 0.28, 0.60, 0.18, 0.83


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis, centred at z = 0; the rib of the inner ring of NJ is at the bottom."""
    size = configuration
    roller, circle = _ROLLER * (size["D"] - size["d"]), (size["D"] + size["d"]) / 2
    length = _LENGTH * size["B"]
    ribs = {"NU": 0, "NJ": 1}[size.selection[-1]]
    first = cq.Solid.makeCylinder(roller / 2, length, cq.Vector(circle / 2, 0, -length / 2))
    return rolling.together(
        [
            _ring(size["d"] / 2, (circle - roller) / 2, size["r_1s"], size["B"] / 2, length / 2, _RIB * roller, ribs),
            _ring(size["D"] / 2, (circle + roller) / 2, size["r_s"], size["B"] / 2, length / 2, _RIB * roller, 2),
            *rolling.around(first, rolling.filled(circle, roller, _FILLING)),
        ]
    )


def _ring(seat: float, race: float, chamfer: float, half: float, reach: float, rib: float, ribs: int) -> cq.Shape:
    """A ring from the radius ``seat`` to the raceway, with so many ribs beside the rollers, the first at the bottom."""
    inwards = chamfer if race > seat else -chamfer
    edge = race + (rib if race > seat else -rib)
    lower = [(edge, -half), (edge, -reach), (race, -reach)] if ribs > 0 else [(race, -half)]
    upper = [(race, reach), (edge, reach), (edge, half)] if ribs > 1 else [(race, half)]
    return rolling.ring(
        [
            (seat, half - chamfer),
            (seat, chamfer - half),
            (seat + inwards, -half),
            *lower,
            *upper,
            (seat + inwards, half),
        ]
    )
