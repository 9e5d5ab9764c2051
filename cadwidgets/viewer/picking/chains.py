"""Which line segments are one edge, and where edges end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry import topology
from cadwidgets.geometry.measure import Floats, unit
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.parts import Part, knows_edges
from cadwidgets.viewer.picking.regions import weld_step

_TURN = np.cos(np.radians(45.0))


@dataclass(frozen=True, eq=False)
class Chains:
    """``segments`` (e, 2, 3) float64, the part and the edge of each (e,); ``points`` (v, 3), where edges end, and the
    part of each (v,)."""

    segments: Floats
    owner: Indices
    edge: Indices
    points: Floats
    point_owner: Indices


def chains_of(mesh: Mesh, segments: Floats, whose: Indices) -> Chains:
    """The edges of a mesh from their segments (e, 2, 3) and the part of each (e,).

    Segments are one edge where two of a part, and no third, meet at less than 45 degrees from straight on.
    """
    nodes, first = _nodes(mesh, segments, whose)
    kept, place = topology.merged([nodes.min(axis=1), nodes.max(axis=1)])  # an edge that is there twice is one
    kept_nodes = nodes[kept]
    ends = np.flatnonzero(np.repeat(kept_nodes[:, 0] != kept_nodes[:, 1], 2))  # a segment without a length has none
    node = kept_nodes.reshape(-1)[ends]
    order = np.argsort(node, kind="stable")
    begin = np.flatnonzero(np.diff(node[order], prepend=-1))
    count = np.diff(begin, append=len(order))
    pair = begin[count == 2]
    one, two = ends[order[pair]], ends[order[pair + 1]]
    away = unit(segments[kept][:, ::-1] - segments[kept]).reshape(-1, 3)  # from each end along its segment
    straight = np.einsum("ij,ij->i", away[one], away[two]) < -_TURN
    edge = topology.components(len(kept), one[straight] // 2, two[straight] // 2)
    stops = np.setdiff1d(node, node[order[pair[straight]]])
    at = first[stops]
    return Chains(segments, whose, edge[place], segments.reshape(-1, 3)[at], whose[at // 2])


def own_segments(mesh: Mesh, parts: Sequence[Part]) -> tuple[Floats, Indices] | None:
    """The mesh's own edges and the part of each, or None where it has none, or does not know whose they are."""
    if mesh.edges is None or (parts and not knows_edges(mesh.edges, parts)):
        return None
    whose = np.zeros(len(mesh.edges), np.int64)
    for number, part in enumerate(parts):
        for group in part.groups:
            whose[group.edges[0] : sum(group.edges)] = number
    return mesh.edges.astype(np.float64), whose


def creases(mesh: Mesh, folds: topology.Folds, owner: Indices) -> tuple[Floats, Indices]:
    """The edges that show where triangles meet, and the part of each."""
    half = folds.feature_half_edges()
    ends = mesh.triangles.reshape(-1)[np.stack((half, topology.next_corner(half)), axis=1)]
    return mesh.vertices[ends].astype(np.float64), owner[half // 3]


def _nodes(mesh: Mesh, segments: Floats, whose: Indices) -> tuple[Indices, Indices]:
    """(The numbers (e, 2) of the points of each part, an end of a segment where each number appears)."""
    points = segments.reshape(-1, 3).astype(np.float32)
    place = topology.weld(points, weld_step(mesh))[1]
    keys = place + np.repeat(whose, 2) * (int(place.max(initial=0)) + 1)
    first, number = topology.numbered(keys.astype(np.uint64))
    return number.reshape(-1, 2), first


def ordered(segments: Floats, step: float) -> Floats:
    """The points (k + 1, 3) of one edge's segments (k, 2, 3) along it; the last is the first again if it is closed.

    Points are one as in `weld` with the tolerance ``step``.
    """
    points = segments.reshape(-1, 3)
    kept, place = topology.weld(points.astype(np.float32), step)
    ways: dict[int, list[int]] = {}
    for one, other in np.unique(np.sort(place.reshape(-1, 2), axis=1), axis=0).tolist():
        ways.setdefault(one, []).append(other)
        ways.setdefault(other, []).append(one)
    here = next((node for node, around in ways.items() if len(around) == 1), int(place[0]))
    along = [here]
    while ways[here]:
        there = ways[here].pop()
        ways[there].remove(here)
        along.append(there)
        here = there
    path: Floats = points[kept[along]]
    return path
