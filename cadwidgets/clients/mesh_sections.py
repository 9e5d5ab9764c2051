"""Caps of models of which there are only triangles: outlines become faces, by a service that has the CAD kernel."""

from __future__ import annotations

import io
import json
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.exact_sections import Cap, caps_in, only
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sections import Plane, planes_text, read_planes
from cadwidgets.errors import BadAnswer, GeometryError
from cadwidgets.geometry.looks import Look, look_of
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.nesting import areas, nested
from cadwidgets.geometry.slicing import Loop, simplified, sliced

MAX_POINTS = 4_000
"""The outlines of all caps together have no more corners: they are simplified further until it is so."""
MAX_LOOP_POINTS = 2_000
"""Nor has one of them: the kernel checks each side against each."""

_FINEST = 1e-6
"""How far a simplified outline may be from the triangles' own, as a share of the model's diagonal."""
_COARSER = 2.0

_CAPS = """
import json
import numpy as np
normals, looks = json.loads({normals!r}), json.loads({looks!r})
points, loops = np.load("points.npy"), np.load("loops.npy")
faces = [[] for _ in looks]
for (cap, is_hole, count), end in zip(loops.tolist(), np.cumsum(loops[:, 2]).tolist()):
    wire = cq.Wire.makePolygon([cq.Vector(*point) for point in points[end - count : end].tolist()], close=True)
    if is_hole:
        faces[cap][-1][1].append(wire)
    else:
        faces[cap].append((wire, []))
for normal, (name, color), wires in zip(normals, looks, faces):
    made = [cq.Face.makeFromWires(*pair) for pair in wires]
    away = [cq.Face(face.wrapped.Reversed()) if face.normalAt().dot(cq.Vector(*normal)) < 0 else face for face in made]
    show_object(cq.Compound.makeCompound(away), name=name or "cap", options={{"color": color}} if color else {{}})
"""


@dataclass(frozen=True, eq=False)
class _Cut:
    """A part where a plane cuts it: its loops as the number of an outer one and those of its holes."""

    plane: Plane
    look: Look
    loops: tuple[Loop, ...]
    faces: list[tuple[int, list[int]]]
    open: int

    @classmethod
    def of(cls, part: Mesh, look: Look, plane: Plane) -> _Cut:
        """What the plane cuts of the part."""
        outline = sliced(part, plane)
        return cls(plane, look, outline.loops, nested(outline.loops, plane), outline.open)

    @property
    def area(self) -> float:
        """That of its faces."""
        sizes = [abs(size) for size in areas(self.loops, self.plane)]
        return sum(sizes[outer] - sum(sizes[hole] for hole in holes) for outer, holes in self.faces)

    def coarser(self, tolerance: float) -> _Cut:
        """The same with fewer corners."""
        return replace(self, loops=tuple(simplified(loop, tolerance) for loop in self.loops))


def caps_of_mesh(
    build: BuildClient, mesh: Mesh, planes: Sequence[Plane], cancel: threading.Event | None = None
) -> tuple[Cap, ...]:
    """The cap at each plane of each part of a mesh; the area is that of the outlines, the mesh the kernel's.

    Raises as `BuildClient.build` does, as for outlines that cross themselves, and RequestError for no planes or too
    many.
    """
    read_planes(planes_text(planes))
    found = [list(_cuts(mesh, plane)) for plane in planes]
    told = [tuple((cut.look.name, cut.area) for cut in cuts if cut.faces) for cuts in found]
    shown = _bounded([cut for cuts in found for cut in cuts if cut.faces], _FINEST * _diagonal(mesh))
    flat = _built(build, shown, cancel) if shown else only(mesh, ())
    try:
        made = list(caps_in(flat, planes, told))
    except GeometryError as error:
        raise BadAnswer(f"the service answered with other caps: {error}", url=build.source) from None
    return tuple(replace(cap, open=sum(cut.open for cut in cuts)) for cap, cuts in zip(made, found, strict=True))


def _cuts(mesh: Mesh, plane: Plane) -> Iterator[_Cut]:
    """Each part of the mesh, which may be several groups, in the look of the first."""
    parts: dict[object, list[Group]] = {}
    for number, group in enumerate(mesh.groups or (Group("", 0, len(mesh.triangles)),)):
        parts.setdefault(("alone", number) if group.part is None else group.part, []).append(group)
    for groups in parts.values():
        triangles = [mesh.triangles[group.start : group.start + group.count] for group in groups]
        yield _Cut.of(Mesh(mesh.vertices, np.concatenate(triangles)), look_of(groups[0]), plane)


def _bounded(cuts: list[_Cut], tolerance: float) -> list[_Cut]:
    found = [cut.coarser(tolerance) for cut in cuts]
    while _too_many([len(loop) for cut in found for loop in cut.loops]):
        tolerance *= _COARSER
        found = [cut.coarser(tolerance) for cut in cuts]
    return found


def _too_many(corners: Sequence[int]) -> bool:
    return sum(corners) > MAX_POINTS or max(corners, default=0) > MAX_LOOP_POINTS


def _built(build: BuildClient, cuts: Sequence[_Cut], cancel: threading.Event | None) -> Mesh:
    loops = [
        (cap, is_hole, loop)
        for cap, cut in enumerate(cuts)
        for outer, holes in cut.faces
        for is_hole, loop in [(0, cut.loops[outer]), *((1, cut.loops[hole]) for hole in holes)]
    ]
    rows = np.array([(cap, is_hole, len(loop)) for cap, is_hole, loop in loops], np.int64)
    points = np.concatenate([loop for _, _, loop in loops])
    looks = [(cut.look.name, [*cut.look.rgb, cut.look.opacity] if cut.look.color else None) for cut in cuts]
    script = _CAPS.format(normals=json.dumps([cut.plane.normal for cut in cuts]), looks=json.dumps(looks))
    files = {"points.npy": _saved(points), "loops.npy": _saved(rows)}
    return build.build(BuildRequest.of(script=script, type="GLB", files=files), cancel=cancel).mesh


def _saved(array: NDArray[np.float64] | NDArray[np.int64]) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()


def _diagonal(mesh: Mesh) -> float:
    box = mesh.bounding_box
    return math.dist(box[:3], box[3:])
