"""How a classic call answers: in the form that it asked for, an error object included."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from cadwidgets.service.classic_request import ClassicCall, ClassicError
from cadwidgets.service.classic_xml import to_xml
from cadwidgets.service.storage import STORAGE_STATUS, StorageFailed


def answer(call: ClassicCall, name: str, content: Mapping[str, Any], *, version_1: Any = None) -> Response:
    """``content`` as JSON, or as XML with the root ``Ws`` + ``name``.

    ``version_1`` is the JSON of a call with ``Version`` 1 or none, where it has another shape; XML has but one.
    """
    if call.form == "xml":
        return _xml(f"Ws{name}", content)
    old = version_1 is not None and call.version == 1
    return _json(version_1 if old else content, compact=call.compact)


class ClassicRoute(APIRoute):
    """A route whose ClassicErrors, and a failing disk, become the contract's error object."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_or_refuse(request: Request) -> Response:
            try:
                return await handle(request)
            except ClassicError as error:
                return _refusal(request, error)
            except StorageFailed as error:
                return _refusal(request, ClassicError(STORAGE_STATUS, str(error)))

        return handle_or_refuse


def _refusal(request: Request, error: ClassicError) -> Response:
    asked = {name.lower(): value for name, value in request.query_params.multi_items()}
    content = {"codeError": str(error.status), "messageError": str(error)}
    is_xml = asked.get("format", "").lower() == "xml"
    response = _xml("Error", content) if is_xml else _json(content, compact=asked.get("activejsonlight") == "1")
    response.status_code = error.status
    if error.retry_after:
        response.headers["Retry-After"] = f"{error.retry_after:.0f}"
    return response


def _xml(root: str, content: Mapping[str, Any]) -> Response:
    return Response(to_xml(root, content), media_type="application/xml")


def _json(content: Any, *, compact: bool) -> Response:
    separators = (",", ":") if compact else (", ", ": ")
    return Response(json.dumps(content, ensure_ascii=False, separators=separators), media_type="application/json")
