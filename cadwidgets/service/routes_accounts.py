"""``/account``, ``/accounts`` and ``/keys``: who may build how much, and with which key."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.contract.accounts import LOCAL, tenant_of
from cadwidgets.contract.delivery import FILE_TYPES, ZIP_TYPES, Delivery
from cadwidgets.errors import AuthError
from cadwidgets.service import openapi
from cadwidgets.service.accounts import MAX_QUOTA, NAME, Accounts, Usage, read_quota
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.api_keys import ApiKey, Caller
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.request_body import SHORT_BODY_BYTES, Said, read_asked

_TEXT = {"type": "string"}
_NAME = _TEXT | {
    "pattern": f"^{NAME.pattern}$",
    "description": "1 to 64 letters, digits and . _ @ -, a letter or digit first",
}
_LABEL = _TEXT | {"description": "At most 100 characters"}
_QUOTA = {
    "description": "Builds in all; an empty text for unlimited",
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": MAX_QUOTA},
        {"type": "string", "pattern": "^[0-9]{0,12}$"},
    ],
}
_NUMBER_OR_NULL = {"type": ["integer", "null"]}
_TENANT = _TEXT | {"format": "uuid", "description": "The account's tenantUid for the API gateway"}
_USAGE = openapi.json_answer(
    "The account; quota and left are null when it is unlimited",
    account=_TEXT,
    administrator={"type": "boolean"},
    quota=_NUMBER_OR_NULL,
    used={"type": "integer"},
    left=_NUMBER_OR_NULL,
    tenant=_TENANT,
)
_LIST = {"type": "array", "items": {"type": "object"}}
_FILES = _TEXT | {"description": f"Further files of its CAD requests, with commas between: {', '.join(FILE_TYPES)}"}
_ZIP_TYPE = _TEXT | {"description": f"What the zip is called: {' or '.join(ZIP_TYPES)}"}
_NEW_KEY = openapi.json_answer("The key, shown this one time", id=_TEXT, key=_TEXT, tenant=_TENANT)


def _answers(success: dict[str, Any], status: int = 200) -> openapi.Answers:
    return openapi.answers(success, 400, 403, 404, 413, 414, status=status)


def account_routes(service: ServiceContext) -> APIRouter:
    """The routes of accounts and keys."""
    accounts = service.accounts
    router = APIRouter(tags=["Accounts"], route_class=RefusingRoute, default_response_class=Response)
    _account_routes(router, accounts)
    _key_routes(router, accounts)
    return router


def _account_routes(router: APIRouter, accounts: Accounts) -> None:
    @router.get("/account", openapi_extra=openapi.KEY_QUERY, responses=_answers(_USAGE))
    async def own_account(request: Request) -> Response:
        """The account behind the key, its quota and what is left of it."""
        _, caller = await _asked(request, accounts)
        usage = await asyncio.to_thread(accounts.usage, caller.account)
        return JSONResponse(_usage(usage, administrator=caller.administrator))

    listing = openapi.json_answer("Every account", accounts=_LIST)

    @router.get("/accounts", openapi_extra=openapi.KEY_QUERY, responses=_answers(listing))
    async def all_accounts(request: Request) -> Response:
        """All accounts; for administrators."""
        await _asked_by_administrator(request, accounts)
        usages = await asyncio.to_thread(accounts.all)
        return JSONResponse({"accounts": [_usage(usage, administrator=usage.account == LOCAL) for usage in usages]})

    new = openapi.body(openapi.KEY_FIELD | {"name": _NAME, "quota": _QUOTA}, required=["name"])

    @router.post("/accounts", status_code=201, openapi_extra=new, responses=_answers(_USAGE, status=201))
    async def new_account(request: Request) -> Response:
        """Make an account; for administrators. It has no key yet: `POST /keys`."""
        said = await _asked_by_administrator(request, accounts)
        usage = await asyncio.to_thread(accounts.add, said.get("name"), read_quota(said.get("quota")))
        return JSONResponse(_usage(usage), 201)

    change = openapi.in_path("name", "An account", openapi.body(openapi.KEY_FIELD | {"quota": _QUOTA}))

    @router.patch("/accounts/{name}", openapi_extra=change, responses=_answers(_USAGE))
    async def change_account(request: Request) -> Response:
        """Give an account another quota, which counts all builds that it ever made; for administrators."""
        said = await _asked_by_administrator(request, accounts)
        name = request.path_params["name"]
        return JSONResponse(_usage(await asyncio.to_thread(accounts.set_quota, name, read_quota(said.get("quota")))))


def _key_routes(router: APIRouter, accounts: Accounts) -> None:
    keys = accounts.keys
    whose = openapi.query(openapi.KEY_FIELD | {"account": _TEXT})
    listing = openapi.json_answer("The keys, without the keys themselves", keys=_LIST)

    @router.get("/keys", openapi_extra=whose, responses=_answers(listing))
    async def list_keys(request: Request) -> Response:
        """The keys of the caller's account; an administrator sees those of `account`, or all."""
        said, caller = await _asked(request, accounts)
        known = keys.of(_account(said, caller, default="" if caller.administrator else caller.account))
        return JSONResponse({"keys": [_listed(key) for key in known]})

    settings = {"label": _LABEL, "account": _TEXT, "files": _FILES, "zip_type": _ZIP_TYPE}
    new = openapi.body(openapi.KEY_FIELD | settings)

    @router.post("/keys", status_code=201, openapi_extra=new, responses=_answers(_NEW_KEY, status=201))
    async def new_key(request: Request) -> Response:
        """Make a key for the caller's account; an administrator may name another `account`."""
        said, caller = await _asked(request, accounts, text_files=True)
        account = _account(said, caller, default=caller.account)
        delivery = Delivery.of(said.get("files").split(","), said.get("zip_type"))
        key_id, key = await asyncio.to_thread(keys.create, account, said.get("label"), delivery)
        return _new_key_answer(key_id, key, account, 201)

    one = openapi.in_path("id", "A key's id", openapi.body(openapi.KEY_FIELD))
    state = openapi.json_answer("The key is disabled", id=_TEXT, disabled={"type": "boolean"})

    @router.post("/keys/{id}/disable", openapi_extra=one, responses=_answers(state))
    async def disable_key(request: Request) -> Response:
        """From now on the key is refused."""
        _, caller = await _asked(request, accounts)
        await asyncio.to_thread(keys.disable, request.path_params["id"], caller)
        return JSONResponse({"id": request.path_params["id"], "disabled": True})

    @router.post("/keys/{id}/regenerate", openapi_extra=one, responses=_answers(_NEW_KEY))
    async def regenerate_key(request: Request) -> Response:
        """Put a new key in the place of this one. Account and quota stay as they are."""
        _, caller = await _asked(request, accounts)
        key_id = request.path_params["id"]
        key = await asyncio.to_thread(keys.regenerate, key_id, caller)
        (account,) = (known.account for known in keys.of() if known.id == key_id)
        return _new_key_answer(key_id, key, account, 200)


