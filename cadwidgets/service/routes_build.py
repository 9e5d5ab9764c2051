"""The Parametric Parts Build Service: ``/parts/build`` by GET and POST, and what we add to it."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile

from cadwidgets import samples
from cadwidgets.contract.parameters import RESERVED
from cadwidgets.contract.requests import SUFFIXES, BuildRequest
from cadwidgets.errors import RequestError
from cadwidgets.service.answers import refusal
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.workers.pool import Outcome, QueueFull, WorkersUnavailable

CONTENT_TYPES = {
    "STL": "model/stl",
    "STEP": "model/step",
    "AMF": "application/x-amf",
    "TJS": "application/json; charset=utf-8",
}


def build_routes(service: ServiceContext) -> APIRouter:
    """The routes of the Build Service over ``service``'s workers."""
    router = APIRouter(tags=["Build Service"])

    @router.api_route("/parts/build", methods=["GET", "POST"], summary="Build a model")
    async def build(request: Request) -> Response:
        """Parameters (query or form): `key`, `s` or `id`, `type` (STL, STEP, AMF, TJS), `preset`; every other name
        is a parameter of the model."""
        fields = await _fields(request)
        refused = _unauthorised(service, request, fields)
        if refused is not None:
            return refused
        try:
            wanted = _request(fields)
        except RequestError as error:
            return refusal(request, _as_frame(error))
        script = _script(wanted)
        if script is None:
            return refusal(request, _no_model(wanted.model_id))
        return await _build(service, request, wanted, script)

    @router.post("/parts/parameters", summary="The parameters of a script or of a stored model")
    async def parameters(request: Request) -> Response:
        """Form: `key`, and `s` or `id`. The script is parsed in a worker and never executed."""
        fields = await _fields(request)
        refused = _unauthorised(service, request, fields)
        if refused is not None:
            return refused
        try:
            wanted = BuildRequest.of(script=fields.get("s", ""), model_id=fields.get("id", ""))
        except RequestError as error:
            return refusal(request, _as_frame(error))
        script = _script(wanted)
        if script is None:
            return refusal(request, _no_model(wanted.model_id))
        with service.scratch() as folder:
            outcome = await _run(service, request, {"op": "parameters", "script": script}, folder)
        if isinstance(outcome, Response):
            return outcome
        return JSONResponse(outcome.frame["ok"]["schema"])

    return router


async def _fields(request: Request) -> dict[str, str]:
    """All parameters as text: the body beats the query string, and the last of a repeated name wins."""
    fields = dict(request.query_params.multi_items())
    if request.method == "POST":
        async with request.form(max_files=0) as form:
            fields |= {name: value for name, value in form.multi_items() if not isinstance(value, UploadFile)}
    return fields


def _unauthorised(service: ServiceContext, request: Request, fields: Mapping[str, str]) -> Response | None:
    if service.accounts.check(fields.get("key", "")):
        return None
    message = "the key is wrong" if fields.get("key") else "the key is missing: send it as the parameter key"
    return refusal(request, {"kind": "auth", "message": message})


def _request(fields: Mapping[str, str]) -> BuildRequest:
    if not fields.get("type"):
        raise RequestError("the type is missing", parameter="type", allowed=", ".join(SUFFIXES))
    return BuildRequest.of(
        script=fields.get("s", ""),
        model_id=fields.get("id", ""),
        type=fields["type"],
        preset=fields.get("preset", ""),
        values={name: value for name, value in fields.items() if name not in RESERVED},
    )


def _script(wanted: BuildRequest) -> str | None:
    if wanted.script:
        return wanted.script
    sample = samples.by_id(wanted.model_id)
    return None if sample is None else sample.text


def _no_model(model_id: str) -> dict[str, Any]:
    return {"kind": "notfound", "message": f"there is no model with the id {model_id[:40]!r}"}


def _as_frame(error: RequestError) -> dict[str, Any]:
    return {
        "kind": "request",
        "message": str(error),
        "parameter": error.parameter,
        "value": error.value,
        "allowed": error.allowed,
    }


async def _build(service: ServiceContext, request: Request, wanted: BuildRequest, script: str) -> Response:
    job = {
        "op": "build",
        "script": script,
        "preset": wanted.preset,
        "values": dict(wanted.values),
        "type": wanted.type,
    }
    folder = service.new_scratch()
    outcome: Outcome | Response | None = None
    try:
        outcome = await _run(service, request, job, folder)
        if isinstance(outcome, Outcome):
            return _delivery(wanted, outcome, folder)
        return outcome
    finally:
        if not isinstance(outcome, Outcome):
            shutil.rmtree(folder, ignore_errors=True)


def _delivery(wanted: BuildRequest, outcome: Outcome, folder: Path) -> Response:
    """The built file, complete before its first byte is sent; the job's folder goes when the last one is."""
    done = outcome.frame["ok"]
    headers = {
        "Server-Timing": ", ".join(f"{stage};dur={1000 * s:.1f}" for stage, s in done["timings"].items()),
        "X-Build-Properties": json.dumps(done["properties"]),
        "X-Build-Warnings": json.dumps(done["warnings"]),
    }
    if done["fallback"]:
        headers["X-Build-Output"] = "fallback"
    return FileResponse(
        folder / done["file"],
        headers=headers,
        media_type=CONTENT_TYPES[wanted.type],
        filename=f"{wanted.model_id or 'model'}{SUFFIXES[wanted.type]}",
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


async def _run(service: ServiceContext, request: Request, job: Mapping[str, Any], folder: Path) -> Outcome | Response:
    """Run a job for a client that is still there; a refusal if it cannot be run or fails."""
    try:
        outcome = await _while_connected(request, service.pool.run(job, folder))
    except QueueFull as full:
        wait = {"Retry-After": str(max(1, round(full.retry_after)))}
        return refusal(request, {"kind": "busy", "message": "too many builds are waiting"}, headers=wait)
    except WorkersUnavailable as error:
        return refusal(request, {"kind": "unavailable", "message": str(error)})
    if outcome is None:
        return Response(status_code=499)  # nobody reads it
    if "error" in outcome.frame:
        return refusal(request, outcome.frame["error"])
    if job["op"] == "build":
        service.count_build()
    return outcome


async def _while_connected(request: Request, work: Coroutine[Any, Any, Outcome]) -> Outcome | None:
    """The outcome of ``work``; None if the client left, and then the work is cancelled."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=0.1)
            if not task.done() and await request.is_disconnected():
                return None
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
