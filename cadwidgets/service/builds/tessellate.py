"""Triangles of a shape as arrays: meshed once, read in bulk, one mesh for each solid.

The fast triangulation of OCCT (Delabella) is tried first. Triangles come out through OCCT's own binary STL
writer, a public route that costs a few per cent of the meshing and never walks over triangles in Python.
"""

from __future__ import annotations

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
from OCP.StlAPI import StlAPI_Writer
from OCP.TopAbs import TopAbs_FACE, TopAbs_SOLID
from OCP.TopExp import TopExp_Explorer

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.service.builds.failures import Failure

DEFLECTION = 0.1
"""Largest distance of the mesh from a curve, as a share of an edge's size: CadQuery's own value."""
ANGLE = 0.1
"""Largest angle between neighbouring segments, in radians: CadQuery's own value."""

_RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_HEADER_BYTES = 84
_FAST = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
_THOROUGH = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Watson


def tessellate(shape: cq.Shape, folder: Path) -> list[Mesh]:
    """One welded mesh for each solid, and one for the faces that belong to none; ``folder`` takes scratch files.

    Raises Failure of kind ``geometry`` when there is no triangle.
    """
    bodies = _bodies(shape)
    status, meshes = _meshes(shape, bodies, folder, _FAST)
    if status or not _closed(bodies, meshes):
        status, others = _meshes(shape, bodies, folder, _THOROUGH)
        if not status and _closed(bodies, others):
            meshes = others
    filled = [mesh for mesh in meshes if len(mesh.triangles)]
    if not filled:
        raise Failure("geometry", "the model has no surface that could be divided into triangles")
    return filled


def _meshes(shape: cq.Shape, bodies: list[cq.Shape], folder: Path, algorithm: Any) -> tuple[int, list[Mesh]]:
    status = _mesh(shape, algorithm)
    return status, [_read(body, folder / "scratch.stl") for body in bodies]


def _mesh(shape: cq.Shape, algorithm: Any) -> int:
    """Mesh afresh in this thread; the kernel's status, 0 for success."""
    BRepTools.Clean_s(shape.wrapped)
    parameters = IMeshTools_Parameters()
    parameters.MeshAlgo = algorithm
    parameters.Deflection = DEFLECTION
    parameters.Angle = ANGLE
    parameters.Relative = True
    parameters.InParallel = False
    status: int = BRepMesh_IncrementalMesh(shape.wrapped, parameters).GetStatusFlags()
    return status


def _bodies(shape: cq.Shape) -> list[cq.Shape]:
    """The solids, then the faces outside of solids as one compound, if there are any."""
    explorer = TopExp_Explorer(shape.wrapped, TopAbs_FACE, TopAbs_SOLID)
    loose = []
    while explorer.More():
        loose.append(cq.Face(explorer.Current()))
        explorer.Next()
    return [*shape.Solids(), *([cq.Compound.makeCompound(loose)] if loose else [])]


def _closed(bodies: list[cq.Shape], meshes: list[Mesh]) -> bool:
    return all(mesh.is_watertight for body, mesh in zip(bodies, meshes, strict=True) if isinstance(body, cq.Solid))


def _read(body: cq.Shape, scratch: Path) -> Mesh:
    """The triangles of a meshed body. The writer leaves no file, and says nothing, when there are none."""
    scratch.unlink(missing_ok=True)
    writer = StlAPI_Writer()
    writer.ASCIIMode = False
    writer.Write(body.wrapped, str(scratch))
    if not scratch.exists():
        return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.uint32))
    if (scratch.stat().st_size - _HEADER_BYTES) % _RECORD.itemsize:
        raise OSError(f"the kernel could not write {scratch.name} in full")
    corners = np.fromfile(scratch, _RECORD, offset=_HEADER_BYTES)["corners"].reshape(-1, 3)
    scratch.unlink()
    return Mesh(corners, np.arange(len(corners), dtype=np.uint32).reshape(-1, 3)).welded()
