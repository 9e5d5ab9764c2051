"""Whether two shapes are the same thing in two places: moved, turned or mirrored, and copied on the way.

CadQuery's ``translate``, ``rotate`` and ``mirror`` copy the geometry, so that the kernel no longer knows where a shape
came from. What a thing is made of and how its volume lies around its centre stay the same.
"""

from __future__ import annotations

import math
from functools import cached_property

import cadquery as cq
from OCP.BRepGProp import BRepGProp
from OCP.GProp import GProp_GProps
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_SOLID
from OCP.TopExp import TopExp
from OCP.TopTools import TopTools_IndexedMapOfShape

from cadwidgets.service.builds.memo.operations import MEMO

_CLOSE = 1e-6
"""Relative difference of two measures that are equal. The same integration of a moved copy differs by some 1e-12."""


class Likeness:
    """A shape without its place. The counts are looked at first: they cost little and tell most shapes apart."""

    def __init__(self, shape: cq.Shape) -> None:
        self.shape = shape

    def is_of(self, other: Likeness) -> bool:
        """Whether both are the same thing."""
        if self.shape.wrapped.IsPartner(other.shape.wrapped):
            return True
        return self.counts == other.counts and all(map(_close, self.measures, other.measures))

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The numbers of solids, faces and edges."""
        return tuple(MEMO.look(_counts, self.shape))

    @cached_property
    def measures(self) -> tuple[float, ...]:
        """Area, volume, and the three principal moments of inertia: of the surface for what has no solid."""
        return tuple(MEMO.look(_measures, self.shape, self.counts[0] > 0))


def _counts(shape: cq.Shape) -> tuple[int, ...]:
    return tuple(_count(shape, kind) for kind in (TopAbs_SOLID, TopAbs_FACE, TopAbs_EDGE))


def _measures(shape: cq.Shape, is_solid: bool) -> tuple[float, ...]:
    surface, mass = GProp_GProps(), GProp_GProps()
    BRepGProp.SurfaceProperties_s(shape.wrapped, surface)
    BRepGProp.VolumeProperties_s(shape.wrapped, mass)
    moments = (mass if is_solid else surface).PrincipalProperties().Moments()
    return (surface.Mass(), abs(mass.Mass()) if is_solid else 0.0, *sorted(map(abs, moments)))


def _count(shape: cq.Shape, kind: object) -> int:
    found = TopTools_IndexedMapOfShape()
    TopExp.MapShapes_s(shape.wrapped, kind, found)
    return int(found.Extent())


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_CLOSE)
