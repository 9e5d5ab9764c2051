"""``/catalog/sizes``: the sizes that a family has. Our own addition: TraceParts has no such call."""

from __future__ import annotations

import asyncio
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query, Response

from cadwidgets.errors import AuthError
from cadwidgets.service import catalog, openapi
from cadwidgets.service.answers import JSON, RefusingRoute
from cadwidgets.service.catalog.sizes import sizes_of
from cadwidgets.service.context import ServiceContext

_TEXT: openapi.Schema = {"type": "string"}
_SIZE: openapi.Schema = {
    "type": "object",
    "required": ["value", "part_numbers"],
    "properties": {"value": {"type": "number"}, "part_numbers": {"type": "array", "items": _TEXT}},
}
_SIZES = openapi.json_answer(
    "The values, ascending, each with the part numbers that have it",
    title=_TEXT,
    part_id=_TEXT,
    symbol=_TEXT,
    label=_TEXT,
    unit=_TEXT,
    sizes={"type": "array", "items": _SIZE},
)
_Reference = Annotated[
    str,
    Query(
        max_length=500,
        description="Words of one part family, a dot and the symbol of a dimension, then conditions: "
        "`deep-groove bearing.d, series=62, d=10..50`",
    ),
]


def sizes_routes(service: ServiceContext) -> APIRouter:
    """The sizes of the families of the standard catalog, which a script may refer to."""
    router = APIRouter(prefix="/catalog", tags=["Catalog"], route_class=RefusingRoute, default_response_class=Response)

    @router.get("/sizes", responses=openapi.answers(_SIZES, 400, 403, 414), summary="The sizes that a part family has")
    async def sizes(
        of: _Reference = "",
        key: Annotated[str, Query()] = "",
        x_api_key: Annotated[str, Header()] = "",
    ) -> Response:
        """What `# [catalog: deep-groove bearing.d]` in a model's script means. Only the standard catalog is asked.

        The key comes in the header `X-Api-Key` or as the parameter `key`.
        """
        if not service.accounts.check(x_api_key or key):
            raise AuthError("the key is missing or wrong")
        found = await asyncio.to_thread(lambda: sizes_of(catalog.families(), of))
        return Response(orjson.dumps(found), media_type=JSON)

    return router
