"""Our side, and whatever else runs in our Python: the kernel's bare calls and CadQuery's own ways.

A program for `sides.Side`. Seconds are CPU time of this process. Before each turn the shape loses its mesh, uncounted.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import cadquery as cq
from OCP.BinTools import BinTools
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.IMeshTools import IMeshTools_MeshAlgoType, IMeshTools_Parameters
from OCP.StdPrs import StdPrs_ShadedShape
from sides import serve
from sixteen_models import ALL
from timing import cpu_seconds
from worker_calls import build, forget_meshes, plain, send

from cadwidgets.geometry.glb import read_glb
from cadwidgets.service.builds.exporters.meshes import mesh_bytes
from cadwidgets.service.builds.kernel_arrays import count_per_face
from cadwidgets.service.builds.run import prepare
from cadwidgets.service.builds.shapes import Part, bounding_box
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions

Answer = dict[str, Any]


@cache
def made(name: str) -> cq.Shape:
    return ALL[name]()


def model(name: str, path: str, deviation: float) -> Answer:
    """Make a model and leave it at ``path`` for the other side.

    ``deflection`` is an absolute length for all sides, as jupyter-cadquery derives it from its ``deviation``: the mean
    of the box's sides, times the deviation, over a hundred.
    """
    seconds = cpu_seconds(lambda: made(name))
    BinTools.Write_s(made(name).wrapped, path)
    low_x, low_y, low_z, high_x, high_y, high_z = bounding_box(made(name))
    sides = high_x - low_x + high_y - low_y + high_z - low_z
    deflection = float(f"{sides / 300 * deviation:.3g}")
    return {"seconds": seconds, "faces": len(made(name).Faces()), "deflection": deflection}


def ours(name: str, deflection: float, angle: float) -> Answer:
    """As a worker does it for the viewer: triangles, exact normals, edges, the face of each triangle; closed."""
    options, parts = WriteOptions(deflection=deflection, angle=angle), []
    forget_meshes()
    BRepTools.Clean_s(made(name).wrapped)
    with tempfile.TemporaryDirectory() as folder:
        seconds = cpu_seconds(lambda: parts.extend(_tessellated(made(name), options, folder)))
    return {"seconds": seconds, "triangles": sum(len(part.flattened().triangles) for part in parts)}


def _tessellated(shape: cq.Shape, options: WriteOptions, folder: str) -> list[Any]:
    return tessellate([Part(shape)], options, Path(folder), detailed=True)


def bare(name: str, deflection: float, angle: float) -> Answer:
    """The kernel alone: the fast mesher, then triangles with normals and edges, which stay in the kernel's memory."""
    shape = made(name).wrapped
    BRepTools.Clean_s(shape)

    def run() -> None:
        parameters = IMeshTools_Parameters()
        parameters.MeshAlgo = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
        parameters.Deflection, parameters.Angle = deflection, angle
        parameters.Relative = parameters.InParallel = False
        BRepMesh_IncrementalMesh(shape, parameters)
        StdPrs_ShadedShape.FillTriangles_s(shape)
        StdPrs_ShadedShape.FillFaceBoundaries_s(shape)

    return {"seconds": cpu_seconds(run), "triangles": int(count_per_face(shape)[1].sum())}


def cadquery(name: str, deflection: float, angle: float) -> Answer:
    """CadQuery's mesher (the kernel's default one), then ``Shape.tessellate``: points and triangles, nothing else.

    ``tessellate`` knows only a deflection relative to each edge; the mesh made before gives it the others' triangles.
    """
    shape = made(name)
    BRepTools.Clean_s(shape.wrapped)
    found: list[Any] = []

    def run() -> None:
        BRepMesh_IncrementalMesh(shape.wrapped, deflection, False, angle, False)
        found.extend(shape.tessellate(deflection, angle))

    seconds = cpu_seconds(run)
    return {"seconds": seconds, "triangles": len(found[1])}


def stages(name: str, deflection: float, angle: float) -> Answer:
    """CPU seconds of each stage from the model's function to arrays in a reader, and the bytes between them."""
    options = WriteOptions(deflection=deflection, angle=angle)
    shapes: list[cq.Shape] = []
    script = cpu_seconds(lambda: shapes.append(ALL[name]()))
    mesher = bare(name, deflection, angle)["seconds"]
    forget_meshes()
    BRepTools.Clean_s(shapes[0].wrapped)
    parts: list[Any] = []
    written: list[bytes] = []
    with tempfile.TemporaryDirectory() as folder:
        arrays = cpu_seconds(lambda: parts.extend(_tessellated(shapes[0], options, folder)))
    write = cpu_seconds(lambda: written.append(mesh_bytes("GLB", parts, "mm", options)))
    read = cpu_seconds(lambda: read_glb(written[0]))
    return {"run": script, "kernel": mesher, "mesh": arrays, "write": write, "decode": read, "bytes": len(written[0])}


if __name__ == "__main__":
    prepare()
    serve(
        {
            "model": model,
            "ours": ours,
            "bare": bare,
            "cadquery": cadquery,
            "send": send,
            "build": build,
            "plain": plain,
            "stages": stages,
        }
    )
