"""Real metric threads, in millimetres: right hand, 60 degrees, flat crests of P/8 (ISO 68-1) and flat roots.

A thread is a cross-section (an arc at the crest, a spiral for each flank, an arc at the root) that turns once a pitch
while it is extruded. Its ends are plane, so that it is joined to the rest of a part by sewing faces: a Boolean
operation on many turns takes a hundred times as long.
"""

from __future__ import annotations

import math
from itertools import pairwise

import cadquery as cq

from cadwidgets.service.builds.families.joining import joined
from cadwidgets.service.builds.families.turning import Outline, turned
from cadwidgets.service.catalog.threads import EXTERNAL_DEPTH

_CREST = 1 / 8
_EXTERNAL_ROOT, _INTERNAL_ROOT = 1 / 6, 1 / 4
"""Widths of the flats in pitches. A screw's root is as deep as a rounded one of ISO 724 (d3); a nut's has the basic
profile."""
_INTERNAL_DEPTH = 0.541266


def external(d: float, pitch: float, length: float, *, tip: Outline = (), start: Outline = ()) -> cq.Solid:
    """The threaded end of a screw from z = 0 down to z = -length, major diameter d, minor diameter d - 1.226869 P.

    ``tip`` is the lower end from the axis outwards to the nominal diameter, heights from z = -length; without one, it
    is chamfered as deep as the thread. ``start`` is a chamfer at the upper end, downwards from z = 0; without one, the
    end is plane and sharp, to be joined to the rest of a screw.
    """
    root = d / 2 - EXTERNAL_DEPTH * pitch
    point, slope = _split(tip or chamfer(d, pitch), root)
    bottom = point[-1][1] - length
    rod = _rods(d, pitch, bottom, ((0, 0), (root, 0), (d / 2, slope)), start)
    if len(point) == 2:
        return rod
    return joined(rod, turned((*((r, h - length) for r, h in point), (0, bottom))), bottom)


def internal(d: float, pitch: float, height: float) -> cq.Solid:
    """What a tapped hole takes away, from z = 0 up to z = height: major diameter d, minor diameter d - 1.082532 P."""
    return _rod(d, d - 2 * _INTERNAL_DEPTH * pitch, pitch, 0.0, height, root=_INTERNAL_ROOT)


def chamfer(d: float, pitch: float) -> Outline:
    """An end chamfered at 45 degrees down to the root of the thread."""
    depth = EXTERNAL_DEPTH * pitch
    return ((0, 0), (d / 2 - depth, 0), (d / 2, depth))


def _split(tip: Outline, root: float) -> tuple[Outline, float]:
    """What a tip has within the root of the thread, and how far it goes on to the nominal diameter."""
    (r1, h1), (r2, h2) = tip[-2:]
    within = h1 + (h2 - h1) * (root - r1) / (r2 - r1)
    point = tip[:-1] if r1 == root else (*tip[:-1], (root, within))
    return point, h2 - within


def _rods(d: float, pitch: float, bottom: float, tip: Outline, start: Outline) -> cq.Solid:
    """A threaded rod up to z = 0, of pieces: only the short ones at its ends are cut by Boolean operations."""
    spans = _spans((bottom, bottom + _height(tip, pitch), -_height(start, pitch), 0.0))
    rods = [_rod(d, d - 2 * EXTERNAL_DEPTH * pitch, pitch, low, high) for low, high in spans]
    rods[0] = rods[0].intersect(_blank(tip, bottom, 1)).Solids()[0]
    if start:
        rods[-1] = rods[-1].intersect(_blank(start, 0.0, -1)).Solids()[0]
    whole = rods[0]
    for above, (low, _) in zip(rods[1:], spans[1:], strict=True):
        whole = joined(whole, above, low)
    return whole


def _height(end: Outline, pitch: float) -> float:
    """How much of the rod an end may touch: a little more than its outline."""
    return end[-1][1] + pitch / 4 if end else 0.0


def _spans(heights: tuple[float, ...]) -> list[tuple[float, float]]:
    return [(low, high) for low, high in pairwise(heights) if high > low]


def _rod(d: float, minor: float, pitch: float, low: float, high: float, root: float = _EXTERNAL_ROOT) -> cq.Solid:
    """A threaded rod between two heights; rods of one thread fit together."""
    turns = cq.Vector(0, 0, high - low)
    rod = cq.Solid.extrudeLinearWithRotation(
        _section(d / 2, minor / 2, root), [], cq.Vector(), turns, 360 * (high - low) / pitch
    )
    return rod.moved(cq.Location(cq.Vector(0, 0, low), cq.Vector(0, 0, 1), 360 * low / pitch))


def _section(major: float, minor: float, root: float) -> cq.Wire:
    """A thread cut at right angles to its axis: angles are to a turn as widths are to the pitch."""
    turn = 2 * math.pi
    crest, flank = _CREST * turn, (1 - _CREST - root) / 2 * turn
    a, b, c, d = -crest / 2, crest / 2, crest / 2 + flank, turn - crest / 2 - flank
    return cq.Wire.assembleEdges(
        [_arc(major, a, b), _spiral(major, minor, b, c), _arc(minor, c, d), _spiral(minor, major, d, a + turn)]
    )


def _arc(radius: float, begin: float, end: float) -> cq.Edge:
    return cq.Edge.makeThreePointArc(*(_polar(radius, angle) for angle in (begin, (begin + end) / 2, end)))


def _spiral(first: float, last: float, begin: float, end: float, steps: int = 6) -> cq.Edge:
    shares = [step / steps for step in range(steps + 1)]
    return cq.Edge.makeSpline(
        [_polar(first + (last - first) * share, begin + (end - begin) * share) for share in shares]
    )


def _polar(radius: float, angle: float) -> cq.Vector:
    return cq.Vector(radius * math.cos(angle), radius * math.sin(angle), 0)


def _blank(end: Outline, z: float, inwards: int) -> cq.Solid:
    """What an end leaves of a rod: its outline, going on as steeply as it ends until it is clear of the rod."""
    (r1, h1), (r2, h2) = end[-2:]
    share = r2 / (r2 - r1)
    beyond = (r2 + (r2 - r1) * share, h2 + (h2 - h1) * share)
    return turned(tuple((r, z + inwards * h) for r, h in (*end, beyond, (0, beyond[1]))))
