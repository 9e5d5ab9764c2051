"""Marks on a model: what is selected, the dimension between two picks, and what a parameter moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pythreejs as three
from numpy.typing import NDArray

from cadwidgets.contract.measures import Relation
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.drawing import centered
from cadwidgets.viewer.materials import Materials

_ON_TOP = 2
"""Drawn after the model and its axes."""


@dataclass(frozen=True, eq=False)
class Mark:
    """``points`` in the model's coordinates: corners of triangles (n, 3, 3), ends of segments (n, 2, 3), or (n, 3)
    single ones, by the ``kind``: ``face``, ``moved`` and ``reshaped``, ``edge``, ``dimension`` and ``extent``, or
    ``vertex``."""

    kind: str
    points: NDArray[np.floating]

    def drawn(self, materials: Materials) -> three.Object3D:
        """A new object of pythreejs, which nobody else has."""
        middle, near = centered(self.points.reshape(-1, 3))
        place = {"position": middle, "frustumCulled": False, "renderOrder": _ON_TOP}
        faces = {"face": materials.picked, "moved": materials.moved, "reshaped": materials.reshaped}
        if self.kind in faces:
            return three.Mesh(_geometry(near), faces[self.kind], **place)
        if self.kind == "vertex":
            return three.Points(_geometry(near), materials.picked_point, **place)
        lines = {"edge": materials.picked_edge, "dimension": materials.dimension, "extent": materials.extent}
        geometry = three.LineSegmentsGeometry(positions=near.reshape(-1, 2, 3))
        return three.LineSegments2(geometry, lines[self.kind], **place)


def face_mark(mesh: Mesh, triangles: NDArray[np.integer]) -> Mark:
    """The mark of some of a mesh's triangles, by their numbers (n,)."""
    return Mark("face", mesh.vertices[mesh.triangles[triangles]])


def dimension_marks(relation: Relation) -> Iterator[Mark]:
    """A line from one pick to the other, and its ends; nothing for what touches."""
    ends = np.array([relation.start, relation.end])
    if relation.distance > 0.0:
        yield Mark("dimension", ends[None])
    yield Mark("vertex", ends)


def _geometry(points: NDArray[np.float32]) -> three.BufferGeometry:
    return three.BufferGeometry(attributes={"position": three.BufferAttribute(points)})
