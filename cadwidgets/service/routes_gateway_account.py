"""The gateway's tokens and user accounts."""

from __future__ import annotations

import asyncio
import uuid

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.contract.persons import FIELD_LENGTHS
from cadwidgets.errors import AuthError, RequestError
from cadwidgets.service import openapi
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_answers import TEXT, GatewayRoute, answers, documented
from cadwidgets.service.gateway_request import Fields, GatewayError, read_body, read_call
from cadwidgets.service.gateway_tokens import GatewayTokens

_USERS = uuid.UUID("0f1f6f0c-38c1-4bb4-8f0a-6a0a4c3f6f55")


def account_routes(service: ServiceContext, tokens: GatewayTokens) -> APIRouter:
    """Tokens, and users by their mail addresses: nothing else of a user is kept."""
    router = APIRouter(route_class=GatewayRoute, default_response_class=Response)
    token = {"type": "object", "required": ["tenantUid", "apiKey"], "properties": {"tenantUid": TEXT, "apiKey": TEXT}}
    issued = {"type": "object", "required": ["token", "expiryDate"], "properties": {"token": TEXT, "expiryDate": TEXT}}

    @router.post(
        "/v2/RequestToken",
        summary="A token for 24 hours",
        openapi_extra=documented(body=token, token=False),
        responses=answers(issued, 400, 401),
    )
    async def request_token(request: Request) -> Response:
        """The tenantUid of a key stands in `/account`; that of the keys a service was started with is told then."""
        said = await read_body(request)
        tenant, key = _tenant(said.needed("tenantUid")), said.needed("apiKey")
        try:
            made = tokens.issue(tenant, key)
        except AuthError:
            raise GatewayError(401, "the apiKey is wrong, or belongs to another tenantUid") from None
        body = {"token": made.text.reveal(), "expiryDate": made.expiry_date}
        return JSONResponse(body, headers={"Cache-Control": "no-store"})

    @router.get(
        "/v2/Account/CheckLogin/{userEmail:path}",
        summary="Is the mail address registered?",
        openapi_extra=openapi.in_path("userEmail", "The mail address, percent-encoded", documented()),
        responses=answers(TEXT, 400, 401, 404, 429),
    )
    async def check_login(request: Request) -> Response:
        """200 for an address that is, 404 for one that is not."""
        read_call(service, tokens, request)
        try:
            registered = await asyncio.to_thread(service.users.registered, request.path_params["userEmail"])
        except RequestError as error:
            raise GatewayError(400, f"{error}: {error.allowed}") from None
        if not registered:
            raise GatewayError(404, "the mail address is not registered: see v2/Account/SignUp")
        return JSONResponse("registered")

    person = {"type": "object", "required": ["userEmail"], "properties": {"userEmail": TEXT}}

    @router.post(
        "/v2/Account/SignUp",
        status_code=201,
        summary="Register a mail address",
        openapi_extra=documented(body=person),
        responses=answers(TEXT, 400, 401, 429, 500, success=201),
    )
    async def sign_up(request: Request) -> Response:
        """All fields are checked; nothing but the mail address is kept. The answer is a GUID."""
        read_call(service, tokens, request)
        said = await read_body(request)
        email = said.needed("userEmail")
        _check_person(said)
        try:
            await asyncio.to_thread(service.users.register, email)
        except RequestError as error:  # documented: a malformed address is a 500 here
            raise GatewayError(500, f"{error}: {error.allowed}") from None
        return JSONResponse(str(uuid.uuid5(_USERS, email.lower())), 201)

    return router


def _tenant(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise GatewayError(400, "tenantUid is no UUID") from None


def _check_person(said: Fields) -> None:
    for name, (shortest, longest) in FIELD_LENGTHS.items():
        if said[name] and not shortest <= len(said[name]) <= longest:
            raise GatewayError(400, f"{name} has not {shortest} to {longest} characters")
