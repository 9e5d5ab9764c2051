"""How fast a built shape becomes a file: this package next to CadQuery's own exporters, side by side in one run.

    python benchmarks/bench_export.py

Every figure is CPU time. Both get the same shape and the same tolerances, CadQuery's defaults unless said otherwise,
and both write files to a temporary folder. The shapes come to more than 50,000 triangles.

"With meshing" is what a user waits for, from the bare shape to the file: `cadquery.exporters.export` against this
package's `export`. CadQuery meshes with OCCT's default algorithm, this package with its fast one, and checks that
solids are closed.

"From a mesh" is the writers alone, the shape having its mesh: CadQuery's exporters, which find and use it, against
this package's reading from the kernel and its writer. CadQuery's exporters of STL and GLB mesh again all the same,
unless the kernel finds the mesh good enough: that they do is part of what they cost.

Targets: TJS 25 and AMF 8 times CadQuery from a mesh, STL 3 times with meshing. The balls, whose few faces the fast
algorithm meshes hardly faster, show where the limit of that is. Least of three runs; CadQuery's exporters run once,
since they take up to a minute.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import cadquery as cq
from OCP.BRepTools import BRepTools
from OCP.OSD import OSD_ThreadPool
from timing import least_cpu_seconds

from cadwidgets.geometry.placed_parts import PlacedPart
from cadwidgets.service.builds import body_meshes
from cadwidgets.service.builds.bodies import Body
from cadwidgets.service.builds.export import export
from cadwidgets.service.builds.exporters.meshes import mesh_bytes
from cadwidgets.service.builds.kept_meshes import KeptMeshes
from cadwidgets.service.builds.kernel_arrays import read_arrays
from cadwidgets.service.builds.meshing import FAST, Fineness, clean, mesh
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions

RUNS = 3
TOLERANCE = 0.1
OUTPUTS = ("TJS", "AMF", "STL", "3MF", "GLB")
WITH_MESHING = ("TJS", "STL")


def brick() -> cq.Shape:
    """A toy brick with 10 by 10 bumps and 81 tubes below them."""
    pitch, bumps = 8.0, 10
    body = cq.Workplane().box(bumps * pitch - 0.2, bumps * pitch - 0.2, 9.6).faces("<Z").shell(-1.5)
    body = body.faces(">Z").workplane().rarray(pitch, pitch, bumps, bumps).circle(2.4).extrude(1.8)
    tubes = body.faces("<Z").workplane(invert=True).rarray(pitch, pitch, bumps - 1, bumps - 1)
    return tubes.circle(3.25).circle(2.4).extrude(8.1).val()


def plate() -> cq.Shape:
    """A plate with 20 by 20 holes."""
    return cq.Workplane().box(210, 210, 5).faces(">Z").workplane().rarray(10, 10, 20, 20).hole(4).val()


def balls() -> cq.Shape:
    """Eight balls: few faces, of many triangles each."""
    ball = cq.Solid.makeSphere(4, angleDegrees1=-90)
    return cq.Compound.makeCompound([ball.copy().moved(cq.Location((10 * number, 0, 0))) for number in range(8)])


def cadquery_export(shape: cq.Shape, output: str, angle: float, path: Path) -> None:
    """As `cadquery.exporters.export` does it; GLB it writes from an assembly alone."""
    if output == "GLB":
        cq.Assembly(shape).export(str(path), "GLTF", tolerance=TOLERANCE, angularTolerance=angle)
    else:
        cq.exporters.export(cq.Workplane(shape), str(path), output, TOLERANCE, angle)


def compare(name: str, shape: cq.Shape, angle: float, folder: Path) -> None:
    parts, options = [Part(shape)], WriteOptions(angle=angle)
    meshes = [part.flattened() for part in tessellate(parts, options, folder)]
    print(f"\n{name}, angle {angle}: {sum(len(mesh.triangles) for mesh in meshes):,} triangles")
    print(f"{'':20}{'ours':>12}{'CadQuery':>14}{'ratio':>9}")
    for output in WITH_MESHING:
        _print_row(f"{output} with meshing", *_with_meshing(shape, output, options, folder))
    for output in OUTPUTS:
        _print_row(f"{output} from a mesh", *_from_a_mesh(shape, output, options, folder))


def _with_meshing(shape: cq.Shape, output: str, options: WriteOptions, folder: Path) -> tuple[float, float]:
    def clean() -> None:
        BRepTools.Clean_s(shape.wrapped)
        body_meshes.KEPT = KeptMeshes(0)

    def ours() -> None:
        export([Part(shape)], "mm", output, options, folder, lambda stage: nullcontext())

    path = folder / f"plain.{output.lower()}"
    plain = least_cpu_seconds(lambda: cadquery_export(shape, output, options.angle, path), 1, clean)
    return least_cpu_seconds(ours, RUNS, clean), plain


def _from_a_mesh(shape: cq.Shape, output: str, options: WriteOptions, folder: Path) -> tuple[float, float]:
    """Ours: from the mesh in the kernel to the file, without making and without checking the mesh."""
    parts = tessellate([Part(shape)], options, folder, detailed=output == "GLB")
    _mesh(shape, options.angle)
    path = folder / f"plain.{output.lower()}"
    reading = least_cpu_seconds(lambda: read_arrays(shape.wrapped, folder), RUNS)
    writing = least_cpu_seconds(lambda: path.write_bytes(mesh_bytes(output, _afresh(parts), "mm", options)), RUNS)
    plain = least_cpu_seconds(lambda: cadquery_export(shape, output, options.angle, path), 1)
    return reading + writing, plain


def _mesh(shape: cq.Shape, angle: float) -> None:
    """The kernel's own mesh, which CadQuery's exporters find."""
    clean([Body.of(shape.wrapped, True)])
    mesh(Body.of(shape.wrapped, True), Fineness(0.0, angle, 0.0), FAST)


def _afresh(parts: Sequence[PlacedPart]) -> list[PlacedPart]:
    """The parts as they are when nothing of them was encoded yet."""
    return [
        replace(part, pieces=tuple(replace(piece, shared=replace(piece.shared)) for piece in part.pieces))
        for part in parts
    ]


def _print_row(name: str, ours: float, plain: float) -> None:
    print(f"{name:20}{ours * 1e3:9.1f} ms{plain * 1e3:11.1f} ms{plain / ours:8.1f}x", flush=True)


def main() -> None:
    OSD_ThreadPool.DefaultPool_s().Init(1)  # CadQuery's STL exporter would use all cores, which CPU time counts anyway
    print(f"CPU time, cadquery {cq.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        for name, shape, angle in (
            ("brick of 10 x 10 bumps", brick(), 0.1),
            ("plate with 400 holes", plate(), 0.2),
            ("eight balls", balls(), 0.1),
        ):
            compare(name, shape, angle, Path(folder))


if __name__ == "__main__":
    main()