def _new_key_answer(key_id: str, key: str, account: str, status: int) -> JSONResponse:
    return JSONResponse({"id": key_id, "key": key, "tenant": tenant_of(account)}, status, {"Cache-Control": "no-store"})


def _listed(key: ApiKey) -> dict[str, Any]:
    row = asdict(key)
    delivery = row.pop("delivery")
    return row | {"files": ",".join(delivery["files"]), "zip_type": delivery["zip_type"]}


async def _asked(request: Request, accounts: Accounts, *, text_files: bool = False) -> tuple[Said, Caller]:
    return await read_asked(request, accounts, text_files=text_files, limit=SHORT_BODY_BYTES)


async def _asked_by_administrator(request: Request, accounts: Accounts) -> Said:
    said, caller = await _asked(request, accounts)
    if not caller.administrator:
        raise AuthError("this is for administrators: the keys that the service was started with", status=403)
    return said


def _account(said: Said, caller: Caller, default: str) -> str:
    account = said.get("account") or default
    if not caller.administrator and account != caller.account:
        raise AuthError("another account's keys are for administrators", status=403)
    return account


def _usage(usage: Usage, *, administrator: bool = False) -> dict[str, Any]:
    return {
        "account": usage.account,
        "administrator": administrator,
        "quota": usage.quota,
        "used": usage.used,
        "left": usage.left,
        "tenant": tenant_of(usage.account),
    }
