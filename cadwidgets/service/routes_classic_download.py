"""``DownloadCADPath``: the CAD files of a part, at once or as a job that is asked for again."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from cadwidgets.errors import Busy, RequestError, TimedOut
from cadwidgets.service.classic_answers import ClassicRoute, answer
from cadwidgets.service.classic_documents import FLAG, PAIRS, TEXT, an_object, answers, documented, either, list_of
from cadwidgets.service.classic_request import ClassicCall, ClassicError, read_call, read_job_id, read_order
from cadwidgets.service.classic_xml import name_of
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.idempotency import KeyReused, read_repeat
from cadwidgets.service.job_records import Job
from cadwidgets.service.part_files import Delivered

_PARAMETERS = ("UserEmail", "CADFormatID", "Version", "Asynchronous", "JobID", "NoTXTFile")
_ANSWER = either(
    "Whether the files are ready, and where they are. With `Version` 1 or none: two arrays of pairs",
    {
        "anyOf": [
            an_object(
                globalInfo=an_object(jobId=TEXT, downloadable=FLAG, error=FLAG), filesPath=list_of(type=TEXT, path=TEXT)
            ),
            {"type": "array", "items": {"type": "array", "items": {"type": "array", "items": TEXT}}},
        ]
    },
)


def download_routes(service: ServiceContext) -> APIRouter:
    """The call over ``service``."""
    router = APIRouter(route_class=ClassicRoute, default_response_class=Response)

    @router.get(
        "/DownloadCADPath",
        summary="The CAD files of a part",
        openapi_extra=documented(*PAIRS, *_PARAMETERS, repeatable=True),
        responses=answers(_ANSWER, 408, 409, 507),
    )
    async def download_cad_path(request: Request) -> Response:
        """Parameter names in any case. With `Asynchronous=1` the first call gives a job id: repeat the call with
        `JobID` until `downloadable` is "True". Of a call with a `JobID`, only that decides."""
        call = read_call(service, request.query_params.multi_items())
        asynchronous, job_id = call.query.flag("Asynchronous"), read_job_id(call.query)
        owner = call.caller.owner
        if job_id or asynchronous:
            job = await service.cad_requests.get(owner, job_id or await _start(service, call, request))
        else:
            job = await _finished(service, owner, await _start(service, call, request))
        if job is None:
            raise ClassicError(404, f"there is no job {job_id[:20]}")
        if job.state == "expired":
            raise ClassicError(404, f"the files of the job {job.id} have expired")
        return _answer(call, job, str(request.base_url))

    return router


async def _start(service: ServiceContext, call: ClassicCall, request: Request) -> str:
    order = read_order(service, call)
    try:
        repeat = read_repeat(request.headers, order.payload)
        return await service.cad_requests.start(order.job(call.caller, repeat, join=True))
    except Busy as busy:
        raise ClassicError.busy(busy) from None
    except RequestError as error:
        raise ClassicError(409 if isinstance(error, KeyReused) else 400, f"{error}: {error.allowed}") from None


async def _finished(service: ServiceContext, owner: str, job_id: str) -> Job | None:
    try:
        return await service.cad_requests.wait(owner, job_id, service.sync_seconds)
    except TimedOut as error:
        raise ClassicError(408, f"{error}: ask again, or with Asynchronous=1") from None


def _answer(call: ClassicCall, job: Job, base_url: str) -> Response:
    ready = job.state == "done"
    files = Delivered.from_json(job.answer).files(call.caller.delivery) if ready else []
    paths = [(kind, base_url + stored.path) for kind, stored in files]
    info = {"jobId": job.id, "downloadable": str(ready), "error": str(job.state == "failed")}
    content: dict[str, Any] = {"globalInfo": info, "filesPath": [{"type": kind, "path": path} for kind, path in paths]}
    pairs = [[name_of(key), value] for key, value in info.items()]
    return answer(call, "DownloadCADPath", content, version_1=[pairs, [list(path) for path in paths]])
