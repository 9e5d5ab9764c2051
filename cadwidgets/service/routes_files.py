"""``/files/{token}/{name}``: finished files, without a key, for whoever was given the token."""

from __future__ import annotations

from pathlib import PurePath

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, JSONResponse

from cadwidgets.service import openapi
from cadwidgets.service.context import ServiceContext

_ERROR = {"codeError": {"type": "string"}, "messageError": {"type": "string"}}
_MEDIA_TYPES = {
    ".zip": "application/zip",
    ".txt": "text/plain; charset=utf-8",
    ".step": "model/step",
    ".stp": "model/step",
    ".stl": "model/stl",
    ".amf": "application/x-amf",
    ".3mf": "model/3mf",
    ".glb": "model/gltf-binary",
    ".json": "application/json",
    ".wrl": "model/vrml",
    ".dxf": "image/vnd.dxf",
    ".svg": "image/svg+xml",
}
_UNKNOWN_TYPE = "application/octet-stream"
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_ANSWERS: openapi.Answers = {
    200: {
        "description": "The file",
        "content": {kind.partition(";")[0]: _BINARY for kind in (*_MEDIA_TYPES.values(), _UNKNOWN_TYPE)},
    },
    404: openapi.json_answer("There never was such a file, or it expired more than a week ago", **_ERROR),
    410: openapi.json_answer("The file was kept for its 6 hours; ask for it again", **_ERROR),
}


def file_routes(service: ServiceContext) -> APIRouter:
    """The route of the files in ``service``'s store."""
    router = APIRouter(tags=["Files"])

    @router.get(
        "/files/{token}/{name}", summary="Download a finished file", responses=_ANSWERS, response_class=FileResponse
    )
    def download(token: str, name: str) -> Response:
        """A file is kept for 6 hours. After that the answer is 410, and 404 for an address that never was one."""
        found = service.store.find(token, name)
        if found is None:
            return _error(404, "there is no such file")
        if found == "expired":
            return _error(410, "the file has expired: it was kept for 6 hours")
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private"}
        return FileResponse(found, media_type=media_type(name), filename=name, headers=headers)

    return router


def media_type(name: str) -> str:
    """The media type of a file, by the ending of its name."""
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), _UNKNOWN_TYPE)


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"codeError": str(status), "messageError": message}, status)
