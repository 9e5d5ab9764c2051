"""``/keys/test``: does a key work? It builds a shipped sample, as any client would."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets import samples
from cadwidgets.errors import CadWidgetsError
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service import openapi
from cadwidgets.service.answers import HTML, JSON, Refused, RefusingRoute, one_line, preferred
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.build_request import ModelRef, Wanted
from cadwidgets.service.builder import build, find_source
from cadwidgets.service.charges import QuotaSpent
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.pages import Html, element, join, page
from cadwidgets.service.presence import ClientLeft, while_connected
from cadwidgets.service.request_body import SHORT_BODY_BYTES, caller_of, read_said

_SAMPLE = samples.handle
_PAGE: dict[str, Any] = {"description": "A page with a form", "content": {HTML: {"schema": {"type": "string"}}}}
_RESULT = openapi.json_answer("`bytes` and `triangles` of the sample, or the `reason` why not", ok={"type": "boolean"})
_RESULT["content"] |= _PAGE["content"]


@dataclass(frozen=True)
class Trial:
    """What came of building the sample: its size, or the reason why it was refused."""

    bytes: int = 0
    triangles: int = 0
    reason: str = ""

    @property
    def json(self) -> dict[str, object]:
        """As programs get it."""
        if self.reason:
            return {"ok": False, "reason": self.reason}
        return {"ok": True, "bytes": self.bytes, "triangles": self.triangles}

    @property
    def html(self) -> Html:
        """As people get it."""
        if self.reason:
            return element("p", element("strong", "The key does not work: "), self.reason, role="alert")
        numbers = f"{_SAMPLE.title} was built as STL: {self.bytes:,} bytes, {self.triangles:,} triangles."
        return element("p", element("strong", "The key works. "), numbers, role="status")


def key_test_routes(service: ServiceContext) -> APIRouter:
    """The page that tries a key."""
    router = APIRouter(tags=["Accounts"], route_class=RefusingRoute, default_response_class=Response)

    @router.get("/keys/test", responses=openapi.answers(_PAGE, 414))
    async def key_test_page() -> Response:
        """A form that tries a key. The key travels in the body, so that no address shows it."""
        return page("Try a key", _form())

    extra = openapi.body(openapi.KEY_FIELD)

    @router.post("/keys/test", openapi_extra=extra, responses=openapi.answers(_RESULT, 400, 413))
    async def test_key(request: Request) -> Response:
        """Build the shipped sample as STL with this key. The first such build is charged like any other."""
        trial = await _try(service, request)
        if preferred(request, JSON, HTML) == HTML:
            return page("Try a key", join(trial.html, _form()))
        return JSONResponse(trial.json, headers={"Cache-Control": "no-store"})

    return router


async def _try(service: ServiceContext, request: Request) -> Trial:
    said = await read_said(request, limit=SHORT_BODY_BYTES)
    try:
        caller = caller_of(request, said, service.accounts)
        usage = await asyncio.to_thread(service.accounts.usage, caller.account)
        if usage.left == 0:  # a cached answer would not tell
            raise QuotaSpent(usage.quota)
        return await _build_sample(service, request, caller)
    except Refused as refused:
        return Trial(reason=one_line(refused.frame))
    except CadWidgetsError as error:
        return Trial(reason=str(error))
    except ClientLeft:  # nobody reads it
        return Trial(reason="the client left")


async def _build_sample(service: ServiceContext, request: Request, caller: Caller) -> Trial:
    wanted = Wanted(ModelRef(id=_SAMPLE.id), "STL")
    source = await find_source(service, wanted.model)
    built = await while_connected(request, build(service, wanted, source, caller))
    try:
        body = await asyncio.to_thread(built.content)
    finally:
        built.discard()
    return Trial(len(body), len(read_mesh(body, "STL").triangles))


def _form() -> Html:
    return element(
        "form",
        element("label", "API key", for_="key"),
        element("input", id="key", name="key", type="password", required=True, autocomplete="off"),
        element("button", "Build a sample with it", type="submit"),
        method="post",
        action="/keys/test",
    )
