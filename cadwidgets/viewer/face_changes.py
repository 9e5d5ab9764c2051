"""What moves from one build of a model to another: faces on another surface, and faces that only end elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.measure import Floats, unit
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Indices
from cadwidgets.viewer.face_table import OFF, FaceTable, Scale
from cadwidgets.viewer.round_faces import round_rows

_SURFACE_OFF = 2 * OFF


@dataclass(frozen=True, eq=False)
class FaceChanges:
    """The faces of ``now`` that are not in ``other``, as masks (n,).

    ``moved`` are those whose surface is not there: another plane, cylinder or sphere. ``reshaped`` lie where they lay
    and have another outline. Surfaces of other kinds have moved as soon as anything of them is different.
    """

    now: FaceTable
    other: FaceTable
    moved: Bools
    reshaped: Bools

    @classmethod
    def between(cls, mesh: Mesh, other: Mesh) -> FaceChanges:
        """What is different in ``mesh``."""
        scale = Scale.of(mesh)
        now, then = FaceTable(mesh, scale), FaceTable(other, scale)
        new, gone = ~present(now.looks, then.looks, OFF), ~present(then.looks, now.looks, OFF)
        stayed = np.zeros(now.count, bool)
        paths = {path: number for number, path in enumerate(dict.fromkeys((*now.paths, *then.paths)))}
        for faces_of, surfaces in ((_planar, _planes), (_curved, _rounds)):
            mine, theirs = faces_of(now, new), faces_of(then, gone)
            rows = np.column_stack((_parts(now, mine, paths), surfaces(now, mine)))
            others = np.column_stack((_parts(then, theirs, paths), surfaces(then, theirs)))
            stayed[mine] = present(rows, others, _SURFACE_OFF)
        return cls(now, then, new & ~stayed, new & stayed)


def present(rows: Floats, others: Floats, off: float) -> Bools:
    """Which rows (n, d) are among others (m, d), no number of them off by more than so much."""
    found = np.zeros(len(rows), bool)
    if not len(rows) or not len(others):
        return found
    # along this way hardly any two are at the same place
    way: Floats = unit(np.random.default_rng(0).normal(size=rows.shape[1:]))
    reach = off * float(rows.shape[1]) ** 0.5
    order = np.argsort(others @ way)
    places = (others @ way)[order]
    low = np.searchsorted(places, rows @ way - reach)
    high = np.searchsorted(places, rows @ way + reach, side="right")
    for step in range(int((high - low).max())):
        near = np.flatnonzero((low + step < high) & ~found)
        apart = np.abs(rows[near] - others[order[low[near] + step]])
        found[near] = (apart <= off).all(axis=1)
    return found


def _parts(table: FaceTable, faces: Indices, paths: Mapping[str, int]) -> Floats:
    """To which part each of the faces belongs, by a number that a part has in every build."""
    return np.array([paths[path] for path in table.paths], np.float64)[table.part[faces]]


def _planar(table: FaceTable, faces: Bools) -> Indices:
    return np.flatnonzero(faces & table.planar)


def _planes(table: FaceTable, faces: Indices) -> Floats:
    return table.planes[faces]


def _curved(table: FaceTable, faces: Bools) -> Indices:
    return np.flatnonzero(faces & ~table.planar)


def _rounds(table: FaceTable, faces: Indices) -> Floats:
    """What tells the surfaces of curved faces apart; those that are no cylinder and no sphere are like none."""
    place = np.full(table.count, -1)
    place[faces] = np.arange(len(faces))
    of = place[table.number]
    return round_rows(table.corners[of >= 0], of[of >= 0], len(faces))
