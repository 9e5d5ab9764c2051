"""The Parametric Parts Build Service: ``/parts/build`` by GET and POST, and what we add to it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from starlette.background import BackgroundTask

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.service import openapi
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.build_headers import CONTENT_TYPES
from cadwidgets.service.build_request import Wanted, read_build, read_model
from cadwidgets.service.builder import Built, ClientLeft, build, find_source, run_job, while_connected
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.idempotency import read_repeat
from cadwidgets.service.request_body import read_asked
from cadwidgets.service.workers.pool import Turn

_CLIENT_LEFT = Response(status_code=499)  # nobody reads it


def build_routes(service: ServiceContext) -> APIRouter:
    """The routes of the Build Service over ``service``'s workers."""
    router = APIRouter(tags=["Build Service"], route_class=RefusingRoute, default_response_class=Response)

    @router.post("/parts/build", openapi_extra=openapi.BUILD_BODY, responses=openapi.BUILD_ANSWERS)
    @router.get("/parts/build", openapi_extra=openapi.BUILD_QUERY, responses=openapi.BUILD_ANSWERS)
    async def build_model(request: Request) -> Response:
        """The model, whole before its first byte is sent. The script `s` beats the `id` of a stored model, the
        preset is applied before single values, and every name that is not listed here is a parameter of the model."""
        said, caller = await read_asked(request, service.accounts)
        wanted = read_build(said)
        repeat = read_repeat(request.headers, said.without_key)
        source = await find_source(service, wanted.model, wanted.version)
        fresh = "no-cache" in request.headers.get("cache-control", "").lower()
        try:
            work = build(service, wanted, source, caller, fresh=fresh, repeat=repeat)
            built = await while_connected(request, work)
        except ClientLeft:
            return _CLIENT_LEFT
        return _delivery(wanted, built)

    @router.post("/parts/parameters", openapi_extra=openapi.MODEL_BODY, responses=openapi.SCHEMA_ANSWERS)
    async def model_parameters(request: Request) -> Response:
        """The parameters of a script or of a stored model. The script is parsed in a worker and never executed."""
        said, caller = await read_asked(request, service.accounts)
        turn = Turn(caller.account)
        source = await find_source(service, read_model(said))
        session = source.session(caller.account)
        with service.scratch() as folder:
            job = {"op": "parameters", "script": source.script}
            try:
                outcome = await while_connected(request, run_job(service, job, folder, turn, session))
            except ClientLeft:
                return _CLIENT_LEFT
        return JSONResponse(outcome.frame["ok"]["schema"])

    return router


def _delivery(wanted: Wanted, built: Built) -> Response:
    """The built file; the job's folder goes when its last byte is sent."""
    headers = dict(built.headers)
    headers["X-Build-Cache"] = "hit" if built.cached else "miss"
    if built.left is not None:
        headers["X-Builds-Left"] = str(built.left)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'"  # the model was made by anybody's script
    headers["Cache-Control"] = "private, no-cache"
    return FileResponse(
        built.file,
        headers=headers,
        media_type=CONTENT_TYPES[wanted.type],
        filename=f"{wanted.model.id or 'model'}{SUFFIXES[wanted.type]}",
        background=BackgroundTask(built.discard),
    )
