"""The classic TraceParts web services (``/tpowebservices/``), in JSON and XML, and the files they point to.

The flags of an answer are the texts "True" and "False", and the archive stands first, as existing clients expect. What
the contract leaves open is listed in ``docs/traceparts.md``, each with the choice of this service.
"""

from __future__ import annotations

from fastapi import APIRouter

from cadwidgets.service.context import ServiceContext
from cadwidgets.service.routes_classic_download import download_routes
from cadwidgets.service.routes_classic_lists import list_routes
from cadwidgets.service.routes_classic_users import user_routes
from cadwidgets.service.routes_files import file_routes


def classic_routes(service: ServiceContext) -> APIRouter:
    """The classic calls over ``service``, and the files that their answers point to."""
    calls = APIRouter(prefix="/tpowebservices", tags=["TraceParts classic"])
    for routes in (download_routes, list_routes, user_routes):
        calls.include_router(routes(service))
    whole = APIRouter()
    whole.include_router(calls)
    whole.include_router(file_routes(service))
    return whole
