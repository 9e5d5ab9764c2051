"""Who knows a catalog part exactly: the embedded service, which reads the part's STEP."""

from __future__ import annotations

import threading

from cadwidgets.clients.exact_shapes import file_request
from cadwidgets.clients.part_meshes import step_in
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.viewer.exact import Exact

_FORMAT = "STEP AP214"


def part_exact(source: Sources, part: PartRef) -> Exact | None:
    """Where the part can be measured exactly; None at a catalog that counts every request for CAD."""
    if source.catalog is None:
        return None

    def request(cancel: threading.Event) -> BuildRequest:
        files = source.parts.download(part, _FORMAT, with_text=False, cancel=cancel)
        step = step_in(files)
        if not step:
            raise RequestError("the part has no STEP to be measured", parameter="format", allowed=_FORMAT)
        return file_request(step, "STEP")

    return Exact(source.local, request, numbered=False)
