"""Rods with a helical outline, of few and simple faces: each is ruled between two helices, one turn long.

Such a rod ends like a spiral stair. A Boolean operation gives it the ends that are wanted, but only on the few turns
that are there: on all of them it would take a hundred times as long. The turns between are sewn in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import cadquery as cq

from cadwidgets.service.builds.families.joining import sewn
from cadwidgets.service.builds.families.turning import Outline, turned

_ON_AXIS = 1e-6
_SPARE = 0.05
"""How many turns more than those that an end touches, so that no faces touch by chance."""


@dataclass(frozen=True)
class Helix:
    """A right-hand helix around z; ``outline`` is half of the section of one turn, one pitch high."""

    outline: Outline
    pitch: float

    def rod(self, low: float, high: float, lower: Outline = (), upper: Outline = ()) -> cq.Solid:
        """The rod between two heights. Its ends are plane, or as ``lower`` and ``upper`` say: from the axis to the
        outside of the rod, heights from the end inwards.
        """
        base, length = low - (1 + 5 * _SPARE) * self.pitch, high - low
        after_lower = math.ceil(self._turns(low - base + _height(lower)) + _SPARE)
        before_upper = math.floor(self._turns(high - base - _height(upper)) - 1 - _SPARE)
        last = math.ceil(self._turns(high - base) + _SPARE)
        cut_lower = self._blank(lower, low, length)
        cut_upper = self._blank(upper, high, -length)
        if before_upper < after_lower:
            return self._stair(base, 0, last).intersect(cut_lower).intersect(cut_upper).Solids()[0]
        bottom = self._stair(base, 0, after_lower).intersect(cut_lower)
        top = self._stair(base, before_upper, last).intersect(cut_upper)
        return sewn((*_outside(bottom), *self._bands(base, after_lower, before_upper), *_outside(top)))

    def _turns(self, height: float) -> float:
        return height / self.pitch

    def _stair(self, base: float, first: int, last: int) -> cq.Solid:
        ends = (face for turn in (first, last) for face in self._step(base + turn * self.pitch))
        return sewn((*ends, *self._bands(base, first, last)))

    def _bands(self, base: float, first: int, last: int) -> Iterator[cq.Face]:
        helices = [self._edge(r, z) for r, z in self.outline]
        bands = [cq.Face.makeRuledSurface(below, above) for below, above in pairwise(helices)]
        for turn in range(first, last):
            yield from _raised(bands, base + turn * self.pitch)

    def _step(self, z: float) -> Iterator[cq.Face]:
        """The end of a stair: a helical floor from the axis to the outline, and the plane that it rises along."""
        axis = cq.Edge.makeLine(cq.Vector(), cq.Vector(0, 0, self.pitch))
        floor = cq.Face.makeRuledSurface(axis, self._edge(*self.outline[0]))
        corners = [cq.Vector(r, 0, height) for r, height in ((0, 0), *self.outline, (0, self.pitch))]
        yield from _raised((floor, cq.Face.makeFromWires(cq.Wire.makePolygon(corners, close=True))), z)

    def _edge(self, radius: float, z: float) -> cq.Edge:
        return cq.Wire.makeHelix(self.pitch, self.pitch, radius, cq.Vector(0, 0, z)).Edges()[0]

    def _blank(self, end: Outline, z: float, length: float) -> cq.Solid:
        """What an end leaves of a rod of this length (negative: downwards); its last slope goes on outside of it."""
        wide = 2 * max(r for r, _ in self.outline)
        (r1, h1), (r2, h2) = end[-2:] or ((0, 0), (wide, 0))
        beyond = h2 + (h2 - h1) * (wide - r2) / (r2 - r1)
        far = beyond + abs(length) + 9 * self.pitch
        outline = (*(end or ((0, 0),)), (wide, beyond), (wide, far), (0, far))
        return turned(tuple((r, z + math.copysign(h, length)) for r, h in outline))


def _height(end: Outline) -> float:
    return end[-1][1] if end else 0.0


def _raised(faces: Iterable[cq.Face], z: float) -> Iterator[cq.Face]:
    return (face.moved(cq.Location(cq.Vector(0, 0, z))) for face in faces)


def _outside(piece: cq.Shape) -> list[cq.Face]:
    """All faces but those of the stair, which alone reach the axis with a corner."""
    return [face for face in piece.Faces() if all(math.hypot(v.X, v.Y) > _ON_AXIS for v in face.Vertices())]
