"""How two picked things stand to each other, and what a viewer can say of picks by itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

import numpy as np

from cadwidgets.contract.measures import Facts, Measurement, Relation
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.parts import Part
from cadwidgets.viewer.picking.distance import closest
from cadwidgets.viewer.picking.facts import corners_of, facts_of, fit_of, point
from cadwidgets.viewer.picking.fitting import Fit
from cadwidgets.viewer.picking.pickable import Picked

_WITH_AXES = ("CYLINDER", "CIRCLE")
_PARALLEL = 1e-3
"""Axes at less than this angle, in radians, are parallel: their directions come from points in float32."""


def measured(mesh: Mesh, parts: Sequence[Part], picks: Sequence[Picked]) -> Measurement:
    """The facts of each pick, and the relation of the last two; not exact, as far as triangles tell it."""
    facts = tuple(facts_of(mesh, parts, picked) for picked in picks)
    relation = _relation(mesh, picks[-2:], facts[-2:]) if len(picks) > 1 else None
    return Measurement(facts, relation, exact=False)


def relation_of(mesh: Mesh, one: Picked, other: Picked) -> Relation:
    """How two things stand to each other that were picked in the same mesh.

    The distance is that of the picked triangles, segments and points, as exact as `closest` is; from that of the exact
    shapes it differs by the deflection of the triangles.
    """
    return _relation(mesh, (one, other), [facts_of(mesh, (), picked) for picked in (one, other)])


def _relation(mesh: Mesh, picks: Sequence[Picked], facts: Sequence[Facts]) -> Relation:
    distance, start, end = closest(*(_triangles(mesh, picked) for picked in picks))
    centers = dist(facts[0].center, facts[1].center)
    axes = [fit_of(mesh, picked) for picked in picks] if all(one.type in _WITH_AXES for one in facts) else []
    return Relation(distance, point(start), point(end), centers, _angle(*facts), _apart(*axes) if axes else None)


def _triangles(mesh: Mesh, picked: Picked) -> Floats:
    """(k, 3, 3): a segment is a triangle with two corners in one place, a point one with three."""
    if picked.pick.kind == "vertex":
        return np.repeat(picked.points[:, None], 3, axis=1)
    return picked.segments[:, [0, 1, 1]] if picked.pick.kind == "edge" else corners_of(mesh, picked)


def _angle(one: Facts, other: Facts) -> float | None:
    if one.direction is None or other.direction is None:
        return None
    between = np.degrees(_between(np.array(one.direction), np.array(other.direction)))
    line_and_plane = {one.type, other.type} == {"LINE", "PLANE"}
    return float(90.0 - between if line_and_plane else between)


def _between(one: Floats, other: Floats) -> float:
    """The angle of two lines in radians, 0 to half pi; exact near 0, too."""
    return float(np.arctan2(np.linalg.norm(np.cross(one, other)), abs(one @ other)))


def _apart(one: Fit | None, other: Fit | None) -> float | None:
    """The distance of two axes if they are parallel."""
    if one is None or other is None or one.direction is None or other.direction is None:
        return None
    if _between(one.direction, other.direction) > _PARALLEL:
        return None
    return float(np.linalg.norm(np.cross(other.point - one.point, one.direction)))
