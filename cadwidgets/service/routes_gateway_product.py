"""The gateway's configurator: Configure and UpdateConfiguration."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cadwidgets.errors import BuildRefused, NotFound
from cadwidgets.service import openapi
from cadwidgets.service.catalog.configurator import Configured, configure, update
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_answers import GatewayRoute, answers, documented
from cadwidgets.service.gateway_catalog import configured_row
from cadwidgets.service.gateway_request import configured, culture_of, read_call
from cadwidgets.service.gateway_tokens import GatewayTokens
from cadwidgets.service.part_mass import mass_of

_KEYS = (
    "globalInfo",
    "configuratorList",
    "bomFields",
    "cadFormatList",
    "documentList",
    "currentConfigurationLinkList",
)
_CONFIGURED: openapi.Schema = {"type": "object", "required": list(_KEYS)}


def product_routes(service: ServiceContext, tokens: GatewayTokens) -> APIRouter:
    """The configurator over ``service``."""
    router = APIRouter(route_class=GatewayRoute, default_response_class=Response)

    @router.get(
        "/v3/Product/Configure",
        summary="A configuration of a part family",
        openapi_extra=documented("partFamilyCode", "cultureInfo", "selectionPath", "cadDetailLevel"),
        responses=answers(_CONFIGURED, 400, 401, 404, 429),
    )
    async def configure_product(request: Request) -> Response:
        """Without a selectionPath, the default configuration."""
        query = read_call(service, tokens, request).query
        language = culture_of(query, unknown=400)
        family, _ = configured(service, query.needed("partFamilyCode"), query["selectionPath"])
        return await shown(configure(family, query["selectionPath"]), str(request.base_url), language)

    @router.post(
        "/v3/Product/UpdateConfiguration",
        summary="Set one parameter of a configuration",
        openapi_extra=documented(
            "partFamilyCode", "cultureInfo", "initialSelectionPath", "symbol", "value", "cadDetailLevel"
        ),
        responses=answers(_CONFIGURED, 400, 401, 404, 429),
    )
    async def update_configuration(request: Request) -> Response:
        """All in the query. What cannot be set changes nothing and is told in `configurationErrors`."""
        query = read_call(service, tokens, request).query
        language = culture_of(query, unknown=400)
        path, symbol = query["initialSelectionPath"], query.needed("symbol")
        family, _ = configured(service, query.needed("partFamilyCode"), path)
        return await shown(update(family, path, symbol, query["value"]), str(request.base_url), language)

    async def shown(part: Configured, base_url: str, language: str) -> Response:
        try:
            mass = await mass_of(service, part.family, part.configuration.part_number)
        except (BuildRefused, NotFound):  # a part that cannot be built has no mass, and is listed without it
            mass = None
        return JSONResponse(configured_row(service.catalogs, part, mass, base_url, language))

    return router
