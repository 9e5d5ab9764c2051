"""A request in the words that its service understands."""

from __future__ import annotations

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import BuildRequest


def as_understood(client: BuildClient, schema: ParameterSchema | None, request: BuildRequest) -> BuildRequest:
    """A preset in a script's comments is our own notation, so other services get its values."""
    if not request.preset or schema is None or schema.dialect == "modelscript" or client.is_ours():
        return request
    chosen, plain = schema.resolve(request.preset, dict(request.values)), schema.resolve()
    changed = {name: value for name, value in chosen.items() if value != plain[name]}
    return BuildRequest.of(script=request.script, model_id=request.model_id, type=request.type, values=changed)
