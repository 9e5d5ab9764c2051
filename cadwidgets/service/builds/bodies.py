"""From parts to bodies: each geometry once, and where the parts have it.

A body is a solid, or all faces outside of solids. Bodies of one shape of the kernel (its ``TShape``) and orientation
that differ in their places alone are one body here: it is meshed, read and checked once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cadquery as cq
import numpy as np
from numpy.typing import NDArray
from OCP.Bnd import Bnd_Box
from OCP.BRepBndLib import BRepBndLib
from OCP.gp import gp_TrsfForm
from OCP.TopAbs import TopAbs_FACE, TopAbs_SOLID
from OCP.TopExp import TopExp, TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS_Shape
from OCP.TopTools import TopTools_IndexedMapOfShape

from cadwidgets.geometry.placing import Matrix
from cadwidgets.service.builds.shapes import Part

Corners = NDArray[np.float64]
"""(2, 3): the smallest and the largest coordinates."""
_EIGHT = np.array(list(itertools.product((0, 1), repeat=3)))
"""For each corner of a box (8, 3), whether it takes the smaller or the larger x, y and z."""
_HERE = np.eye(4)
_FAR = 32.0
"""So many diagonals from the origin float32 still tells points of a body apart as well as they are welded."""


@dataclass(frozen=True)
class Body:
    """``geometry`` where its coordinates are its own; ``solid``: False for loose faces. Equal geometries can still be
    inside out to each other, which ``orientation`` tells apart."""

    geometry: cq.Shape
    solid: bool
    orientation: int

    @classmethod
    def of(cls, shape: TopoDS_Shape, solid: bool) -> Body:
        """The body of a shape of the kernel."""
        return cls(cq.Shape(shape), solid, int(shape.Orientation()))

    @property
    def shape(self) -> TopoDS_Shape:
        """The shape of the kernel."""
        shape: TopoDS_Shape = self.geometry.wrapped
        return shape

    @property
    def faces(self) -> int:
        """How many faces it has, one that it has twice counted twice."""
        return _count_faces(self.shape)

    @property
    def corner(self) -> tuple[float, float, float]:
        """The smallest coordinates of its bounding box."""
        x, y, z = _box(self.geometry)[0].tolist()
        return x, y, z

    @property
    def reach(self) -> float:
        """The longest side of its bounding box."""
        return _longest(_box(self.geometry))


@dataclass(frozen=True, eq=False)
class PlacedBody:
    """A body of a part: ``number`` of the `Body`, and ``place`` (4, 4), None where it stands in its own coordinates."""

    number: int
    place: Matrix | None


@dataclass(frozen=True, eq=False)
class Model:
    """``bodies``: all that differ, in the order in which they come first; ``parts``: those of each part, in order."""

    bodies: list[Body]
    parts: list[list[PlacedBody]]

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Model:
        """Every body of the parts."""
        numbers: dict[Body, int] = {}
        placed = [
            [
                PlacedBody(numbers.setdefault(body, len(numbers)), place)
                for body, place in map(_own, bodies_in(part.shape.wrapped))
            ]
            for part in parts
        ]
        return cls(list(numbers), placed)

    @property
    def counts(self) -> NDArray[np.int64]:
        """(b,) how often each body stands in the model."""
        used = [one.number for part in self.parts for one in part]
        return np.bincount(np.array(used, np.int64), minlength=len(self.bodies))

    @property
    def reach(self) -> float:
        """The longest side of the whole model's bounding box; that of a turned body is the box around its own box."""
        places: dict[int, list[Matrix]] = {}
        for one in (one for part in self.parts for one in part):
            places.setdefault(one.number, []).append(_HERE if one.place is None else one.place)
        boxes = [_around(_box(self.bodies[number].geometry), np.stack(some)) for number, some in places.items()]
        return _longest(np.stack((np.min(boxes, axis=(0, 1)), np.max(boxes, axis=(0, 1)))))


