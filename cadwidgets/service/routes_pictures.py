"""``/pictures``: what the parts of the catalog look like. No key is needed: the URLs stand in answers and pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from cadwidgets.errors import NotFound
from cadwidgets.service import openapi
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.part_pictures import PartPictures, shown_part

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "max-age=3600",
}
_PNG = {"description": "The picture", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
_ANSWERS = openapi.answers(_PNG, 404, 414, 500, 502, 503, 504)
_PartId = Annotated[str, Path(description="The part id of a family, as in 90-24112026-000010")]
_Number = Annotated[int, Path(ge=0, description="The place of a part in its family, from 0")]


def picture_routes(service: ServiceContext) -> APIRouter:
    """The routes of the pictures that ``service`` draws."""
    router = APIRouter(prefix="/pictures", tags=["Catalog"], route_class=RefusingRoute, default_response_class=Response)
    pictures = PartPictures(service)

    async def answer(family: Family, part: Configuration) -> Response:
        png = await pictures.picture(family, part)
        return Response(png, headers=_HEADERS, media_type="image/png")

    @router.get("/{part_id}.png", responses=_ANSWERS, summary="A family, by its first part that can be shown")
    async def family_picture(part_id: _PartId) -> Response:
        """It is drawn at the first request, charged to nobody, and kept."""
        family = service.catalogs.find_family(part_id)
        return await answer(family, shown_part(family))

    @router.get("/{part_id}/{number:int}.png", responses=_ANSWERS, summary="A part of a family")
    async def part_picture(part_id: _PartId, number: _Number) -> Response:
        """It is drawn at the first request, charged to nobody, and kept."""
        family = service.catalogs.find_family(part_id)
        if number >= len(family.configurations):
            raise NotFound(f"{family.title} has only {len(family.configurations)} parts, counted from 0", status=404)
        return await answer(family, family.configurations[number])

    return router
