"""Spring washers, not compressed: helical and conical, as one solid."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import turned
from cadwidgets.service.catalog import Configuration

_TURN = 350 / 360
"""Of the ring; the gap of 10 degrees is a rule of thumb."""


def helical(configuration: Configuration) -> cq.Workplane:
    """A split ring of the section b x s around the z axis, from z = 0 up to its free height h.

    The helix is left-handed, so that the ends resist the loosening of a right-hand thread; its inner diameter is d1.
    """
    size = configuration
    middle, rise = (size["d1"] + size["b"]) / 2, size["h"] - size["s"]
    helix = cq.Wire.makeHelix(rise / _TURN, rise, middle, lefthand=True)
    section = cq.Workplane("XZ").center(middle, size["s"] / 2).rect(size["b"], size["s"])
    return section.sweep(cq.Workplane(helix), isFrenet=True)


def conical(configuration: Configuration) -> cq.Workplane:
    """A conical ring around the z axis, from its outer edge at z = 0 up to its free height h.

    The thickness s is measured along the axis.
    """
    size = configuration
    inner, outer = size["d1"] / 2, size["d2"] / 2
    return turned(((outer, 0), (outer, size["s"]), (inner, size["h"]), (inner, size["h"] - size["s"])))
