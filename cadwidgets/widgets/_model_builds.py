"""The builds of a ModelExplorer, in the background: what is asked of a service, and the picture out of its answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.mesh import Mesh


@dataclass(frozen=True)
class Outcome:
    """A model with its picture, ready to be drawn, and whether it is from a service of ours."""

    model: BuiltModel
    mesh: Mesh
    ours: bool


def build_and_mesh(
    client: BuildClient, schema: ParameterSchema | None, request: BuildRequest, best: bool, cancel: threading.Event
) -> Outcome:
    """The service's answer, and all of the arithmetic that the picture needs; the ``best`` type it offers."""
    ours = client.is_ours()
    request = replace(request, type="GLB") if best and ours else request
    model = client.build(as_understood(client, schema, request), cancel=cancel)
    _ = model.bom  # read here, and refused here if it is none
    return Outcome(model, _ready_to_draw(model.mesh), ours)


def as_understood(client: BuildClient, schema: ParameterSchema | None, request: BuildRequest) -> BuildRequest:
    """A preset in a script's comments is our own notation, so other services get its values."""
    if not request.preset or schema is None or schema.dialect == "modelscript" or client.is_ours():
        return request
    chosen, plain = schema.resolve(request.preset, dict(request.values)), schema.resolve()
    changed = {name: value for name, value in chosen.items() if value != plain[name]}
    return BuildRequest.of(script=request.script, model_id=request.model_id, type=request.type, values=changed)


def _ready_to_draw(mesh: Mesh) -> Mesh:
    """The mesh with edges and normals: its own where it has them, else found from its triangles."""
    mesh = mesh if mesh.edges is not None else mesh.with_edges()
    return mesh if mesh.normals is not None else mesh.with_normals()
