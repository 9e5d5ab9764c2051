"""From a shape to arrays and to a GLB: this package next to the bare calls of the kernel, side by side in one run.

    python benchmarks/bench_arrays.py [model ...]

The eleven models, each without a mesh at the start of every run. "Mesher" is the kernel's fast mesher alone, called on
the whole shape. "Filled" adds the kernel's own extraction of triangles, normals and boundaries, "glTF" its glTF writer
instead, with which this package reads. "Ours" is everything from the shape to checked arrays with normals, edges and
face numbers, in three steps: mesh, read and, to the bytes of a GLB, encode. "Again" is the same once more while the
process has the meshes. The ratio is ours without encoding to mesher and extraction. CPU time, median of five.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cadquery as cq
from eleven_models import MODELS
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.IMeshTools import IMeshTools_MeshAlgoType, IMeshTools_Parameters
from OCP.OSD import OSD_ThreadPool
from OCP.StdPrs import StdPrs_ShadedShape

from cadwidgets.service.builds import body_meshes
from cadwidgets.service.builds.exporters.meshes import mesh_bytes
from cadwidgets.service.builds.kept_meshes import KeptMeshes
from cadwidgets.service.builds.kernel_arrays import read_arrays
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions

RUNS = 5
ANGLE = 0.1


def bare(shape: cq.Shape) -> None:
    parameters = IMeshTools_Parameters()
    parameters.MeshAlgo = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
    parameters.Deflection, parameters.Angle, parameters.Relative, parameters.InParallel = 0.1, ANGLE, True, False
    BRepMesh_IncrementalMesh(shape.wrapped, parameters)


def filled(shape: cq.Shape) -> None:
    StdPrs_ShadedShape.FillTriangles_s(shape.wrapped)
    StdPrs_ShadedShape.FillFaceBoundaries_s(shape.wrapped)


class Times:
    """Milliseconds of CPU time by name, of several runs."""

    def __init__(self) -> None:
        self.runs: list[dict[str, float]] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        self.runs[-1][name] = self.runs[-1].get(name, 0.0) + 1e3 * (time.process_time() - start)

    def median(self, name: str) -> float:
        return statistics.median(run[name] for run in self.runs)


def measure(make: Callable[[], cq.Shape], folder: Path) -> Times:
    times, options, shape = Times(), WriteOptions(angle=ANGLE), make()
    for _ in range(RUNS):
        times.runs.append({})
        BRepTools.Clean_s(shape.wrapped)
        with times.stage("mesher"):
            bare(shape)
        with times.stage("filled"):
            filled(shape)
        BRepTools.Clean_s(shape.wrapped)
        bare(shape)
        with times.stage("glTF"):
            read_arrays(shape.wrapped, folder)
        BRepTools.Clean_s(shape.wrapped)
        body_meshes.KEPT = KeptMeshes(1 << 30)
        with times.stage("ours"):
            parts = tessellate([Part(shape)], options, folder, times.stage, detailed=True)
        with times.stage("encode"):
            mesh_bytes("GLB", parts, "mm", options)
        with times.stage("again"):
            again = tessellate([Part(shape)], options, folder, detailed=True)
            mesh_bytes("GLB", again, "mm", options)
    return times


def main(names: list[str]) -> None:
    OSD_ThreadPool.DefaultPool_s().Init(1)
    columns = ("mesher", "filled", "glTF", "ours", "mesh", "read", "encode", "again")
    print(f"CPU ms, angle {ANGLE}, cadquery {cq.__version__}; median of {RUNS}")
    print(f"{'':12}" + "".join(f"{name:>9}" for name in columns) + f"{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or MODELS:
            times = measure(MODELS[name], Path(folder))
            ratio = times.median("ours") / (times.median("mesher") + times.median("filled"))
            figures = "".join(f"{times.median(column):9.2f}" for column in columns)
            print(f"{name:12}{figures}{ratio:8.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
