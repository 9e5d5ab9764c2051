"""``/catalog/part``: one part with the source of every value. Our own addition: TraceParts has no such call."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Header, Query, Request

from cadwidgets.errors import AuthError, BuildRefused, RequestError
from cadwidgets.service import openapi
from cadwidgets.service.answers import RefusingRoute
from cadwidgets.service.catalog import Catalogs, Configuration, Family
from cadwidgets.service.catalog.configurator import Configured, configure, update
from cadwidgets.service.catalog.languages import DEFAULT, LANGUAGES, known
from cadwidgets.service.catalog.resolve import resolve
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.part_details import details_row
from cadwidgets.service.part_mass import mass_of

_TEXT = {"type": "string"}
_NAMES = ("part_number", "title", "description", "standard", "material", "classification_id", "part_id")
_ROWS = {"type": "array", "items": {"type": "object"}}
_PART: openapi.Schema = {
    **dict.fromkeys((*_NAMES, "selection_path", "picture_url"), _TEXT),
    **dict.fromkeys(("dimensions", "bom", "parameters", "formats"), _ROWS),
    "messages": {"type": "array", "items": _TEXT},
    "properties": {"type": "object"},
    "options": {"type": "object"},
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

    @router.get("/part", responses=_ANSWERS, summary="A part: every value with its source, choices, formats")
    async def part(
        request: Request,
        number: Annotated[str, Query(description="A designation, as in ISO 4762 M6x20, in any spelling")] = "",
        classification: Annotated[str, Query(description="The id of the only catalog to look number up in")] = "",
        part_id: Annotated[str, Query(description="A family, with path, in place of number")] = "",
        path: Annotated[str, Query(description="A selection path; without one, the family's default")] = "",
        show: Annotated[str, Query(description="Options as in thread=real, with commas between them")] = "",
        symbol: Annotated[str, Query(description="A parameter to set: the answer is the part after that")] = "",
        value: Annotated[str, Query(description="What to set it to, one of its choices")] = "",
        language: Annotated[str, Query(description="en, de or fr")] = DEFAULT,
        key: Annotated[str, Query()] = "",
        x_api_key: Annotated[str, Header()] = "",
    ) -> dict[str, Any]:
        """What cannot be set changes nothing and is told in `messages`. Later parameters that have no such value beside
        the new one take the nearest.

        The key comes in the header `X-Api-Key` or as the parameter `key`. Nothing is charged.
        """
        if not service.accounts.check(x_api_key or key):
            raise AuthError("the key is missing or wrong", status=403)
        if not known(language):
            raise RequestError("the language is not known", parameter="language", allowed=", ".join(LANGUAGES))
        asked = _Asked(number, classification, part_id, path, show, symbol, value)
        shown = await asyncio.to_thread(_configured, service, asked)  # looks at all names
        mass = await _mass(service, shown.family, shown.configuration.part_number)
        return details_row(shown, mass, str(request.base_url), language)

    return router


class _Asked(NamedTuple):
    """What was asked for, as it came."""

    number: str
    classification: str
    part_id: str
    path: str
    show: str
    symbol: str
    value: str


def _configured(service: ServiceContext, asked: _Asked) -> Configured:
    """The part with its options, after the change if there is one."""
    family, configuration = _named(service.catalogs, asked)
    path = family.selection_path(family.shown(configuration, dict(_options(asked.show))))
    if asked.value and not asked.symbol:
        raise RequestError("value is given, and no symbol to set to it", parameter="symbol", allowed="symbol=d&value=8")
    return update(family, path, asked.symbol, asked.value) if asked.symbol else configure(family, path)


def _named(catalogs: Catalogs, asked: _Asked) -> tuple[Family, Configuration]:
    if bool(asked.number) == bool(asked.part_id) or (asked.part_id and asked.classification):
        allowed = "number=ISO 4762 M6x20, with or without classification, or part_id with path"
        raise RequestError("a part is named in exactly one way", parameter="number", allowed=allowed)
    if asked.part_id:
        family = catalogs.find_family(asked.part_id)
        return family, family.configured(asked.path)
    searched = catalogs.families_of(asked.classification) if asked.classification else catalogs.every_family
    return resolve(searched, asked.number)


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
