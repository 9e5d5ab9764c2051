"""The gateway's lists: catalogs, categories, products, part numbers, languages, and who supplies a catalog."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.service import openapi
from cadwidgets.service.catalog.languages import LANGUAGES, known
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_answers import TEXT, GatewayRoute, answers, documented
from cadwidgets.service.gateway_catalog import (
    catalog_row,
    category_rows,
    contact_row,
    families_in,
    find_catalog,
    find_number,
    part_row,
    product_rows,
)
from cadwidgets.service.gateway_request import GatewayError, configured, culture_of, read_call
from cadwidgets.service.gateway_tokens import GatewayTokens

_OBJECT: openapi.Schema = {"type": "object"}
_LIST: openapi.Schema = {"type": "array", "items": _OBJECT}
_FLAGS = {"": False, "false": False, "0": False, "true": True, "1": True}


def search_routes(service: ServiceContext, tokens: GatewayTokens) -> APIRouter:
    """The lists over ``service``."""
    router = APIRouter(route_class=GatewayRoute, default_response_class=Response)
    _lists(router, service, tokens)
    _availability(router, service, tokens)
    return router


def _lists(router: APIRouter, service: ServiceContext, tokens: GatewayTokens) -> None:
    languages = {"type": "object", "additionalProperties": TEXT}

    @router.get("/v2/SupportedLanguages", openapi_extra=documented(), responses=answers(languages, 401, 429))
    async def supported_languages(request: Request) -> Response:
        """The languages by their cultureInfo."""
        read_call(service, tokens, request)
        return JSONResponse(dict(LANGUAGES))

    @router.get(
        "/v2/Search/CatalogList",
        openapi_extra=documented("cultureInfo"),
        responses=answers(_LIST, 400, 401, 429, 500),
    )
    async def catalog_list(request: Request) -> Response:
        """All catalogs."""
        language = culture_of(read_call(service, tokens, request).query, unknown=500)
        return JSONResponse([catalog_row(item, language) for item in service.catalogs])

    @router.get(
        "/v2/Search/CategoryList",
        openapi_extra=documented("classificationCode", "cultureInfo"),
        responses=answers(_LIST, 400, 401, 404, 429, 500),
    )
    async def category_list(request: Request) -> Response:
        """The categories of a catalog."""
        query = read_call(service, tokens, request).query
        code, language = query.needed("classificationCode"), culture_of(query, unknown=500)
        return JSONResponse(category_rows(find_catalog(service.catalogs, code), language))

    @router.get(
        "/v2/Search/ProductList",
        openapi_extra=documented("cultureInfo", "classificationCode", "categoryCode"),
        responses=_list_or_nothing(400, 401, 429),
    )
    async def product_list(request: Request) -> Response:
        """The part families of a catalog or category; an empty body for an unknown one, as documented."""
        query = read_call(service, tokens, request).query
        language, code = query.needed("cultureInfo"), query.needed("classificationCode")
        category = query["categoryCode"] if query.has("categoryCode") else "/"
        found = families_in(service.catalogs, code, category) if category and known(language) else ()
        if not found:
            return Response(media_type="text/plain")  # an empty text; it is no JSON
        return JSONResponse(product_rows(service.catalogs, found, str(request.base_url), language))

    @router.get(
        "/v2/Search/ProductAndCategoryList",
        openapi_extra=documented("classificationCode", "partFamilyCode"),
        responses=answers(_OBJECT, 400, 401, 404, 429),
    )
    async def product_and_category_list(request: Request) -> Response:
        """The part families of a catalog, or one of them, and the categories."""
        query = read_call(service, tokens, request).query
        code, wanted = query.needed("classificationCode"), query["partFamilyCode"]
        known = find_catalog(service.catalogs, code)
        families = [item for item in known.contents.families if wanted in ("", item.part_id)]
        if not families:
            raise GatewayError(404, f"there is no part family {wanted[:60]!r} in the catalog {code[:60]!r}")
        rows = product_rows(service.catalogs, families, str(request.base_url))
        return JSONResponse({"productList": rows, "categoryList": category_rows(known)})

    @router.get(
        "/v1/Search/PartNumberList",
        openapi_extra=documented("partFamilyCode", "returnYourOwnCodes"),
        responses=answers(_LIST, 400, 401, 404, 429),
    )
    async def part_number_list(request: Request) -> Response:
        """The part numbers of a family. No part has an own code here."""
        query = read_call(service, tokens, request).query
        family, _ = configured(service, query.needed("partFamilyCode"), "")
        own: dict[str, list[str]] = (
            {"yourOwnCodes": []} if _flag(query["returnYourOwnCodes"], "returnYourOwnCodes") else {}
        )
        return JSONResponse(
            [
                part_row(family, known) | {"cadDataAvailability": family.has_cad(known)} | own
                for known in family.configurations
            ]
        )

    @router.get(
        "/v1/Contact/Catalog",
        openapi_extra=documented("classificationCode"),
        responses=answers(_OBJECT, 400, 401, 404, 429),
    )
    async def contact(request: Request) -> Response:
        """Who supplies a catalog: this service itself, which sells nothing."""
        found = find_catalog(service.catalogs, read_call(service, tokens, request).query.needed("classificationCode"))
        return JSONResponse(contact_row(found))


def _availability(router: APIRouter, service: ServiceContext, tokens: GatewayTokens) -> None:
    @router.get(
        "/v2/Search/PartNumber/Availability",
        openapi_extra=documented("partNumber", "catalog", "removeChar"),
        responses=answers(_OBJECT, 400, 401, 404, 429),
    )
    async def part_number_availability(request: Request) -> Response:
        """The names of the part that has this number; `removeChar=true` ignores blanks and . - / +."""
        query = read_call(service, tokens, request).query
        plain = _flag(query["removeChar"], "removeChar")
        found = find_number(service.catalogs, query.needed("catalog"), query.needed("partNumber"), plain=plain)
        return JSONResponse(part_row(*found))

    @router.get(
        "/v2/Search/YourOwnCode/Availability",
        openapi_extra=documented("yourOwnCode", "catalog"),
        responses=answers(_OBJECT, 400, 401, 404, 429),
    )
    async def own_code_availability(request: Request) -> Response:
        """404: no part of this service has a code of its buyer."""
        query = read_call(service, tokens, request).query
        code, found = query.needed("yourOwnCode"), find_catalog(service.catalogs, query.needed("catalog"))
        raise GatewayError(404, f"there is no own code {code[:60]!r} in the catalog {found.classification_id}")

    @router.get(
        "/v2/Search/Catalog/Availability",
        openapi_extra=documented("catalog"),
        responses=answers(_OBJECT, 400, 401, 404, 429),
    )
    async def catalog_availability(request: Request) -> Response:
        """The catalog, and when it last changed."""
        found = find_catalog(service.catalogs, read_call(service, tokens, request).query.needed("catalog"))
        return JSONResponse(catalog_row(found))


def _list_or_nothing(*statuses: int) -> openapi.Answers:
    """A list, or an empty body where there is nothing to list."""
    documents = answers(_LIST, *statuses)
    documents[200]["content"]["text/plain"] = {"schema": {"const": ""}}
    return documents


def _flag(text: str, name: str) -> bool:
    if text.lower() not in _FLAGS:
        raise GatewayError(400, f"{name} is neither true nor false")
    return _FLAGS[text.lower()]
