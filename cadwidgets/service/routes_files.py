"""``/files/{token}/{name}``: finished files, without a key, for whoever was given the token."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, JSONResponse

from cadwidgets.service import openapi
from cadwidgets.service.context import ServiceContext

_ERROR = {"codeError": {"type": "string"}, "messageError": {"type": "string"}}
_ANSWERS: openapi.Answers = {
    200: {"description": "The file", "content": {"application/zip": {}}},
    404: openapi.json_answer("The file was kept long enough, or the address is wrong", **_ERROR),
}


def file_routes(service: ServiceContext) -> APIRouter:
    """The route of the files in ``service``'s store."""
    router = APIRouter(tags=["Files"])

    @router.get(
        "/files/{token}/{name}", summary="Download a finished file", responses=_ANSWERS, response_class=FileResponse
    )
    def download(token: str, name: str) -> Response:
        """A file is kept for 6 hours; after that, and for every wrong address, the answer is 404."""
        path = service.store.get(token, name)
        if path is None:
            return JSONResponse({"codeError": "404", "messageError": "there is no such file any more"}, 404)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private"}
        return FileResponse(path, media_type="application/zip", filename=name, headers=headers)

    return router
