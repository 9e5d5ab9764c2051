"""``/catalog/own``: parts that an account brings itself, as a table and STEP files. Our own addition."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.contract.own_catalogs import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MAX_TABLE_BYTES,
    MAX_TEXT,
    check_file_name,
    check_id,
)
from cadwidgets.errors import RequestError
from cadwidgets.service import own_catalogs_api as api
from cadwidgets.service.answers import Refused, RefusingRoute
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.builder import run_job
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.incoming import whole_body
from cadwidgets.service.part_jobs import STEP_NAME

Table = tuple[str, list[Mapping[str, str]]]


def own_catalog_routes(service: ServiceContext) -> APIRouter:
    """The routes of the catalogs that the accounts of ``service`` bring."""
    router = APIRouter(
        prefix="/catalog/own", tags=["Catalog"], route_class=RefusingRoute, default_response_class=Response
    )
    own = service.own_catalogs

    @router.get("", openapi_extra=api.LIST, responses=api.LISTED, summary="All own catalogs")
    async def list_catalogs(request: Request) -> Response:
        """Every key of the service sees all of them."""
        found = await asyncio.to_thread(own.list, _caller(service, request))
        return JSONResponse({"catalogs": [asdict(known) for known in found]})

    @router.put("/{catalog_id}", openapi_extra=api.PUT, responses=api.KEPT, summary="Make or replace a catalog")
    async def put_catalog(request: Request, catalog_id: str) -> Response:
        """A row that is no part is told, and the others are taken. Only the account that made a catalog changes it."""
        caller = _caller(service, request)
        service.admit()
        title, rows = await asyncio.to_thread(_read_table, await whole_body(request, MAX_TABLE_BYTES))
        kept = await asyncio.to_thread(own.put, check_id(catalog_id), title or catalog_id, rows, caller)
        return JSONResponse(asdict(kept))

    @router.put(
        "/{catalog_id}/files/{name}", openapi_extra=api.PUT_FILE, responses=api.KEPT_FILE, summary="Give a STEP file"
    )
    async def put_file(request: Request, catalog_id: str, name: str) -> Response:
        """The body is the file. It is read and measured in a worker before it is kept."""
        caller = _caller(service, request)
        service.admit()
        await asyncio.to_thread(own.check, catalog_id, check_file_name(name), caller)
        data = await whole_body(request, MAX_FILE_BYTES)
        volume = await _volume(service, data)
        step = await asyncio.to_thread(own.put_file, catalog_id, name, data, volume, caller)
        return JSONResponse({"name": name, "sha256": step.digest, "volume": step.volume})

    @router.delete("/{catalog_id}", openapi_extra=api.DELETE, responses=api.DELETED, summary="Delete a catalog")
    async def delete_catalog(request: Request, catalog_id: str) -> Response:
        """With its files. Only the account that made it and administrators may."""
        await asyncio.to_thread(own.delete, catalog_id, _caller(service, request))
        return JSONResponse({"id": catalog_id, "deleted": True})

    return router


def _caller(service: ServiceContext, request: Request) -> Caller:
    return service.accounts.caller(request.headers.get("x-api-key") or request.query_params.get("key", ""))


async def _volume(service: ServiceContext, data: bytes) -> float:
    """The volume in mm³ of the solids in a STEP file. Raises Refused with what the worker says of it."""
    with service.scratch() as folder:
        await asyncio.to_thread((folder / STEP_NAME).write_bytes, data)
        job = {"op": "measure", "step": STEP_NAME, "part_number": STEP_NAME}
        outcome = await run_job(service, job, folder)
    return float(outcome.frame["ok"]["properties"]["volume"])


def _read_table(body: bytes) -> Table:
    """The title and the rows. Raises RequestError, and Refused for more than may be sent."""
    try:
        said = json.loads(body)
        title, rows = said.get("title", ""), said["rows"]
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError):
        raise RequestError(
            "the body is no table", parameter="rows", allowed="{title, rows: [{column: text}]}"
        ) from None
    if not isinstance(title, str) or len(title) > MAX_TEXT:
        raise RequestError("the title cannot be used", parameter="title", allowed=f"at most {MAX_TEXT} characters")
    if not isinstance(rows, list):
        raise RequestError("rows is no list", parameter="rows", allowed="a list of objects")
    if len(rows) > MAX_ROWS:
        raise Refused(
            "toolarge", f"the table has {len(rows):,} rows", parameter="rows", allowed=f"at most {MAX_ROWS:,}"
        )
    for place, row in enumerate(rows, start=1):
        _check_row(place, row)
    return _clean(title), rows


def _check_row(place: int, row: Any) -> None:
    if not isinstance(row, dict) or not all(isinstance(text, str) for text in row.values()):
        raise RequestError(f"row {place} is no object of texts", parameter="rows", allowed="texts by column")
    if len(row) > MAX_COLUMNS or any(len(column) > MAX_TEXT for column in row):
        raise Refused(
            "toolarge",
            f"row {place} has too many columns, or one with too long a name",
            parameter="rows",
            allowed=f"at most {MAX_COLUMNS} columns, names of at most {MAX_TEXT} characters",
        )


def _clean(title: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
