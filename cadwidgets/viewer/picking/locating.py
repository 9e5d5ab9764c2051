"""From a pick that somebody names, or that another build had, to what it is in a mesh."""

from __future__ import annotations

import numpy as np

from cadwidgets.contract.picks import KINDS, Pick, Point
from cadwidgets.errors import RequestError
from cadwidgets.geometry import measure
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.picking.near_triangles import nearest_to
from cadwidgets.viewer.picking.pickable import Pickable, Picked, as_pick


def located(pickable: Pickable, pick: Pick) -> Picked:
    """What is picked: the face with the number of the pick, else what is nearest to its point in its part.

    Raises RequestError for a kind or a part that there is not, and for an edge or a vertex of a part without any.
    """
    count = max(1, len(pickable.body.parts))
    if pick.kind not in KINDS or not 0 <= pick.part < count:
        allowed = f"{', '.join(KINDS)} of a part from 0 to {count - 1}"
        raise RequestError(f"there is no {pick.kind!r} of part {pick.part}", parameter="selection", allowed=allowed)
    if pick.kind == "edge":
        return _edge(pickable, pick)
    if pick.kind == "vertex":
        return _vertex(pickable, pick)
    return _surface(pickable, pick)


def away(pickable: Pickable, picked: Picked, point: Point) -> float:
    """How far what is picked is from a point."""
    mesh, place = pickable.body.mesh, np.array(point)
    if len(picked.points):
        return float(np.linalg.norm(picked.points - place, axis=1).min())
    flat = (
        picked.segments[:, [0, 1, 1]]
        if len(picked.segments)
        else measure.corners(mesh.vertices, mesh.triangles[picked.triangles])
    )
    return float(np.linalg.norm(nearest_to(place, flat)[1] - place))


def again(pickable: Pickable, pick: Pick, before: Pickable) -> Picked | None:
    """What was picked in an earlier build of a model, ``before``: the part of the same path, and of a part with as many
    faces the face of the same number. None for all else: edges and vertices have no numbers."""
    path = before.body.parts[pick.part].path if before.body.parts else ""
    number = next((place for place, part in enumerate(pickable.body.parts) if part.path == path), -1 if path else 0)
    if number < 0:
        return None
    triangles = np.flatnonzero(pickable.body.owners == number)
    if pick.kind == "part" and len(triangles):
        return Picked(as_pick("part", number, _inside(pickable, triangles)), triangles)
    if pick.kind != "face" or pick.number < 0 or _faces(pickable, number) != _faces(before, pick.part):
        return None
    triangles = _numbered(pickable, number, pick.number)
    if not len(triangles):
        return None
    return Picked(as_pick("face", number, _inside(pickable, triangles), pick.number), triangles)


def _surface(pickable: Pickable, pick: Pick) -> Picked:
    mine = np.flatnonzero(pickable.body.owners == pick.part)
    if pick.kind == "part":
        return Picked(pick, mine)
    numbered = _numbered(pickable, pick.part, pick.number) if pick.number >= 0 else mine[:0]
    if len(numbered):
        return Picked(pick, numbered)
    if not len(mine):
        raise _nothing(pick)
    mesh = pickable.body.mesh
    found, _ = nearest_to(np.array(pick.point), measure.corners(mesh.vertices, mesh.triangles[mine]))
    return pickable.picked_face(int(mine[found]), np.array(pick.point))


def _edge(pickable: Pickable, pick: Pick) -> Picked:
    chains = pickable.body.chains
    mine = np.flatnonzero(chains.owner == pick.part)
    if not len(mine):
        raise _nothing(pick)
    ends = chains.segments[mine]
    found, point = nearest_to(np.array(pick.point), ends[:, [0, 1, 1]])  # a segment is a flat triangle
    return Picked(as_pick("edge", pick.part, point), segments=chains.segments[chains.edge == chains.edge[mine[found]]])


def _vertex(pickable: Pickable, pick: Pick) -> Picked:
    points = pickable.body.chains.points[pickable.body.chains.point_owner == pick.part]
    if not len(points):
        raise _nothing(pick)
    point = points[np.argmin(np.linalg.norm(points - pick.point, axis=1))]
    return Picked(as_pick("vertex", pick.part, point), points=point[None])


def _numbered(pickable: Pickable, part: int, number: int) -> Indices:
    """The triangles of a face of a part; none where there is no such number."""
    first, faces = pickable.body.first_faces_of_parts, pickable.body.mesh.faces
    if first is None or faces is None:
        return np.zeros(0, np.int64)
    return np.flatnonzero((pickable.body.owners == part) & (faces == first[part] + number))


def _faces(pickable: Pickable, part: int) -> int:
    """How many faces a part has; 0 where they have no numbers."""
    faces = pickable.body.mesh.faces
    return 0 if faces is None else len(np.unique(faces[pickable.body.owners == part]))


def _inside(pickable: Pickable, triangles: Indices) -> Floats:
    """The middle of the largest of some triangles."""
    corners = measure.corners(pickable.body.mesh.vertices, pickable.body.mesh.triangles[triangles])
    sizes = np.linalg.norm(measure.area_vectors(corners), axis=1)
    middle: Floats = corners[int(np.argmax(sizes))].mean(axis=0)
    return middle


def _nothing(pick: Pick) -> RequestError:
    what = {"edge": "edges", "vertex": "vertices"}.get(pick.kind, "faces")
    return RequestError(f"part {pick.part} has no {what}", parameter="selection", allowed="something that it has")
