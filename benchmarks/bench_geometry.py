"""How fast bytes become arrays and back: this package next to the obvious way, side by side in one run.

    python benchmarks/bench_geometry.py [triangles]

Every figure is the least CPU time of three runs, since a busy machine only ever adds. The ratio says how many times
longer the obvious way takes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from timing import least_cpu_seconds

from cadwidgets.geometry.amf import read_amf, write_amf
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.picture import render_png
from cadwidgets.geometry.stl import TRIANGLE, read_stl, write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import read_tjs, write_tjs

RUNS = 3
MIXED_SHARE = 0.5
"""Half of the faces of the mixed stream are quads."""


def bumpy_sheet(triangles: int) -> Mesh:
    """About so many triangles over a regular grid, every vertex shared by six."""
    side = int((triangles / 2) ** 0.5) + 1
    x, y = np.meshgrid(np.linspace(0, 100, side), np.linspace(0, 100, side))
    points = np.stack([x, y, np.sin(x) * np.cos(y)], axis=-1).reshape(-1, 3)
    number = np.arange(side * side).reshape(side, side)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    halves = [np.stack(half, axis=-1).reshape(-1, 3) for half in ((a, b, c), (a, c, d))]
    return Mesh(points.astype(np.float32), np.concatenate(halves).astype(np.uint32))


def loose(mesh: Mesh) -> Mesh:
    """The same triangles without shared vertices."""
    corners = mesh.vertices[mesh.triangles].reshape(-1, 3)
    return Mesh(corners, np.arange(len(corners), dtype=np.uint32).reshape(-1, 3))


def plain_ascii_stl_text(mesh: Mesh) -> str:
    """One formatting per triangle, no normals."""
    facet = "facet normal 0 0 0\nouter loop\n" + "vertex {} {} {}\n" * 3 + "endloop\nendfacet\n"
    return "".join(facet.format(*numbers) for numbers in mesh.vertices[mesh.triangles].reshape(-1, 9).tolist())


def mixed_tjs(mesh: Mesh) -> bytes:
    """Triangles and quads by turns, so that no two neighbouring faces have the same mask."""
    one, two = mesh.triangles[::2], mesh.triangles[1::2]
    count = min(len(one), len(two))
    zeros = np.zeros((count, 1), np.uint32)
    faces = np.concatenate([zeros, one[:count], zeros + 1, two[:count], two[:count, :1]], axis=1)
    return json.dumps({"vertices": mesh.vertices.reshape(-1).tolist(), "faces": faces.reshape(-1).tolist()}).encode()


def plain_tjs(data: bytes) -> tuple[np.ndarray, np.ndarray]:
    """json.loads and a loop over the faces."""
    document = json.loads(data)
    faces, triangles, at = document["faces"], [], 0
    while at < len(faces):
        if faces[at] & 1:
            a, b, c, d = faces[at + 1 : at + 5]
            triangles += [(a, b, d), (b, c, d)]
            at += 5
        else:
            triangles.append(tuple(faces[at + 1 : at + 4]))
            at += 4
    return np.array(document["vertices"], np.float32).reshape(-1, 3), np.array(triangles, np.uint32)


def plain_tjs_text(mesh: Mesh) -> bytes:
    faces = [index for triangle in mesh.triangles.tolist() for index in (0, *triangle)]
    return json.dumps({"vertices": mesh.vertices.reshape(-1).tolist(), "faces": faces}).encode()


def plain_binary_stl(data: bytes) -> np.ndarray:
    """The records alone: the limit, not an obvious way."""
    return np.frombuffer(data, TRIANGLE, offset=84)["corners"].copy()


def plain_ascii_stl(data: bytes) -> np.ndarray:
    """A loop over the lines."""
    lines = (line.split() for line in data.decode().splitlines())
    return np.array([[float(word) for word in words[1:]] for words in lines if words[0] == "vertex"], np.float32)


def plain_stl_records(mesh: Mesh) -> bytes:
    records = np.zeros(len(mesh.triangles), TRIANGLE)
    for record, triangle in zip(records, mesh.triangles, strict=True):
        record["corners"] = mesh.vertices[triangle]
    return records.tobytes()


def plain_amf(mesh: Mesh) -> str:
    """One formatting per vertex and per triangle."""
    vertices = [
        f"<vertex><coordinates><x>{x}</x><y>{y}</y><z>{z}</z></coordinates></vertex>"
        for x, y, z in mesh.vertices.tolist()
    ]
    triangles = [f"<triangle><v1>{a}</v1><v2>{b}</v2><v3>{c}</v3></triangle>" for a, b, c in mesh.triangles.tolist()]
    return "\n".join(vertices + triangles)


def plain_weld(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    points, place = np.unique(mesh.vertices, axis=0, return_inverse=True)
    return points, place


def plain_edges(mesh: Mesh) -> dict[tuple[int, int], list[int]]:
    """A dictionary from edges to triangles: only the table, not yet the angles."""
    edges: dict[tuple[int, int], list[int]] = {}
    for number, (a, b, c) in enumerate(mesh.triangles.tolist()):
        for one, two in ((a, b), (b, c), (c, a)):
            edges.setdefault((min(one, two), max(one, two)), []).append(number)
    return edges


def compare(name: str, ours: Callable[[], Any], plain: Callable[[], Any] | None, what: str) -> None:
    mine = least_cpu_seconds(ours, RUNS)
    if plain is None:
        print(f"{name:34}{mine * 1e3:10.1f} ms")
        return
    other = least_cpu_seconds(plain, RUNS)
    print(f"{name:34}{mine * 1e3:10.1f} ms{other * 1e3:12.1f} ms{other / mine:9.1f}x  {what}")


def main(triangles: int) -> None:
    sheet = bumpy_sheet(triangles)
    soup = loose(sheet)
    binary, text, uniform, mixed = write_stl(sheet), write_ascii_stl(sheet), write_tjs(sheet), mixed_tjs(sheet)
    xml, shaded = write_amf([sheet]), sheet.with_normals()
    glb = write_glb([shaded])
    print(f"{len(sheet.triangles)} triangles, numpy {np.__version__}; least CPU time of {RUNS}")
    print(f"{'':34}{'ours':>13}{'obvious':>15}{'ratio':>10}")
    compare("read TJS, one mask", lambda: read_tjs(uniform), lambda: plain_tjs(uniform), "json.loads, loop over faces")
    compare(
        "read TJS, alternating masks", lambda: read_tjs(mixed), lambda: plain_tjs(mixed), "json.loads, loop over faces"
    )
    compare("write TJS", lambda: write_tjs(sheet), lambda: plain_tjs_text(sheet), "lists, json.dumps")
    compare("read binary STL", lambda: read_stl(binary), lambda: plain_binary_stl(binary), "the records alone (limit)")
    compare("read ASCII STL", lambda: read_stl(text), lambda: plain_ascii_stl(text), "loop over lines")
    compare(
        "write binary STL",
        lambda: write_stl(sheet),
        lambda: plain_stl_records(sheet),
        "loop over triangles, no normals",
    )
    compare("read AMF", lambda: read_amf(xml), None, "")
    compare(
        "write AMF (welds first)",
        lambda: write_amf([sheet]),
        lambda: plain_amf(sheet),
        "a format per triangle, no weld",
    )
    compare("write AMF, zipped", lambda: write_amf([sheet], zip=True), None, "")
    compare("write 3MF (welds first)", lambda: write_3mf([sheet]), None, "")
    compare(
        "write ASCII STL", lambda: write_ascii_stl(sheet), lambda: plain_ascii_stl_text(sheet), "a format per triangle"
    )
    compare("write GLB", lambda: write_glb([shaded]), None, "")
    compare("read GLB", lambda: read_glb(glb), None, "")
    compare("draw PNG, 400 x 300", lambda: render_png([shaded], 400, 300), None, "")
    compare("weld, exact", lambda: soup.welded(0), lambda: plain_weld(soup), "numpy.unique(axis=0)")
    compare("weld, tolerance", lambda: soup.welded(), None, "")
    compare("feature edges", lambda: soup.feature_edges(), lambda: plain_edges(sheet), "dictionary of edges, no angles")
    compare("creased normals", lambda: soup.with_normals(), None, "")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
