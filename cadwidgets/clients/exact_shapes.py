"""Exact shapes as triangles: STEP and BREP, meshed by a worker of a service that has the CAD kernel."""

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
    if kind == "STEP":
        return _built(build, _STEP, {"model.step": data}, cancel)
    importer = "importBin" if data.startswith(_BINARY_STARTS) else "importBrep"
    return _built(build, _BREP.format(importer=importer), {"model.brep": data}, cancel)


def mesh_of_shapes(
    build: BuildClient, brep: bytes, looks: Sequence[ShapeLook], cancel: threading.Event | None = None
) -> Mesh:
    """The triangles of the shapes in one compound (binary BREP), each with its look. Raises as `BuildClient.build`."""
    return _built(build, _SHAPES.format(looks=json.dumps(list(looks))), {"model.brep": brep}, cancel)


def _built(build: BuildClient, script: str, files: dict[str, bytes], cancel: threading.Event | None) -> Mesh:
    return build.build(BuildRequest.of(script=script, type="GLB", files=files), cancel=cancel).mesh
