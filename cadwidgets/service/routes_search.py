"""``/catalog/search``: parts by words, numbers and filters. Our own addition: TraceParts has no such call."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query, Request, Response

from cadwidgets.contract.search import Filter, SearchPage
from cadwidgets.errors import AuthError
from cadwidgets.service import openapi, search
from cadwidgets.service.answers import JSON, RefusingRoute
from cadwidgets.service.catalog.languages import DEFAULT
from cadwidgets.service.context import ServiceContext

MAX_PAGE = 1_000_000
_LIST: openapi.Schema = {"type": "array", "items": {"type": "object"}}
_NUMBER: openapi.Schema = {"type": "integer", "minimum": 0}
_PAGE = openapi.json_answer(
    "A page of parts, the columns of a table of them, the facets that narrow the search further, and what was "
    "understood of `q`",
    total=_NUMBER,
    about={"type": "boolean"},
    page=_NUMBER,
    pages=_NUMBER,
    hits=_LIST,
    facets=_LIST,
    understood=_LIST,
    columns=_LIST,
)
_Text = Annotated[
    str, Query(max_length=500, description="Words, part numbers and sizes, such as `M6x20 ISO 4762` or `bore 25`")
]
_Filters = Annotated[
    tuple[str, ...],
    Query(
        alias="filter",
        description="A condition on a facet: `d:6`, `standard:ISO 4762,ISO 4017`, `l:10..30`, `l:1in..2in`. All must "
        "hold. A backslash stands before a comma, a colon, or the first of two dots in a value",
    ),
]
_Sort = Annotated[
    str, Query(max_length=200, description="A column, or `part_number`; `-l` is descending. Else the best hits first")
]


def search_routes(service: ServiceContext) -> APIRouter:
    """The search over the catalogs of ``service``."""
    router = APIRouter(prefix="/catalog", tags=["Catalog"], route_class=RefusingRoute, default_response_class=Response)

    @router.get(
        "/search",
        responses=openapi.answers(_PAGE, 400, 403, 404, 414),
        summary="Search all parts",
    )
    async def find(
        request: Request,
        q: _Text = "",
        filters: _Filters = (),
        page: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 1,
        size: Annotated[int, Query(ge=1, le=search.MAX_SIZE, description="Hits on a page")] = 20,
        sort: _Sort = "",
        classification: Annotated[str, Query(description="The id of the only catalog to search")] = "",
        language: Annotated[str, Query(description="Of titles and labels: en, de or fr; else English")] = DEFAULT,
        key: Annotated[str, Query()] = "",
        x_api_key: Annotated[str, Header()] = "",
    ) -> Response:
        """Facets are counted without their own filter: a count says what choosing another value would bring. Parts
        without a value come last, whichever way they are sorted.

        The key comes in the header `X-Api-Key` or as the parameter `key`.
        """
        if not service.accounts.check(x_api_key or key):
            raise AuthError("the key is missing or wrong")
        catalog = service.catalogs.home_of(classification) if classification else ""
        wanted = search.Query(q, tuple(map(Filter.parse, filters)), catalog, page, size, sort, language)
        body = await asyncio.to_thread(_found, service, wanted, str(request.base_url))
        return Response(body, media_type=JSON)

    return router


def _found(service: ServiceContext, wanted: search.Query, base_url: str) -> bytes:
    """The page as JSON. It takes milliseconds, but the first one waits for the index: it runs in a thread."""
    return orjson.dumps(_with_addresses(service.search.search().page(wanted), base_url))


def _with_addresses(page: SearchPage, base_url: str) -> SearchPage:
    """The page with the whole addresses of the pictures that there are."""
    seen = (replace(hit, picture_url=base_url + hit.picture_url) if hit.picture_url else hit for hit in page.hits)
    return replace(page, hits=tuple(seen))
