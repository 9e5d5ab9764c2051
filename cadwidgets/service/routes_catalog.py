"""``/catalog/families``: what a part picker shows. Our own addition: TraceParts has no such call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query

from cadwidgets.service.catalog import CLASSIFICATION_ID, SHIPPED, Catalogs, Family
from cadwidgets.service.catalog.formats import FORMATS
from cadwidgets.service.context import ServiceContext


def catalog_routes(service: ServiceContext) -> APIRouter:
    """The listing of the embedded catalog."""
    router = APIRouter(prefix="/catalog", tags=["Catalog"])

    @router.get("/families", summary="All part families, and the formats of their CAD files")
    def families(
        key: Annotated[str, Query()] = "", x_api_key: Annotated[str, Header()] = ""
    ) -> dict[str, list[dict[str, Any]]]:
        """The key comes in the header `X-Api-Key` or as the parameter `key`."""
        if not service.accounts.check(x_api_key or key):
            raise HTTPException(403, "the key is missing or wrong")
        return {
            "families": [_as_json(family) for family in _listed(service.catalogs)],
            "formats": [{"id": known.id, "label": known.label} for known in FORMATS],
        }

    return router


def _listed(catalogs: Catalogs) -> Iterator[Family]:
    """The standard parts once, by what they do, and the parts of all own catalogs."""
    for known in catalogs:
        if known.classification_id == CLASSIFICATION_ID or known not in SHIPPED:
            yield from known.contents.families


def _as_json(family: Family) -> dict[str, Any]:
    return {
        "id": family.id,
        "classification_id": family.classification_id,
        "title": family.title,
        "description": family.description,
        "part_numbers": list(family.part_numbers),
    }
