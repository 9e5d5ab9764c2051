"""``/catalog/part``: one part with the source of every value. Our own addition: TraceParts has no such call."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request

from cadwidgets.errors import AuthError, BuildRefused, RequestError
from cadwidgets.service import openapi
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.catalog.languages import DEFAULT, LANGUAGES, known
from cadwidgets.service.catalog.resolve import resolve
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.part_details import details_row
from cadwidgets.service.part_mass import mass_of

_TEXT = {"type": "string"}
_NAMES = ("part_number", "title", "description", "standard", "material", "classification_id", "part_id")
_PART = dict.fromkeys((*_NAMES, "selection_path", "picture_url"), _TEXT) | {
    "dimensions": {"type": "array", "items": {"type": "object"}},
    "properties": {"type": "object"},
    "formats": {"type": "array", "items": {"type": "object"}},
    "mass": {"type": ["number", "null"]},
}
_ANSWER = {
    "description": "The part",
    "content": {"application/json": {"schema": {"type": "object", "required": list(_PART), "properties": _PART}}},
}
_ANSWERS = openapi.answers(_ANSWER, 400, 403, 404, 414)


def part_details_routes(service: ServiceContext) -> APIRouter:
    """One part of the catalog, by what people write or by its selection path."""
    router = APIRouter(prefix="/catalog", tags=["Catalog"], route_class=RefusingRoute)

    @router.get("/part", responses=_ANSWERS, summary="A part: every value with its source and basis, mass, formats")
    async def part(
        request: Request,
        number: Annotated[str, Query(description="A designation, as in ISO 4762 M6x20, in any spelling")] = "",
        part_id: Annotated[str, Query(description="A family, with path, in place of number")] = "",
        path: Annotated[str, Query(description="A selection path; without one, the family's default")] = "",
        show: Annotated[str, Query(description="Options as in thread=real, with commas between them")] = "",
        language: Annotated[str, Query(description="en, de or fr")] = DEFAULT,
        key: Annotated[str, Query()] = "",
        x_api_key: Annotated[str, Header()] = "",
    ) -> dict[str, Any]:
        """The key comes in the header `X-Api-Key` or as the parameter `key`. Nothing is charged."""
        if not service.accounts.check(x_api_key or key):
            raise AuthError("the key is missing or wrong", status=403)
        if not known(language):
            raise RequestError("the language is not known", parameter="language", allowed=", ".join(LANGUAGES))
        family, configuration = await asyncio.to_thread(_named, service, number, part_id, path)  # looks at all names
        configuration = family.shown(configuration, dict(_options(show)))
        mass = await _mass(service, family, configuration.part_number)
        return details_row(family, configuration, mass, str(request.base_url), language)

    return router


def _named(service: ServiceContext, number: str, part_id: str, path: str) -> tuple[Family, Configuration]:
    if bool(number) == bool(part_id):
        allowed = "number=ISO 4762 M6x20, or part_id with path"
        raise RequestError("a part is named in exactly one way", parameter="number", allowed=allowed)
    if number:
        return resolve(service.catalogs.every_family, number)
    family = service.catalogs.find_family(part_id)
    return family, family.configured(path)


def _options(show: str) -> list[tuple[str, str]]:
    pairs = [step.partition("=") for step in show.split(",") if step.strip()]
    if not all(symbol and value for symbol, _, value in pairs):
        raise RequestError("show holds no options", parameter="show", value=show[:60], allowed="thread=real")
    return [(symbol.strip(), value.strip()) for symbol, _, value in pairs]


async def _mass(service: ServiceContext, family: Family, part_number: str) -> float | None:
    """In grams; a part that cannot be built has none, and is told without it."""
    try:
        return await mass_of(service, family, part_number)
    except BuildRefused:
        return None
