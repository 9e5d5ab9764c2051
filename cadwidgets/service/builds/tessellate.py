"""From parts to triangles: meshed once, checked, one mesh for each part with a group for each of its solids.

The fast triangulation of OCCT (Delabella) is tried first, its default one (Watson) where the first leaves a solid open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cadquery as cq
import numpy as np
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.IMeshTools import (
    IMeshTools_MeshAlgoType,
    IMeshTools_Parameters,
)
from OCP.TopAbs import TopAbs_FACE, TopAbs_SOLID
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS_Shape

from cadwidgets.contract.options import OPTION_PREFIX
from cadwidgets.errors import RequestError
from cadwidgets.geometry import topology
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.service.builds.caps import FINEST, MAX_TRIANGLES
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.kernel_arrays import count_per_face, read_arrays
from cadwidgets.service.builds.shapes import Part, bounding_box
from cadwidgets.service.builds.triangle_estimate import fewest_triangles
from cadwidgets.service.builds.triangulation import Triangulation
from cadwidgets.service.builds.write_options import WriteOptions

RELATIVE_DEFLECTION = 0.1
"""Largest distance of the mesh from a curve, as a share of an edge's size: CadQuery's own value."""

_FAST = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
_THOROUGH = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Watson


@dataclass(frozen=True, eq=False)
class _Model:
    """The bodies of all parts in one compound, in order; a body is a solid, or all faces outside of solids."""

    compound: TopoDS_Shape
    bodies: list[cq.Shape]
    parts: list[int]
    """The number of the part of each body."""

    @classmethod
    def of(cls, parts: Sequence[Part]) -> _Model:
        found = [_bodies(part.shape) for part in parts]
        bodies = [body for part in found for body in part]
        if not bodies:
            raise _no_surface()
        return cls(
            cq.Compound.makeCompound(bodies).wrapped,
            bodies,
            [number for number, part in enumerate(found) for _ in part],
        )


def tessellate(parts: Sequence[Part], options: WriteOptions, folder: Path, *, detailed: bool = False) -> list[Mesh]:
    """One `Mesh` for each part that has a face, with face numbers and a group for each solid; not welded.

    Faces are numbered from 0 in each part: those of its solids, then the others, in the kernel's order. ``detailed``
    adds the normals of the exact surface and the edges of the model. ``deflection``
    and ``angle`` of the options matter here. ``folder`` takes scratch files.

    Raises RequestError for a deflection that is too small and for too many triangles when an option asked for them,
    else Failure of kind ``geometry``, also when there is no triangle.
    """
    model = _Model.of(parts)
    _check_deflection(options, model)
    if not options.deflection:
        _check_count(fewest_triangles(model.compound, options.angle), options, "more than ")
    triangulation = _best(model, options, folder)
    return _split(triangulation, parts, model, detailed)


def _best(model: _Model, options: WriteOptions, folder: Path) -> Triangulation:
    solids = np.array([isinstance(body, cq.Solid) for body in model.bodies])
    status, first = _attempt(model, options, folder, _FAST)
    if first is not None and not status and first.is_closed(solids):
        return first
    status, second = _attempt(model, options, folder, _THOROUGH)
    if second is not None and (first is None or (not status and second.is_closed(solids))):
        return second
    if first is None:
        raise _no_surface()
    return first


def _attempt(model: _Model, options: WriteOptions, folder: Path, algorithm: Any) -> tuple[int, Triangulation | None]:
    """The kernel's status, 0 for success, and what it made, None when there is no triangle at all."""
    status = _mesh(model.compound, algorithm, options)
    vertices, triangles = count_per_face(model.compound)
    _check_count(int(triangles.sum()), options)
    if not triangles.any():
        return status, None
    arrays = read_arrays(model.compound, folder)
    faces = np.arange(len(triangles))
    if (len(arrays.vertices), len(arrays.triangles)) != (vertices.sum(), triangles.sum()):
        raise RuntimeError("the CAD kernel wrote other triangles than it made")
    # at a pole the kernel makes triangles of two equal points, which open the surface for readers that keep them
    kept = topology.distinct_corners(topology.weld(arrays.vertices, 0.0)[1][arrays.triangles])
    return status, Triangulation(
        arrays.vertices,
        arrays.normals,
        arrays.triangles[kept],
        vertex_face=np.repeat(faces, vertices),
        triangle_face=np.repeat(faces, triangles)[kept],
        face_body=np.repeat(np.arange(len(model.bodies)), [_count_faces(body) for body in model.bodies]),
    )


