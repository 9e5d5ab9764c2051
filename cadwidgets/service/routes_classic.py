"""The classic TraceParts web services (``/tpowebservices/``), version 2 answers as JSON.

The flags of an answer are the texts "True" and "False", and the archive stands first, as existing clients
expect. Where the contract leaves a choice, this service chose: a failed job answers 200 with ``error``
"True", a job that is not ready has no ``filesPath`` entries, an unknown JobID is 404.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from cadwidgets.errors import Busy
from cadwidgets.service import openapi
from cadwidgets.service.catalog.formats import FORMATS
from cadwidgets.service.classic_request import ClassicError, Query, check_pair, read_caller, read_download
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.jobs import Job
from cadwidgets.service.part_files import Delivered, deliver
from cadwidgets.service.routes_files import file_routes

_COMMON = ("ApiKey", "Format", "Language")
_PAIR = ("ClassificationID", "PartNumber")
_DOWNLOAD = ("UserEmail", "CADFormatID", "Version", "Asynchronous", "JobID", "NoTXTFile", "https")

_ERROR = {"codeError": {"type": "string"}, "messageError": {"type": "string"}}
_REFUSALS: openapi.Answers = {
    400: openapi.json_answer("A parameter is missing or not allowed", **_ERROR),
    403: openapi.json_answer("The ApiKey is missing or wrong", **_ERROR),
    404: openapi.json_answer("There is no such part, format or job", **_ERROR),
    503: openapi.json_answer("Too many jobs are under way", **_ERROR),
}


def classic_routes(service: ServiceContext) -> APIRouter:
    """The classic calls over ``service``, and the files that their answers point to."""
    router = APIRouter(prefix="/tpowebservices", tags=["TraceParts classic"], route_class=_ClassicRoute)

    @router.get(
        "/DownloadCADPath",
        summary="The CAD files of a part",
        openapi_extra=_documented(*_COMMON, *_PAIR, *_DOWNLOAD),
        responses=_REFUSALS,
    )
    async def download_cad_path(request: Request) -> Response:
        """Parameter names in any case; `Version=2` and `Format=json` only. With `Asynchronous=1` the first
        call gives a job id: repeat the call with `JobID` until `downloadable` is "True"."""
        query = Query(request.query_params.multi_items())
        owner = read_caller(query, service.accounts)
        wanted = read_download(query)
        job_id = wanted.job_id or _start(service, owner, deliver(service, wanted.order))
        asks_only = wanted.asynchronous or wanted.job_id
        job = service.jobs.get(owner, job_id) if asks_only else await service.jobs.wait(owner, job_id)
        if job is None:
            raise ClassicError(404, f"there is no job {job_id[:20]}")
        return JSONResponse(_version_2(job, str(request.base_url)))

    @router.get(
        "/CADFormatsList",
        summary="The CAD formats",
        openapi_extra=_documented(*_COMMON, *_PAIR, "Version"),
        responses=_REFUSALS,
    )
    async def cad_formats_list(request: Request) -> Response:
        """All formats of the catalog; every part comes in each of them."""
        query = Query(request.query_params.multi_items())
        read_caller(query, service.accounts)
        check_pair(query)
        return JSONResponse([{"cadFormatId": known.id, "cadFormatName": known.label} for known in FORMATS])

    whole = APIRouter()
    whole.include_router(router)
    whole.include_router(file_routes(service))
    return whole


def _start(service: ServiceContext, owner: str, work: Coroutine[Any, Any, Delivered]) -> str:
    try:
        return service.jobs.start(owner, work)
    except Busy as busy:
        raise ClassicError(503, str(busy)) from None


def _version_2(job: Job, base_url: str) -> dict[str, Any]:
    ready = job.state == "done"
    files = [{"type": "Archive", "path": base_url + job.result.archive.path}] if ready else []
    flags = {"downloadable": str(ready), "error": str(job.state == "failed")}
    return {"globalInfo": {"jobId": job.id, **flags}, "filesPath": files}


class _ClassicRoute(APIRoute):
    """A route whose ClassicErrors become the contract's error object."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_or_refuse(request: Request) -> Response:
            try:
                return await handle(request)
            except ClassicError as error:
                body = {"codeError": str(error.status), "messageError": str(error)}
                return JSONResponse(body, error.status)

        return handle_or_refuse


def _documented(*names: str) -> dict[str, Any]:
    """The parameters for the OpenAPI page: read by hand, because their names come in any case."""
    return {"parameters": [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]}
