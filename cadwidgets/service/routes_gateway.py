"""The TraceParts API gateway (``/v1``, ``/v2``, ``/v3``). What the contract leaves open, and what this service chose,
is listed in ``docs/traceparts.md``."""

from __future__ import annotations

import time
from collections.abc import Callable

from fastapi import APIRouter

from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_tokens import GatewayTokens
from cadwidgets.service.routes_gateway_account import account_routes
from cadwidgets.service.routes_gateway_cad import cad_routes
from cadwidgets.service.routes_gateway_product import product_routes
from cadwidgets.service.routes_gateway_search import search_routes


def gateway_routes(service: ServiceContext, clock: Callable[[], float] = time.time) -> APIRouter:
    """The gateway over ``service``; ``clock`` gives the time by which tokens end."""
    tokens = GatewayTokens(service.accounts, clock)
    router = APIRouter(tags=["TraceParts gateway"])
    for routes in (account_routes, cad_routes, product_routes, search_routes):
        router.include_router(routes(service, tokens))
    return router