def bodies_in(shape: TopoDS_Shape) -> Iterator[tuple[TopoDS_Shape, bool]]:
    """(The body where it stands, is it a solid): the solids, then the faces outside of solids as one compound."""
    solids = TopTools_IndexedMapOfShape()
    TopExp.MapShapes_s(shape, TopAbs_SOLID, solids)
    for number in range(1, solids.Extent() + 1):
        yield solids.FindKey(number), True
    loose, explorer = [], TopExp_Explorer(shape, TopAbs_FACE, TopAbs_SOLID)
    if explorer.More() and not solids.Extent():
        yield shape, False
        return
    while explorer.More():
        loose.append(explorer.Current())
        explorer.Next()
    if loose:
        faces = tuple(map(cq.Face, loose))
        yield _together(faces, tuple(int(face.Orientation()) for face in loose)), False


@lru_cache(maxsize=64)
def _together(faces: tuple[cq.Shape, ...], orientations: tuple[int, ...]) -> TopoDS_Shape:
    """The faces in one compound, the same one as the last time for the same faces; equal ones may be turned over."""
    compound: TopoDS_Shape = cq.Compound.makeCompound(faces).wrapped
    return compound


def _own(found: tuple[TopoDS_Shape, bool]) -> tuple[Body, Matrix | None]:
    """The body in its own coordinates, and its place.

    Where those lie so far away that float32 would lose the body's shape, and its place is nearer, they are of no use:
    the body keeps its place in itself and is shared with no other.
    """
    shape, solid = found
    if shape.Location().IsIdentity():
        return Body.of(shape, solid), None
    own, place = Body.of(shape.Located(TopLoc_Location()), solid), _matrix(shape.Location())
    centre = _far_centre(own.geometry)
    if centre is not None and np.linalg.norm(place[:3, :3] @ centre + place[:3, 3]) < np.linalg.norm(centre):
        return Body.of(shape, solid), None
    return own, place


@lru_cache(maxsize=1024)
def _far_centre(shape: cq.Shape) -> NDArray[np.float64] | None:
    """The middle of a shape that lies too far from the origin for its size; None for any other."""
    box = _box(shape)
    centre: NDArray[np.float64] = box.mean(axis=0)
    return centre if np.linalg.norm(centre) > _FAR * np.linalg.norm(box[1] - box[0]) else None


def _matrix(location: TopLoc_Location) -> Matrix:
    moved = location.Transformation()
    matrix = np.eye(4)
    if moved.Form() == gp_TrsfForm.gp_Translation:
        step = moved.TranslationPart()
        matrix[:3, 3] = step.X(), step.Y(), step.Z()
    else:
        matrix[:3] = [[moved.Value(row, column) for column in range(1, 5)] for row in range(1, 4)]
    return matrix


def _around(box: Corners, places: NDArray[np.float64]) -> Corners:
    """The box around one that stands at all the ``places`` (k, 4, 4)."""
    corners = box[_EIGHT, [0, 1, 2]]
    moved = corners @ places[:, :3, :3].transpose(0, 2, 1) + places[:, None, :3, 3]
    return np.stack((moved.min(axis=(0, 1)), moved.max(axis=(0, 1))))


@lru_cache(maxsize=1024)
def _box(shape: cq.Shape) -> Corners:
    """The kernel's quick bounding box, never too small; zeros where there is none."""
    box = Bnd_Box()
    BRepBndLib.Add_s(shape.wrapped, box, useTriangulation=False)
    if box.IsVoid() or box.IsOpen():
        return np.zeros((2, 3))
    return np.array(box.Get()).reshape(2, 3)


def _longest(box: Corners) -> float:
    return float((box[1] - box[0]).max())


def _count_faces(shape: TopoDS_Shape) -> int:
    explorer, count = TopExp_Explorer(shape, TopAbs_FACE), 0
    while explorer.More():
        count += 1
        explorer.Next()
    return count
