"""``/parts``: models that are published here, each with a page, a picture and an id to build it by."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.convertors import StringConvertor, register_url_convertor

from cadwidgets.contract.requests import FILE_FORMATS
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.modelscript.about import MAX_TITLE
from cadwidgets.service import parts_api as api
from cadwidgets.service.answers import HTML, JSON, PLAIN, STATUS, Refused, RefusingRoute, one_line, preferred
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.library import Library
from cadwidgets.service.model_page import model_page, no_model_page
from cadwidgets.service.models import Draft, Entry, StoredModel
from cadwidgets.service.models_page import models_page
from cadwidgets.service.picture_notice import picture_notice
from cadwidgets.service.request_body import SHORT_BODY_BYTES, Said, caller_of, read_asked, read_said
from cadwidgets.service.workers.results import plain

_PUBLISHED_FIELDS = ("key", "s", "id", "title")
_PAGE_LIMIT = 50
_MAX_LIMIT = 1000
_MAX_NUMBER = 10**9
_MAX_QUERY = 200
_SVG = "image/svg+xml"
_JSON_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept"}
_PICTURE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "no-cache",
    "Vary": "Accept",
}
_NUMBER = re.compile(r"[0-9]{1,10}")


class _ModelIdConvertor(StringConvertor):
    """One part of a path, but not the names that stand for something else below ``/parts``."""

    regex = "(?!(?:build|parameters)$)[^/]+"


register_url_convertor("model_id", _ModelIdConvertor())


def part_routes(service: ServiceContext) -> APIRouter:
    """The routes of the models that ``service`` keeps."""
    router = APIRouter(tags=["Stored models"], route_class=RefusingRoute, default_response_class=Response)
    library = Library(service)
    _changing_routes(router, service, library)
    _list_route(router, service, library)
    _model_routes(router, service, library)
    return router


def _changing_routes(router: APIRouter, service: ServiceContext, library: Library) -> None:
    models = service.models

    @router.post("/parts", status_code=201, openapi_extra=api.PUBLISH, responses=api.PUBLISHED)
    async def publish_model(request: Request) -> Response:
        """Keeps a ModelScript with the files beside it, as a new model or as the next version of `id`. It is parsed and
        not executed. What equals the latest version is not kept again: then the answer is 200."""
        said, caller = await read_asked(request, service.accounts)
        _check_published(said)
        service.admit()
        draft = Draft(said.get("s"), await library.read(said.get("s")), _title(said), said.files)
        model, new = await asyncio.to_thread(
            models.publish, draft, caller.account, model_id=said.get("id"), administrator=caller.administrator
        )
        url = _url(request, model.id)
        told = {"id": model.id, "version": model.version, "title": model.title, "url": url}
        return JSONResponse(told, 201 if new else 200, {"Location": url})

    @router.delete("/parts/{model_id:model_id}", openapi_extra=api.DELETE, responses=api.DELETED)
    async def delete_model(request: Request) -> Response:
        """Delete a model with all its versions: its owner and administrators may. The id is never used again."""
        model_id = request.path_params["model_id"]
        _, caller = await read_asked(request, service.accounts, limit=SHORT_BODY_BYTES)
        await asyncio.to_thread(models.delete, model_id, caller.account, administrator=caller.administrator)
        return JSONResponse({"id": model_id, "deleted": True})


def _list_route(router: APIRouter, service: ServiceContext, library: Library) -> None:
    @router.get("/parts", openapi_extra=api.SEARCH, responses=api.FOUND)
    async def find_models(request: Request) -> Response:
        """The shipped samples first, then what was changed last. Browsers get a page, which needs no key."""
        said = await read_said(request)
        as_page = preferred(request, JSON, HTML) == HTML
        caller = None if as_page else caller_of(request, said, service.accounts)
        text = said.get("q")
        if len(text) > _MAX_QUERY:
            raise RequestError("the words are too long", parameter="q", allowed=f"at most {_MAX_QUERY} characters")
        limit = _whole_number(said, "limit", _PAGE_LIMIT if as_page else _MAX_LIMIT, 1, _MAX_LIMIT)
        offset = _whole_number(said, "offset", 0, 0, _MAX_NUMBER)
        found, total = await asyncio.to_thread(service.models.search, text, limit=limit, offset=offset)
        entries = await library.described(found)
        if caller is None:
            return models_page(entries, total, text=text, limit=limit, offset=offset)
        models = [_listed(request, entry, caller) for entry in entries]
        return JSONResponse({"models": models, "total": total}, headers=_JSON_HEADERS)


def _model_routes(router: APIRouter, service: ServiceContext, library: Library) -> None:
    @router.get("/parts/{model_id:model_id}", openapi_extra=api.SHOW, responses=api.SHOWN)
    async def show_model(request: Request) -> Response:
        """A page with title, picture, parameters, presets, script, and a form that builds it; or all about it as JSON.
        Needs no key."""
        model_id, said = request.path_params["model_id"], await read_said(request)
        version = _whole_number(said, "version", 0, 0, _MAX_NUMBER)
        as_page = preferred(request, HTML, JSON) == HTML
        model = await library.find(model_id, version)
        if model is None and as_page:
            return no_model_page(model_id, version)
        if model is None:
            raise _unknown(model_id, version)
        times = await asyncio.to_thread(service.models.version_times, model.id)
        if not as_page:
            return JSONResponse(_shown(request, model, times), headers=_JSON_HEADERS)
        url = str(request.base_url).rstrip("/")
        problem = library.picture_problem(model)
        return model_page(model, times, problem, preset=said.get("preset"), service_url=url)

    @router.get("/parts/{model_id:model_id}/picture.png", openapi_extra=api.DRAW, responses=api.DRAWN)
    async def model_picture(request: Request) -> Response:
        """The model with its default values. It is drawn at the first request, charged to nobody, and kept. A browser
        gets a drawing that says why when the model does not build."""
        model_id, said = request.path_params["model_id"], await read_said(request)
        version = _whole_number(said, "version", 0, 0, _MAX_NUMBER)
        model = await asyncio.to_thread(service.models.find, model_id, version)
        if model is None:
            raise _unknown(model_id, version)
        try:
            png = await library.picture(model)
        except Refused as refused:
            if preferred(request, PLAIN, JSON, _SVG) != _SVG:
                raise
            notice = picture_notice(one_line(refused.frame))
            return Response(notice, STATUS[refused.frame["kind"]], _PICTURE_HEADERS | refused.headers, _SVG)
        return Response(png, headers=_PICTURE_HEADERS, media_type="image/png")


def _check_published(said: Said) -> None:
    if not said.get("s"):
        raise RequestError("the script is missing", parameter="s", allowed="a ModelScript in s")
    for name in said.fields:
        if name not in _PUBLISHED_FIELDS:
            allowed = ", ".join((*_PUBLISHED_FIELDS, "files"))
            raise RequestError(f"publishing knows no {name[:80]!r}", parameter=name[:80], allowed=allowed)


def _title(said: Said) -> str:
    title = " ".join(plain(said.get("title")).split())
    if len(title) > MAX_TITLE:
        raise RequestError("the title is too long", parameter="title", allowed=f"at most {MAX_TITLE} characters")
    return title


def _whole_number(said: Said, name: str, default: int, low: int, high: int) -> int:
    if name not in said.fields:
        return default
    text = said.get(name)
    if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
        allowed = f"a whole number from {low} to {high}"
        raise RequestError(
            f"{name} = {text[:40]!r} is no such number", parameter=name, value=text[:40], allowed=allowed
        )
    return int(text)


def _unknown(model_id: str, version: int) -> NotFound:
    which = f"version {version} of the model" if version else "model with the id"
    return NotFound(f"there is no {which} {model_id[:40]!r}", status=404)


def _url(request: Request, model_id: str) -> str:
    return f"{request.base_url}parts/{model_id}"


def _listed(request: Request, entry: Entry, caller: Caller) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": entry.version,
        "title": entry.title,
        "description": entry.description,
        "created": entry.created,
        "updated": entry.updated,
        "own": entry.owner == caller.account,
        "url": _url(request, entry.id),
    }


def _shown(request: Request, model: StoredModel, times: dict[int, float]) -> dict[str, Any]:
    versions = [{"version": version, "created": created} for version, created in times.items()]
    return {
        "id": model.id,
        "version": model.version,
        "versions": versions or [{"version": 1, "created": 0.0}],
        "title": model.title,
        "description": model.description,
        "created": min(times.values(), default=0.0),
        "updated": model.created,
        "script": model.script,
        "files": sorted(model.files),
        "schema": dict(model.schema),
        "url": _url(request, model.id),
        "formats": list(FILE_FORMATS),
    }
