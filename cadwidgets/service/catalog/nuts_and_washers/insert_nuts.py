"""Nuts with a non-metallic insert, which holds the screw by friction: what ISO 7040, ISO 10511 and DIN 985 share.

The standards leave the shape of the insert and of the collar around it to the maker. The rules of thumb here come close
to common makes; they are no dimensions of any product.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from cadwidgets.service.catalog.materials import STEEL, material_named
from cadwidgets.service.catalog.model import Configuration
from cadwidgets.service.catalog.nuts_and_washers.nuts import countersink_depth, minor_diameter, thread_metal
from cadwidgets.service.catalog.nuts_and_washers.tables import Column

HEIGHT = Column("h", "Total height h", "maximum")
THREADED = Column("m", "Threaded height m", "minimum")
_POLYAMIDE = material_named("PA66")


class Collar(NamedTuple):
    """The collar above the thread and the ring in it: radii and heights in mm.

    The ring lies between the thread's hole and ``ring`` from the end of the thread up to ``lip``, where the collar is
    rolled in to the radius ``opening``. The hexagon is ``hexagon`` high.
    """

    outside: float
    ring: float
    opening: float
    hexagon: float
    lip: float


def collar(size: Configuration) -> Collar:
    """The collar of a nut: its wall is half the space between thread and outside, the hexagon reaches a quarter of the
    collar high, and the rolled edge is 15 % of the collar thick."""
    above, outside, thread = size["h"] - size["m"], 0.45 * size["s"], size["d"] / 2
    ring = (outside + thread) / 2
    return Collar(outside, ring, (ring + thread) / 2, size["m"] + above / 4, size["h"] - 0.15 * above)


def surplus_volume(size: Configuration) -> float:
    """What the solids have too much: metal in the thread, and an insert that is lighter than the nut's metal (mm³)."""
    metal = (size.material or STEEL).density
    shape = collar(size)
    insert = math.pi * (shape.ring**2 - (minor_diameter(size) / 2) ** 2) * (shape.lip - size["m"])
    return thread_metal(size, size["m"] - countersink_depth(size)) + insert * (1 - _POLYAMIDE.density / metal)
