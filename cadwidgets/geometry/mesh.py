"""Mesh: the triangles of a model as arrays; what every reader gives and every writer and viewer takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import measure, topology

CREASE_DEGREES = 30.0
"""Faces that meet at more than this angle meet in a visible edge."""
WELD_STEP = 1e-6
"""Points closer than this share of the largest coordinate are one: some ten steps of float32."""


@dataclass(frozen=True, eq=False)
class Group:
    """A range of triangles with a name, a colour (``#rrggbb``, or empty for none) and an opacity (0..1).

    ``edges`` are the first and the number of the mesh's edges that belong to it. Groups with the same number ``part``
    are one part of the model; without one, a group is a part by itself.
    """

    name: str
    start: int
    count: int
    color: str = ""
    opacity: float = 1.0
    edges: tuple[int, int] = (0, 0)
    part: int | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Mesh:
    """Indexed triangles, counter-clockwise seen from outside.

    ``vertices`` (n, 3) float32 in the model's unit; ``triangles`` (m, 3) uint32; ``normals`` (n, 3) float32
    or None; ``edges`` (e, 2, 3) float32 line segments or None; ``faces`` (m,) uint32 or None, the number of the
    exact face that each triangle approximates; ``groups`` ranges of triangles; ``unit`` the name of the coordinates'
    unit where the file told it (as in ``mm``), else empty.

    Arrays of other number types are converted; all stand in memory in C order and are read-only views. Raises
    GeometryError for a wrong shape, coordinates that are no finite float32, an index out of range, and a
    group beyond the triangles.
    """

    vertices: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    normals: NDArray[np.float32] | None = None
    edges: NDArray[np.float32] | None = None
    groups: tuple[Group, ...] = ()
    unit: str = ""
    faces: NDArray[np.uint32] | None = None

    def __post_init__(self) -> None:
        vertices = _floats("vertices", self.vertices, (3,))
        checked: dict[str, Any] = {
            "vertices": vertices,
            "triangles": _indices(self.triangles, len(vertices)),
            "normals": None if self.normals is None else _floats("normals", self.normals, (3,)),
            "edges": None if self.edges is None else _floats("edges", self.edges, (2, 3)),
            "groups": tuple(self.groups),
            "faces": None if self.faces is None else _face_numbers(self.faces, len(np.asarray(self.triangles))),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if self.normals is not None and len(self.normals) != len(vertices):
            raise GeometryError(f"{len(vertices)} vertices cannot have {len(self.normals)} normals")
        for group in self.groups:
            _check_range(group, len(self.triangles))

    def __repr__(self) -> str:
        extras = "".join(
            f", {text}"
            for text in (
                "normals" if self.normals is not None else "",
                f"{len(self.edges)} edges" if self.edges is not None else "",
                "face numbers" if self.faces is not None else "",
                f"{len(self.groups)} groups" if self.groups else "",
                self.unit,
            )
            if text
        )
        return f"<Mesh: {len(self.vertices)} vertices, {len(self.triangles)} triangles{extras}>"

    @cached_property
    def volume(self) -> float:
        """The enclosed volume, a sum of signed tetrahedra; positive when a closed surface faces outwards."""
        return measure.signed_volume(self._corners)

    @cached_property
    def moments(self) -> tuple[measure.Floats, measure.Floats] | None:
        """(The centre (3,) of the enclosed volume, the matrix (3, 3) of second moments about it, of unit density); None
        where the triangles, welded, enclose none."""
        found = measure.volume_moments(self._corners)
        encloses = any(topology.EdgeTable.of(self._welded(step)[1]).is_boundary for step in (0.0, self._weld_step))
        return found[1:] if found and encloses else None

    @cached_property
    def area(self) -> float:
        """The area of all triangles."""
        return measure.area(self._corners)

    @cached_property
    def bounding_box(self) -> tuple[float, float, float, float, float, float]:
        """(xmin, ymin, zmin, xmax, ymax, zmax) of the vertices; six zeros when there are none."""
        if not len(self.vertices):
            return (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        low, high = measure.bounds(self.vertices)
        return (float(low[0]), float(low[1]), float(low[2]), float(high[0]), float(high[1]), float(high[2]))

    @cached_property
    def is_watertight(self) -> bool:
        """After welding every edge joins two triangles that run along it in opposite directions."""
        return any(topology.EdgeTable.of(self._welded(step)[1]).is_closed for step in (0.0, self._weld_step))

    def welded(self, tolerance: float | None = None) -> Mesh:
        """The mesh with equal points merged and collapsed triangles left out; normals go, edges stay.

        Points merge when they round to the same multiple of ``tolerance`` (in the model's unit; 0: only when
        equal; default: a millionth of the largest coordinate).
        """
        kept, triangles = self._welded(self._weld_step if tolerance is None else tolerance)
        solid = topology.distinct_corners(triangles)
        if solid.all():
            return replace(self, vertices=self.vertices[kept], triangles=triangles.astype(np.uint32), normals=None)
        return replace(
            self,
            vertices=self.vertices[kept],
            triangles=triangles[solid].astype(np.uint32),
            normals=None,
            groups=_without(self.groups, solid),
            faces=None if self.faces is None else self.faces[solid],
        )

    def with_normals(self, crease_degrees: float = CREASE_DEGREES) -> Mesh:
        """The mesh with unit normals: smooth where neighbours meet at up to ``crease_degrees``, else sharp.

        A normal is the mean of its triangles' normals, weighted by the angle at the corner ("Computing vertex
        normals from polygonal facets", J. Graphics Tools 3, 1998). Vertices on creases are split, equal ones
        elsewhere merged; triangles and groups keep their order.
        """
        points = self._corners
        faces = measure.unit(measure.area_vectors(points))
        number = topology.smooth_corners(self._welded(self._weld_step)[1], faces, crease_degrees)
        weighted = (measure.corner_angles(points)[:, :, None] * faces[:, None, :]).reshape(-1, 3)
        count = int(number.max(initial=-1)) + 1
        normals = measure.unit(_summed(weighted, number, count))
        normals[~normals.any(axis=1)] = (0.0, 0.0, 1.0)  # no triangle there has an area: any normal will do
        vertices = np.empty((count, 3), np.float32)
        vertices[number] = self.vertices[self.triangles.reshape(-1)]
        triangles = number.reshape(-1, 3).astype(np.uint32)
        return replace(self, vertices=vertices, triangles=triangles, normals=normals.astype(np.float32))

    def drawable(self) -> Mesh:
        """The mesh with edges and normals: its own, or made where it has none."""
        mesh = self if self.edges is not None else self.with_edges()
        return mesh if mesh.normals is not None else mesh.with_normals()

    def with_edges(self, crease_degrees: float = CREASE_DEGREES) -> Mesh:
        """The mesh with its `feature_edges` as ``edges``."""
        return replace(self, edges=self.feature_edges(crease_degrees))

    def feature_edges(self, crease_degrees: float = CREASE_DEGREES) -> NDArray[np.float32]:
        """The edges a draughtsman would draw: (e, 2, 3) float32.

        Edges where triangles meet at more than ``crease_degrees``, open edges, and edges of three and more
        triangles. Triangles need not share vertices: equal points count as one.
        """
        triangles = self._welded(self._weld_step)[1]
        half = topology.feature_half_edges(triangles, self._face_normals, crease_degrees)
        ends = np.stack((half, topology.next_corner(half)), axis=1)
        segments: NDArray[np.float32] = self.vertices[self.triangles.reshape(-1)[ends]]
        return segments

    @property
    def _corners(self) -> measure.Floats:
        return measure.corners(self.vertices, self.triangles)

    @property
    def _face_normals(self) -> measure.Floats:
        return measure.unit(measure.area_vectors(self._corners))

    @property
    def _weld_step(self) -> float:
        return WELD_STEP * max(map(abs, self.bounding_box))

    def _welded(self, tolerance: float) -> tuple[topology.Indices, topology.Indices]:
        """(The vertices kept, the triangles over them)."""
        kept, place = topology.weld(self.vertices, tolerance)
        return kept, place[self.triangles]


def _summed(vectors: measure.Floats, number: topology.Indices, count: int) -> measure.Floats:
    """The sums of the vectors with equal numbers: (count, 3)."""
    sums = np.zeros((count, 3))
    for axis in range(3):
        sums[:, axis] = np.bincount(number, vectors[:, axis], count)
    return sums


def single(values: ArrayLike) -> NDArray[np.float32]:
    """Numbers as float32; those too large become inf, which a `Mesh` refuses."""
    with np.errstate(over="ignore"):
        return np.ascontiguousarray(values, dtype=np.float32)


def _floats(name: str, values: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.float32]:
    try:
        array = single(values)
    except (TypeError, ValueError):
        raise GeometryError(f"{name} are not numbers") from None
    array = array.reshape(0, *shape) if array.size == 0 else array
    if array.shape[1:] != shape:
        raise GeometryError(f"{name} must have the shape (n, {', '.join(map(str, shape))}), not {array.shape}")
    if not measure.all_finite(array):
        bad = np.flatnonzero(~np.isfinite(array).reshape(-1))
        raise GeometryError(f"{name} hold a number that is not finite", offset=int(bad[0]))
    return _locked(array)


def _indices(values: ArrayLike, vertices: int) -> NDArray[np.uint32]:
    array = np.asarray(values)
    array = np.zeros((0, 3), np.uint32) if array.size == 0 else array
    if array.ndim != 2 or array.shape[1] != 3 or array.dtype.kind not in "iu":
        raise GeometryError(f"triangles must be integers of the shape (m, 3), not {array.dtype} {array.shape}")
    if array.size and (array.max() >= vertices or (array.dtype.kind == "i" and array.min() < 0)):
        bad = np.flatnonzero((array < 0) | (array >= vertices))
        index = array.reshape(-1)[bad[0]]
        raise GeometryError(f"a triangle uses vertex {index}, there are {vertices}", offset=int(bad[0]))
    return _locked(np.ascontiguousarray(array, dtype=np.uint32))


def _face_numbers(values: ArrayLike, triangles: int) -> NDArray[np.uint32]:
    array = np.asarray(values)
    if array.shape != (triangles,) or (array.size and array.dtype.kind not in "iu"):
        raise GeometryError(f"{triangles} triangles need as many whole face numbers, not {array.dtype} {array.shape}")
    return _locked(np.ascontiguousarray(array, dtype=np.uint32))


def _locked(array: NDArray[Any]) -> NDArray[Any]:
    """A read-only view: a mesh does not change under those who share it, the caller's own array stays writable."""
    view = array.view()
    view.flags.writeable = False
    return view


def _check_range(group: Group, triangles: int) -> None:
    if group.start < 0 or group.count < 0 or group.start + group.count > triangles:
        raise GeometryError(f"group {group.name!r} reaches beyond the {triangles} triangles")


def _without(groups: tuple[Group, ...], keep: topology.Bools) -> tuple[Group, ...]:
    """The groups after triangles were left out."""
    before = np.concatenate(([0], np.cumsum(keep))).tolist()
    return tuple(
        replace(group, start=before[group.start], count=before[group.start + group.count] - before[group.start])
        for group in groups
    )
