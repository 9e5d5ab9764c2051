"""Real metric threads, in millimetres: right hand, 60 degrees, flat crests of P/8 (ISO 68-1) and flat roots."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.helix import Helix
from cadwidgets.service.builds.families.joining import joined
from cadwidgets.service.builds.families.turning import Outline, turned
from cadwidgets.service.catalog.threads import EXTERNAL_DEPTH

_CREST = 1 / 8
_EXTERNAL_ROOT, _INTERNAL_ROOT = 1 / 6, 1 / 4
"""Widths of the flats in pitches. A screw's root is as deep as a rounded one of ISO 724 (d3); a nut's has the basic
profile."""
_INTERNAL_DEPTH = 0.541266
_CLEAR = 0.02
"""How much deeper than the thread an end is cut, in pitches: cone and root that only touch make some ends fail."""


def external(d: float, pitch: float, length: float, *, tip: Outline = (), chamfered: bool = False) -> cq.Solid:
    """The threaded end of a screw from z = 0 down to z = -length, major diameter d, minor diameter d - 1.226869 P.

    ``tip`` is the lower end from the axis outwards to the nominal diameter, heights from z = -length; without one, it
    is chamfered a little deeper than the thread. The upper end is plane and sharp, to be joined to the rest of a
    screw, or ``chamfered`` in the same way.
    """
    root = d / 2 - EXTERNAL_DEPTH * pitch
    within = root - _CLEAR * pitch
    point, slope = _split(tip or _bevel(d, within), within)
    bottom = point[-1][1] - length
    upper = _bevel(d, within) if chamfered else ()
    rod = _helix(d, root, pitch, _EXTERNAL_ROOT).rod(bottom, 0.0, ((0, 0), (within, 0), (d / 2, slope)), upper)
    if len(point) == 2:
        return rod
    return joined(rod, turned((*((r, h - length) for r, h in point), (0, bottom))), bottom)


def internal(d: float, pitch: float, height: float) -> cq.Solid:
    """What a tapped hole takes away, from z = 0 up to z = height: major diameter d, minor diameter d - 1.082532 P."""
    return _helix(d, d / 2 - _INTERNAL_DEPTH * pitch, pitch, _INTERNAL_ROOT).rod(0.0, height)


def chamfer(d: float, pitch: float) -> Outline:
    """An end chamfered at 45 degrees down to the root of the thread."""
    return _bevel(d, d / 2 - EXTERNAL_DEPTH * pitch)


def _bevel(d: float, within: float) -> Outline:
    """An end at 45 degrees, from the radius ``within`` out to the diameter d."""
    return ((0, 0), (within, 0), (d / 2, d / 2 - within))


def _helix(d: float, root: float, pitch: float, flat: float) -> Helix:
    """A root ``flat`` pitches wide, a flank, a crest, a flank."""
    flank, crest = (1 - _CREST - flat) / 2 * pitch, d / 2
    rise = flat * pitch + flank
    outline = ((root, 0), (root, flat * pitch), (crest, rise), (crest, rise + _CREST * pitch), (root, pitch))
    return Helix(outline, pitch)


def _split(tip: Outline, root: float) -> tuple[Outline, float]:
    """What a tip has within the root of the thread, and how far it goes on to the nominal diameter."""
    (r1, h1), (r2, h2) = tip[-2:]
    within = h1 + (h2 - h1) * (root - r1) / (r2 - r1)
    point = tip[:-1] if r1 == root else (*tip[:-1], (root, within))
    return point, h2 - within
