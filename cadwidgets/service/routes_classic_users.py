"""The classic calls about users: whether an address is registered, and its registration."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from cadwidgets.errors import RequestError
from cadwidgets.service.classic_answers import ClassicRoute, answer
from cadwidgets.service.classic_documents import an_object, answers, documented, either
from cadwidgets.service.classic_request import ClassicError, is_registered, read_call
from cadwidgets.service.classic_users import FIELDS, OPT_INS, check_registration
from cadwidgets.service.context import ServiceContext

_REGISTERED = an_object(registered={"type": "boolean"})


def user_routes(service: ServiceContext) -> APIRouter:
    """Both calls over the users of ``service``."""
    router = APIRouter(route_class=ClassicRoute, default_response_class=Response)

    @router.get(
        "/CheckLogin",
        summary="Whether a mail address is registered",
        openapi_extra=documented("UserEmail"),
        responses=answers(either("Whether it is", _REGISTERED)),
    )
    async def check_login(request: Request) -> Response:
        """`registered` is a real boolean, not a text."""
        call = read_call(service, request.query_params.multi_items())
        registered = is_registered(service, call.query.needed("UserEmail"))
        return answer(call, "CheckLogin", {"registered": registered})

    @router.get(
        "/UserRegistration",
        summary="Register a mail address",
        openapi_extra=documented("UserEmail", *FIELDS, *OPT_INS),
        responses=answers(either("It is registered now", _REGISTERED)),
    )
    async def user_registration(request: Request) -> Response:
        """All fields are checked, and the mail address alone is kept."""
        call = read_call(service, request.query_params.multi_items())
        email = call.query.needed("UserEmail")
        check_registration(call.query)
        try:
            service.users.register(email)
        except RequestError as error:
            raise ClassicError(400, f"{error}: {error.allowed}") from None
        return answer(call, "UserRegistration", {"registered": True})

    return router
