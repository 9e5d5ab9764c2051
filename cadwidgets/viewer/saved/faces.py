"""What can be said of the faces and edges of one part, found out before the page is made: it has nobody to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from cadwidgets.contract.picks import Pick, Point
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.picking.body import Body
from cadwidgets.viewer.picking.facts import facts_of
from cadwidgets.viewer.picking.pickable import Picked

MOST = 5_000
"""A part with more faces, or more edges, is told of as a whole only: to fit a surface takes its time."""
_ORIGIN = (0.0, 0.0, 0.0)
_NUMBERS = ("area", "length", "volume", "radius", "direction")

Said = dict[str, Any]
"""As in ``{"type": "CYLINDER", "area": 628.3, "radius": 5, "direction": [0, 0, 1], "center": [0, 0, 10]}``."""


@dataclass(frozen=True, eq=False)
class Told:
    """What is said of the ``part``, of each of its ``faces`` and ``edges``; ``face_of`` (m,) is the face of every
    triangle and ``edge_of`` (e,) the edge of every segment."""

    part: Said
    faces: list[Said]
    edges: list[Said]
    face_of: Indices
    edge_of: Indices


def said_of(mesh: Mesh) -> Told:
    """What is said of a part by itself. All is measured on the triangles and segments, as in `facts_of`."""
    body = Body(mesh)
    face_of, edge_of = _numbered(body.face_labels), _numbered(body.chains.edge)
    faces, edges = list(_sets(face_of)), list(_sets(edge_of))
    return Told(
        _said(mesh, Picked(Pick("part", 0, _ORIGIN), np.arange(len(mesh.triangles)))) if len(mesh.triangles) else {},
        [_said(mesh, Picked(Pick("face", 0, _ORIGIN), numbers)) for numbers in faces] if len(faces) <= MOST else [],
        [_said(mesh, Picked(Pick("edge", 0, _ORIGIN), segments=body.chains.segments[numbers])) for numbers in edges]
        if len(edges) <= MOST
        else [],
        face_of,
        edge_of,
    )


def _said(mesh: Mesh, picked: Picked) -> Said:
    facts = facts_of(mesh, (), picked)
    told: Said = {"type": facts.type, "center": _rounded(facts.center)}
    told |= {name: _rounded(value) for name in _NUMBERS if (value := getattr(facts, name)) is not None}
    return told


def _rounded(value: float | Point) -> Any:
    """Seven digits: float32 has no more. A coordinate that is nothing beside the others is 0."""
    if isinstance(value, tuple):
        least = max(map(abs, value)) * 1e-7
        return [0.0 if abs(number) <= least else _rounded(number) for number in value]
    return float(f"{value:.7g}")


def _numbered(labels: Indices) -> Indices:
    """The labels as 0, 1, 2, ... in the order of their numbers."""
    numbers: Indices = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return numbers


def _sets(numbers: Indices) -> Iterator[Indices]:
    """Of each number the places where it stands."""
    order = np.argsort(numbers, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(numbers[order])) + 1) if len(order) else ()
