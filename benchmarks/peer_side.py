"""jupyter-cadquery's side, in its own Python, which has no cadwidgets. A program for `sides.Side`.

Its tessellator gives triangles, normals, edges, the number of triangles of each face, and also the types of faces and
edges and the points of vertices, which it cannot leave out. Its cache is never hit.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

import orjson
from OCP.BinTools import BinTools
from OCP.BRepTools import BRepTools
from OCP.TopoDS import TopoDS_Shape
from ocp_tessellate import tessellator
from ocp_tessellate.convert import tessellate_group, to_ocpgroup
from ocp_tessellate.utils import numpy_to_buffer_json
from sides import serve
from timing import cpu_seconds

_turns = itertools.count()


@cache
def read(path: str) -> TopoDS_Shape:
    shape = TopoDS_Shape()
    BinTools.Read_s(shape, path)
    return shape


def convert(path: str, deflection: float, angle: float, deviation: float) -> dict[str, Any]:
    """A shape, called as jupyter-cadquery calls it, without the grouping and the packing around it.

    CPU seconds are those of all threads: it meshes in parallel.
    """
    shape, found = read(path), []
    BRepTools.Clean_s(shape)
    turn = str(next(_turns))
    seconds = cpu_seconds(lambda: found.append(tessellator.tessellate(shape, turn, deviation, deflection, angle)))
    return {"seconds": seconds, "triangles": len(found[0]["triangles"]) // 3}


@cache
def shown(path: str) -> list[Any]:
    """What the plain CadQuery script at ``path`` shows."""
    things: list[Any] = []
    scope = {"__name__": "__cqgi__", "show_object": lambda thing, **_: things.append(thing)}
    with open(path, encoding="utf-8") as script:
        exec(compile(script.read(), path, "exec"), scope)  # noqa: S102 - our own sample
    return things


def send(path: str, angle: float, deviation: float) -> dict[str, Any]:
    """What a script shows, as `ocp_viewer_core.show` makes it ready to be sent: grouped, tessellated, packed."""
    things, quality = shown(path), {"angular_tolerance": angle, "deviation": deviation}
    for assembly in things:
        BRepTools.Clean_s(assembly.toCompound().wrapped)
    tessellator.cache.clear()
    made: list[Any] = []

    def run() -> None:
        instances, shapes, _ = tessellate_group(*to_ocpgroup(*things), quality)
        packed = numpy_to_buffer_json({"instances": instances, "shapes": shapes})
        made.extend((instances, shapes, orjson.dumps(packed, default=lambda value: value.tolist())))

    seconds = cpu_seconds(run)
    instances, shapes, data = made
    triangles = sum(len(instances[number]["triangles"]) // 3 for number in _references(shapes["parts"]))
    return {"seconds": seconds, "triangles": triangles, "bytes": len(data)}


def _references(parts: Iterable[dict[str, Any]]) -> Iterator[int]:
    """The number of the shape of every part, once for each place where it stands."""
    for part in parts:
        if "parts" in part:
            yield from _references(part["parts"])
        elif part["type"] == "shapes":
            yield part["shape"]["ref"]


def versions() -> dict[str, Any]:
    """What is compared with."""
    return {name: version(name) for name in ("jupyter_cadquery", "ocp-tessellate", "cadquery", "cadquery-ocp")}


if __name__ == "__main__":
    serve({"convert": convert, "send": send, "versions": versions})
