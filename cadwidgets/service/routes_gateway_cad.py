"""The gateway's CAD requests: a job is started, asked for, and its zip downloaded."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.errors import Busy, NotFound, RequestError
from cadwidgets.service import openapi
from cadwidgets.service.catalog.formats import PartFormat, format_by_id
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_answers import TEXT, GatewayRoute, answers, documented
from cadwidgets.service.gateway_catalog import format_rows
from cadwidgets.service.gateway_request import (
    Fields,
    GatewayError,
    check_pair,
    culture_of,
    part_of,
    read_body,
    read_call,
)
from cadwidgets.service.gateway_tokens import GatewayTokens
from cadwidgets.service.idempotency import KeyReused, read_repeat
from cadwidgets.service.part_files import Delivered, PartOrder

PAIRS = ("partFamilyCode", "selectionPath", "classificationCode", "partNumber")
_NUMBER = {"anyOf": [{"type": "integer"}, TEXT]}
_REQUEST = {
    "type": "object",
    "required": ["userEmail", "cultureInfo", "cadFormatId"],
    "properties": dict.fromkeys(("userEmail", "cultureInfo", *PAIRS), TEXT) | {"cadFormatId": _NUMBER},
}
_FORMATS = {"type": "object", "required": ["cadFormatList"], "properties": {"cadFormatList": {"type": "array"}}}


def cad_routes(service: ServiceContext, tokens: GatewayTokens) -> APIRouter:
    """CAD requests over ``service``; their jobs are the same as those of the classic services."""
    router = APIRouter(route_class=GatewayRoute, default_response_class=Response)

    @router.post(
        "/v3/Product/cadRequest",
        summary="Ask for the CAD files of a part",
        openapi_extra=documented(body=_REQUEST, repeatable=True),
        responses=answers({"type": "integer"}, 400, 401, 404, 409, 429, 500, 503, 507),
    )
    async def cad_request(request: Request) -> Response:
        """The answer is the request's id, a bare number: ask v2/Product/cadFileUrl for it."""
        call = read_call(service, tokens, request)
        order = await _order(service, await read_body(request))
        try:
            repeat = read_repeat(request.headers, order.payload)
            job_id = await service.cad_requests.start(order.job(call.caller, repeat))
        except Busy as busy:
            raise GatewayError(busy.status, str(busy), retry_after=busy.retry_after) from None
        except RequestError as error:
            raise GatewayError(409 if isinstance(error, KeyReused) else 400, f"{error}: {error.allowed}") from None
        return JSONResponse(int(job_id))

    pending: openapi.Answers = {204: {"description": "The files are still being made"}}

    @router.get(
        "/v2/Product/cadFileUrl",
        summary="The URL of the zip of a CAD request",
        openapi_extra=documented("cadRequestId"),
        responses=answers(TEXT, 400, 401, 404, 429, 500) | pending,
    )
    async def cad_file_url(request: Request) -> Response:
        """204 until the files are ready; then a URL that is good for 6 hours. 500: they could not be made."""
        call = read_call(service, tokens, request)
        job_id = call.query.needed("cadRequestId")
        if not (job_id.isascii() and job_id.isdecimal()):
            raise GatewayError(400, "cadRequestId is no number")
        job = await service.cad_requests.get(call.caller.owner, job_id)
        if job is None:
            raise GatewayError(404, f"there is no CAD request {job_id[:20]}")
        if job.state == "expired":
            raise GatewayError(404, f"the files of the CAD request {job.id} have expired")
        if job.state == "failed":
            raise GatewayError(500, f"the CAD files could not be made: {job.message}")
        if job.state != "done":
            return Response(status_code=204)
        return JSONResponse(str(request.base_url) + Delivered.from_json(job.answer).archive.path)

    @router.get(
        "/v3/Product/CadDataAvailability",
        summary="The CAD formats of a part",
        openapi_extra=documented("cultureInfo", *PAIRS),
        responses=answers(_FORMATS, 400, 401, 404, 429),
    )
    async def cad_data_availability(request: Request) -> Response:
        """The formats by id and name; `viewerAvailability` tells whether the part can be seen in 3D."""
        call = read_call(service, tokens, request)
        culture_of(call.query, unknown=400)
        rows = format_rows(*part_of(service, call.query))
        return JSONResponse({"viewerAvailability": bool(rows), "cadFormatList": rows})

    return router


async def _order(service: ServiceContext, said: Fields) -> PartOrder:
    """What a cadRequest asks for. The order of the checks is that of the documented codes: 400, 500, 404."""
    email = said.needed("userEmail")
    said.needed("cultureInfo")
    number = _format_number(said.needed("cadFormatId"))
    check_pair(said)
    try:
        registered = await asyncio.to_thread(service.users.registered, email)
    except RequestError as error:
        raise GatewayError(400, f"{error}: {error.allowed}") from None
    language, wanted = culture_of(said, unknown=500), _format(number)
    if not registered:
        raise GatewayError(404, "the user is not registered: see v2/Account/SignUp")
    family, configuration = part_of(service, said)
    if not family.has_cad(configuration):
        raise GatewayError(404, f"there is no CAD of {configuration.part_number}")
    return PartOrder(family, configuration, wanted, language=language)


def _format_number(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise GatewayError(400, "cadFormatId is no whole number")
    return int(text)


def _format(number: int) -> PartFormat:
    try:
        return format_by_id(number)
    except NotFound as error:
        raise GatewayError(500, str(error)) from None
