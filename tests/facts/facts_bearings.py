"""What must hold for the geometry of bearings."""

from __future__ import annotations

import math
from collections.abc import Mapping

from facts import Facts
from measures import bore, cylinder, extent

from cadwidgets.service.catalog import Configuration


def balls_and_rings(size: Configuration) -> int:
    """Two rings, and balls over 60 % of the ball circle: the builder's own rule."""
    d, outer = size["d"], size["D"]
    return 2 + round(0.60 * 2 * math.pi * ((d + outer) / 4) / (0.30 * (outer - d)))


FACTS: Mapping[str, Facts] = {
    "deep_groove_bearing": Facts(
        {"d": bore(), "D": cylinder("D"), "B": extent("z")},
        elsewhere={"r_s": "a 45 degree chamfer of that size: see the rings' profile"},
        solids=balls_and_rings,
    ),
}