def _mesh(shape: TopoDS_Shape, algorithm: Any, options: WriteOptions) -> int:
    """Mesh afresh in this thread; the kernel's status, 0 for success."""
    BRepTools.Clean_s(shape)
    parameters = IMeshTools_Parameters()
    parameters.MeshAlgo = algorithm
    parameters.Deflection = options.deflection or RELATIVE_DEFLECTION
    parameters.Angle = options.angle
    parameters.Relative = not options.deflection
    parameters.InParallel = False
    status: int = BRepMesh_IncrementalMesh(shape, parameters).GetStatusFlags()
    return status


def _bodies(shape: cq.Shape) -> list[cq.Shape]:
    """The solids, then the faces outside of solids as one compound, if there are any."""
    explorer = TopExp_Explorer(shape.wrapped, TopAbs_FACE, TopAbs_SOLID)
    loose = []
    while explorer.More():
        loose.append(cq.Face(explorer.Current()))
        explorer.Next()
    return [*shape.Solids(), *([cq.Compound.makeCompound(loose)] if loose else [])]


def _count_faces(body: cq.Shape) -> int:
    explorer, count = TopExp_Explorer(body.wrapped, TopAbs_FACE), 0
    while explorer.More():
        count += 1
        explorer.Next()
    return count


def _split(found: Triangulation, parts: Sequence[Part], model: _Model, detailed: bool) -> list[Mesh]:
    """Everything stands in the order of the bodies, so that a part is a slice of each array."""
    first_body = np.searchsorted(model.parts, np.arange(len(parts) + 1))
    first_face = np.searchsorted(found.face_body, first_body)
    vertex = np.searchsorted(found.vertex_face, first_face)
    triangle = np.searchsorted(found.triangle_face, first_face)
    segments, bordered = found.edges if detailed else (None, None)
    meshes = []
    for number, part in enumerate(parts):
        nodes, mine = slice(*vertex[number : number + 2]), slice(*triangle[number : number + 2])
        if mine.start == mine.stop:
            continue
        bodies = found.face_body[found.triangle_face[mine]]
        edges = None
        if segments is not None and bordered is not None:
            edges = segments[slice(*np.searchsorted(bordered, first_face[number : number + 2]))]
        meshes.append(
            Mesh(
                found.vertices[nodes],
                found.triangles[mine] - found.triangles.dtype.type(nodes.start),
                normals=found.smooth_normals[nodes] if detailed else None,
                edges=edges,
                faces=found.triangle_face[mine] - first_face[number],
                groups=_groups(part, bodies),
            )
        )
    return meshes


def _groups(part: Part, bodies: Any) -> tuple[Group, ...]:
    """A group for each run of triangles of one body; ``bodies`` (m,) ascends."""
    starts = np.flatnonzero(np.diff(bodies, prepend=-1))
    counts = np.diff(starts, append=len(bodies))
    return tuple(
        Group(part.name, int(start), int(count), part.color, part.opacity)
        for start, count in zip(starts, counts, strict=True)
    )


def _check_deflection(options: WriteOptions, model: _Model) -> None:
    if not options.deflection:
        return
    box = bounding_box(cq.Shape.cast(model.compound))
    finest = FINEST * math.dist(box[:3], box[3:])
    if options.deflection < finest:
        raise RequestError(
            f"{OPTION_PREFIX}deflection {options.deflection:g} is too small for a model of this size",
            parameter=f"{OPTION_PREFIX}deflection",
            value=options.deflection,
            allowed=f"at least {finest:.3g}, or 0 for CadQuery's own default",
        )


def _check_count(triangles: int, options: WriteOptions, about: str = "") -> None:
    if triangles <= MAX_TRIANGLES:
        return
    message = f"the model comes to {about}{triangles:,} triangles, more than the {MAX_TRIANGLES:,} that are written"
    for name in ("deflection", "angle"):
        if name in options.given:
            raise RequestError(
                f"{message}: ask for a larger {OPTION_PREFIX}{name}",
                parameter=f"{OPTION_PREFIX}{name}",
                value=getattr(options, name),
                allowed=f"a value that gives at most {MAX_TRIANGLES:,} triangles",
            )
    advice = "choose a larger o.deflection or o.angle, or simplify the model"
    raise Failure("geometry", f"{message}: {advice}", limit=float(MAX_TRIANGLES))


def _no_surface() -> Failure:
    return Failure("geometry", "the model has no surface that could be divided into triangles")
