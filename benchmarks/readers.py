"""Readers beside what limits them: text and bytes into arrays, and equal points into one."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from bench_geometry import bumpy_sheet, loose
from report import Section, Table
from scale import Scale
from timing import cpu_seconds, growth_exponent, medians

from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.geometry.stl import TRIANGLE, read_stl, write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.tjs import read_tjs, write_tjs

_TEXT = """CPU time in milliseconds, medians of {rounds} rounds in which each pair takes turns, {triangles:,} triangles.
The right side does less: `orjson.loads` leaves lists of Python's numbers, the binary STL is read and copied unchecked,
and `numpy.unique` gives points without triangles.{peer} Below: the exponent e of time ~ triangles^e over
{sizes} triangles; 1 is in proportion."""

_Pair = tuple[str, Callable[[], Any], str, Callable[[], Any]]


def measure(scale: Scale, peer_python: str) -> Section:
    """The section of the page. stl-reader is taken from the packages of ``peer_python``, where they have it."""
    reader = _stl_reader(peer_python)
    sizes = [scale.read // 30, scale.read // 10, scale.read // 3, scale.read]
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(*pair, scale.rounds) for pair in _pairs(bumpy_sheet(scale.read), Path(folder), reader)]
    peer = "" if reader else " **stl-reader is left out of this run.**"
    text = _TEXT.format(
        rounds=scale.rounds,
        triangles=scale.read,
        peer=peer,
        sizes=" to ".join(f"{size:,}" for size in (sizes[0], sizes[-1])),
    )
    tables = [
        Table(("read", "ours", "other", "ours / other", "of"), rows),
        Table(("what", "exponent"), [[name, _exponent(sizes, make, act)] for name, make, act in _growing()]),
    ]
    return Section("From files to arrays", text, tables)


def _stl_reader(peer_python: str) -> Any:
    """The package stl_reader, a compiled reader of STL; None where it is not installed."""
    if peer_python:
        folders = Path(peer_python).parents[1].glob("lib/python3*/site-packages")
        sys.path += map(str, folders)  # last, so that all else is still our own
    try:
        import stl_reader
    except ImportError:
        return None
    return stl_reader


def _row(name: str, ours: Callable[[], Any], what: str, other: Callable[[], Any], rounds: int) -> list[object]:
    turns = [(cpu_seconds(ours), cpu_seconds(other)) for _ in range(rounds + 1)][1:]
    mine, theirs = medians(turns)
    return [name, 1e3 * mine, 1e3 * theirs, mine / theirs, what]


def cadquery_tjs(mesh: Mesh) -> bytes:
    """The layout of CadQuery's exporter: mask 0 before every face, numbers as Python prints them."""
    faces = np.insert(mesh.triangles, 0, 0, axis=1).reshape(-1).tolist()
    document = {"metadata": {"formatVersion": 3, "vertices": len(mesh.vertices), "faces": len(mesh.triangles)}}
    lists = {"vertices": mesh.vertices.astype(float).reshape(-1).tolist(), "morphTargets": [], "normals": []}
    return json.dumps(document | {"scale": 1.0, "materials": []} | lists | {"uvs": [[]], "faces": faces}).encode()


def corners_of_file(path: Path) -> np.ndarray:
    """A binary STL's corners in one contiguous array, unchecked."""
    return np.ascontiguousarray(np.fromfile(path, TRIANGLE, offset=84)["corners"])


def _pairs(sheet: Mesh, folder: Path, reader: Any) -> Iterator[_Pair]:
    """(Ours, what it does, the other's name, what that does)."""
    soup, own, foreign = loose(sheet), write_tjs(sheet), cadquery_tjs(sheet)
    path, text_path = folder / "binary.stl", folder / "text.stl"
    path.write_bytes(write_stl(sheet))
    text_path.write_bytes(write_ascii_stl(sheet).replace(b"solid\n", b"solid part\n", 1))  # stl-reader wants a name
    yield "TJS, our own", lambda: read_tjs(own), "orjson.loads", lambda: orjson.loads(own)
    yield "TJS, CadQuery's", lambda: read_tjs(foreign), "orjson.loads", lambda: orjson.loads(foreign)
    yield "binary STL, a file", lambda: read_mesh(path), "numpy.fromfile, copied", lambda: corners_of_file(path)
    if reader:
        yield "ASCII STL, a file", lambda: read_mesh(text_path), "stl-reader", lambda: reader.read(str(text_path))
    unique = lambda: np.unique(soup.vertices, axis=0)  # noqa: E731
    yield "weld equal points", lambda: soup.welded(0.0), "numpy.unique(axis=0)", unique
    yield "weld, default", lambda: soup.welded(), "numpy.unique(axis=0)", unique


def _growing() -> Iterator[tuple[str, Callable[[Mesh], Any], Callable[[Any], Any]]]:
    """(What it is, what is made of a mesh beforehand, what is done with that)."""
    yield "read TJS", write_tjs, read_tjs
    yield "read binary STL", write_stl, read_stl
    yield "read ASCII STL", write_ascii_stl, read_stl
    yield "read GLB", lambda mesh: write_glb([mesh]), read_glb
    yield "write TJS", lambda mesh: mesh, write_tjs
    yield "write binary STL", lambda mesh: mesh, write_stl
    yield "write ASCII STL", lambda mesh: mesh, write_ascii_stl
    yield "write GLB", lambda mesh: mesh, lambda mesh: write_glb([mesh])
    yield "weld", loose, lambda mesh: mesh.welded()
    yield "feature edges", loose, lambda mesh: mesh.feature_edges()
    yield "normals", loose, lambda mesh: mesh.with_normals()


def _exponent(sizes: list[int], make: Callable[[Mesh], Any], act: Callable[[Any], Any]) -> float:
    times = []
    for size in sizes:
        given = make(bumpy_sheet(size))
        times.append(statistics.median(cpu_seconds(lambda given=given: act(given)) for _ in range(3)))
    return growth_exponent(sizes, times)
