"""The trees of categories that the catalogs' families are in."""

from __future__ import annotations

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.groups import GROUPS
from cadwidgets.service.catalog.model import Category

CATEGORIES = tuple(sorted((known for group in GROUPS for known in group.CATEGORIES), key=lambda known: known.code))


def of(classification_id: str) -> tuple[Category, ...]:
    """The categories of a catalog, each before those below it. Raises NotFound."""
    found = tuple(known for known in CATEGORIES if known.classification_id == classification_id)
    if not found:
        raise NotFound(f"there is no catalog {classification_id[:60]!r}")
    return found
