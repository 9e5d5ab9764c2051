"""The Parametric Parts Build Service: ``/parts/build`` by GET and POST, and what we add to it."""

from __future__ import annotations

import asyncio
import time

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from starlette.background import BackgroundTask

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.service import openapi
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.build_headers import CONTENT_TYPES, server_timing
from cadwidgets.service.build_request import Wanted, read_build, read_model
from cadwidgets.service.builder import build, find_source, run_job
from cadwidgets.service.built import SHORT_BYTES, Built
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.glb_deltas import Held, delta
from cadwidgets.service.idempotency import read_repeat
from cadwidgets.service.presence import ClientLeft, while_connected
from cadwidgets.service.priority import HEADER as PRIORITY
from cadwidgets.service.priority import is_background
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
        came = time.perf_counter()
        said, caller = await read_asked(request, service.accounts)
        wanted = read_build(said)
        repeat = read_repeat(request.headers, said.without_key)
        source = await find_source(service, wanted.model, wanted.version)
        background = request.method == "POST" and is_background(request.headers.get(PRIORITY, ""))
        fresh = "no-cache" in request.headers.get("cache-control", "").lower()
        try:
            work = build(service, wanted, source, caller, fresh=fresh, repeat=repeat, background=background)
            built = await while_connected(request, work)
        except ClientLeft:
            return _CLIENT_LEFT
        return await _delivery(service, request, wanted, built, came)

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


async def _delivery(service: ServiceContext, request: Request, wanted: Wanted, built: Built, came: float) -> Response:
    """The built model, or what the client needs of it; the job's folder goes when its last byte is sent."""
    held = Held.of(request.headers) if wanted.type == "GLB" and built.etag else Held(False)
    if built.etag in held.tags:
        built.discard()
        return Response(status_code=304, headers=_headers(wanted, built, came))
    try:
        found = await asyncio.to_thread(delta, service.glb_bases, built, held) if held.accepts else None
    except BaseException:
        built.discard()
        raise
    kind = CONTENT_TYPES[wanted.type]
    if found is not None:
        built.discard()
        return Response(found[0], 226, _headers(wanted, built, came) | found[1], kind)
    if isinstance(built.body, bytes):
        return Response(built.body, 200, _headers(wanted, built, came), kind)
    return _File(built.body, 200, _headers(wanted, built, came), kind, BackgroundTask(built.discard))


class _File(FileResponse):
    """Reads a file in larger pieces: each is a way to another thread and back."""

    chunk_size = SHORT_BYTES


def _headers(wanted: Wanted, built: Built, came: float) -> dict[str, str]:
    headers = dict(built.headers)
    headers["Server-Timing"] = server_timing({**built.timings, "total": time.perf_counter() - came})
    headers["X-Build-Cache"] = "hit" if built.cached else "miss"
    if built.left is not None:
        headers["X-Builds-Left"] = str(built.left)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'"  # the model was made by anybody's script
    headers["Cache-Control"] = "private, no-cache"
    name = f"{wanted.model.id or 'model'}{SUFFIXES[wanted.type]}"  # an id that was found: letters and digits
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return headers
