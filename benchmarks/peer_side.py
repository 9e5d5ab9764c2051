"""jupyter-cadquery's side: its tessellator, in its own Python, which has no cadwidgets. A program for `sides.Side`.

The tessellator is called as jupyter-cadquery calls it, with the deflection that all sides get, but without the grouping
and the packing around it. It gives triangles, normals, edges, the number of triangles of each face, and also the types
of faces and edges and the points of vertices, which it cannot leave out. Its cache is never hit: each turn has another
key.
"""

from __future__ import annotations

import itertools
from functools import cache
from importlib.metadata import version
from typing import Any

from OCP.BinTools import BinTools
from OCP.BRepTools import BRepTools
from OCP.TopoDS import TopoDS_Shape
from ocp_tessellate.tessellator import tessellate
from sides import serve
from timing import cpu_seconds

_turns = itertools.count()


@cache
def read(path: str) -> TopoDS_Shape:
    shape = TopoDS_Shape()
    BinTools.Read_s(shape, path)
    return shape


def convert(path: str, deflection: float, angle: float, deviation: float) -> dict[str, Any]:
    """CPU seconds, of all threads: it meshes in parallel."""
    shape, found = read(path), []
    BRepTools.Clean_s(shape)
    turn = str(next(_turns))
    seconds = cpu_seconds(lambda: found.append(tessellate(shape, turn, deviation, deflection, angle)))
    return {"seconds": seconds, "triangles": len(found[0]["triangles"]) // 3}


def versions() -> dict[str, Any]:
    """What is compared with."""
    return {name: version(name) for name in ("jupyter_cadquery", "ocp-tessellate", "cadquery", "cadquery-ocp")}


if __name__ == "__main__":
    serve({"convert": convert, "versions": versions})
