"""Exact shapes, STEP and BREP, as models of a service that has the CAD kernel: for triangles, and for measures."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import TypeAlias

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.geometry.mesh import Mesh

Rgba: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue and opacity from 0 to 1."""
ShapeLook: TypeAlias = tuple[str, Rgba | None]
"""(Name, colour) of a shape."""

_BINARY_STARTS = (b"\nOpen CASCADE Topology", b"Open CASCADE Topology")
_STEP = """
try:
    model = cq.Assembly.importStep("model.step")
except ValueError:  # one part, and no assembly
    model = cq.importers.importStep("model.step")
show_object(model)
"""
_BREP = 'show_object(cq.importers.{importer}("model.brep"))'
_SHAPES = """
import json
looks = json.loads({looks!r})
for shape, (name, color) in zip(cq.importers.importBin("model.brep").val(), looks):
    show_object(shape, name=name, options={{"color": color}} if color else {{}})
"""


def mesh_of_file(build: BuildClient, data: bytes, kind: str, cancel: threading.Event | None = None) -> Mesh:
    """The triangles of a STEP or BREP file (``kind``), with the names and colours that it holds.

    Raises as `BuildClient.build` does.
    """
    return build.build(file_request(data, kind), cancel=cancel).mesh


def file_request(data: bytes, kind: str) -> BuildRequest:
    """What has a service read a STEP or BREP file (``kind``): a build of it, as GLB."""
    if kind == "STEP":
        return _request(_STEP, {"model.step": data})
    importer = "importBin" if data.startswith(_BINARY_STARTS) else "importBrep"
    return _request(_BREP.format(importer=importer), {"model.brep": data})


def shapes_request(brep: bytes, looks: Sequence[ShapeLook]) -> BuildRequest:
    """What has a service read the shapes in one compound (binary BREP), each with its look: a build of it, as GLB."""
    return _request(_SHAPES.format(looks=json.dumps(list(looks))), {"model.brep": brep})


def _request(script: str, files: dict[str, bytes]) -> BuildRequest:
    return BuildRequest.of(script=script, type="GLB", files=files)
