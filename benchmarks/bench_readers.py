"""Readers beside what limits them, in one process: medians of processor time, their ratio, and its goal.

    python benchmarks/bench_readers.py [triangles] [path of stl-reader's site-packages]

Each pair runs by turns, so that a busy machine slows both. ``stl-reader`` (PyPI) is compared with where it is installed
or its folder is given. At the end the growth: the exponent of the time over the number of triangles, 1 being linear.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from bench_geometry import bumpy_sheet, loose

from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.geometry.stl import TRIANGLE, read_stl, write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.tjs import read_tjs, write_tjs

RUNS = 5
SIZES = (30_000, 100_000, 300_000, 1_000_000)


def seconds(action: Callable[[], Any]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def compare(name: str, ours: Callable[[], Any], other: Callable[[], Any], goal: float, what: str) -> None:
    """One line: both medians and their ratio, which should not be above the goal."""
    rounds = [(seconds(ours), seconds(other)) for _ in range(RUNS + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    kept = "kept" if mine <= goal * theirs else "missed"
    print(
        f"{name:28}{mine * 1e3:9.1f} ms{theirs * 1e3:9.1f} ms  {mine / theirs:6.3f} goal {goal:5.3f} {kept:7} of {what}"
    )


def cadquery_tjs(mesh: Mesh) -> bytes:
    """The layout of CadQuery's exporter: mask 0 before every face, numbers as Python prints them."""
    faces = np.insert(mesh.triangles, 0, 0, axis=1).reshape(-1).tolist()
    document = {"metadata": {"formatVersion": 3, "vertices": len(mesh.vertices), "faces": len(mesh.triangles)}}
    lists = {"vertices": mesh.vertices.astype(float).reshape(-1).tolist(), "morphTargets": [], "normals": []}
    return json.dumps(document | {"scale": 1.0, "materials": []} | lists | {"uvs": [[]], "faces": faces}).encode()


def corners_of_file(path: Path) -> np.ndarray:
    """A binary STL's corners in one contiguous array, unchecked."""
    return np.ascontiguousarray(np.fromfile(path, TRIANGLE, offset=84)["corners"])


def exponent(make: Callable[[Mesh], Any], read: Callable[[Any], Any]) -> float:
    """The slope of the logarithm of the time over that of the size."""
    times = []
    for size in SIZES:
        given = make(bumpy_sheet(size))
        times.append(statistics.median(seconds(lambda given=given: read(given)) for _ in range(3)))
    return float(np.polyfit(np.log(SIZES), np.log(times), 1)[0])


def compare_readers(sheet: Mesh, folder: Path) -> None:
    soup, own, foreign = loose(sheet), write_tjs(sheet), cadquery_tjs(sheet)
    path, text_path = folder / "binary.stl", folder / "text.stl"
    path.write_bytes(write_stl(sheet))
    text = write_ascii_stl(sheet).replace(b"solid\n", b"solid part\n", 1)  # stl-reader asks for a name
    text_path.write_bytes(text)
    compare("TJS, our own", lambda: read_tjs(own), lambda: orjson.loads(own), 0.5, "orjson.loads")
    compare("TJS, CadQuery's", lambda: read_tjs(foreign), lambda: orjson.loads(foreign), 0.5, "orjson.loads")
    compare("binary STL, a file", lambda: read_mesh(path), lambda: corners_of_file(path), 1.2, "numpy.fromfile, copied")
    if importlib.util.find_spec("stl_reader"):
        import stl_reader

        compare("ASCII STL", lambda: read_mesh(text_path), lambda: stl_reader.read(str(text_path)), 1.0, "stl-reader")
    else:
        print("ASCII STL: stl-reader is not installed")
    unique = lambda: np.unique(soup.vertices, axis=0)  # noqa: E731
    compare("weld, equal points", lambda: soup.welded(0.0), unique, 0.1, "numpy.unique(axis=0)")
    compare("weld, default", lambda: soup.welded(), unique, 0.1, "numpy.unique(axis=0)")


def show_growth() -> None:
    growth: dict[str, tuple[Callable[[Mesh], Any], Callable[[Any], Any]]] = {
        "read TJS": (write_tjs, read_tjs),
        "read binary STL": (write_stl, read_stl),
        "read ASCII STL": (write_ascii_stl, read_stl),
        "read GLB": (lambda mesh: write_glb([mesh]), read_glb),
        "write TJS": (lambda mesh: mesh, write_tjs),
        "write binary STL": (lambda mesh: mesh, write_stl),
        "write ASCII STL": (lambda mesh: mesh, write_ascii_stl),
        "write GLB": (lambda mesh: mesh, lambda mesh: write_glb([mesh])),
        "weld": (loose, lambda mesh: mesh.welded()),
        "feature edges": (loose, lambda mesh: mesh.feature_edges()),
        "normals": (loose, lambda mesh: mesh.with_normals()),
    }
    for name, (make, act) in growth.items():
        print(f"{name:28}grows with the power {exponent(make, act):5.2f} of the triangles")


def main(triangles: int) -> None:
    print(f"{triangles} triangles, numpy {np.__version__}; medians of {RUNS}")
    with tempfile.TemporaryDirectory() as folder:
        compare_readers(bumpy_sheet(triangles), Path(folder))
    show_growth()


if __name__ == "__main__":
    sys.path += sys.argv[2:]
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
