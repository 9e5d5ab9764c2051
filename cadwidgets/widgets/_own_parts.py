"""A DataFrame as a catalog of the part picker: sent to the service that has the parts, then picked from like any."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.own_catalogs import OwnCatalogsClient
from cadwidgets.contract.own_catalogs import Imported, OwnParts
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.tables.own_parts import FRAME_PREFIX, content_id

_MOST_KEPT = 20
"""So many catalogs of DataFrames stay at the service: the one that was not changed for longest goes first."""
_MOST_TOLD = 3


def sent(
    sources: Sources, parts: OwnParts, told: Callable[[str, float], None], cancel: threading.Event
) -> tuple[CatalogClient, Imported]:
    """The service that has a DataFrame's parts now, as the catalog of their content's id, and what was not taken.

    Raises RequestError for a service that takes no own catalogs, and for a DataFrame without a single part.
    """
    catalog = sources.catalog
    if catalog is None:
        raise RequestError(
            f"{sources.parts.source} takes no parts of your own",
            parameter="catalog",
            allowed="the embedded service, or a service of cadwidgets as traceparts_url",
        )
    catalog_id = content_id(parts)
    _make_room(catalog.own, catalog_id)
    imported = catalog.own.import_parts(
        catalog_id, parts, told=lambda name, done, total: told(f"Sending {name} \u2026", done / total), cancel=cancel
    )
    if not imported.catalog.parts:
        raise RequestError(f"no row of the DataFrame is a part: {not_taken(imported)}", parameter="catalog")
    return catalog, imported


def not_taken(imported: Imported) -> str:
    """What was not taken and why, in short; an empty text if all was."""
    told = [f"row {one.row} ({one.part_number}): {one.problem}" for one in imported.row_problems]
    told += [f"file {one.name}: {one.problem}" for one in imported.file_problems]
    more = f"; and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return "; ".join(told[:_MOST_TOLD]) + more


def _make_room(own: OwnCatalogsClient, catalog_id: str) -> None:
    """Remove the oldest catalogs of DataFrames beyond those that are kept."""
    frames = [one for one in own.list() if one.own and one.id.startswith(FRAME_PREFIX) and one.id != catalog_id]
    for old in sorted(frames, key=lambda one: one.updated)[: -(_MOST_KEPT - 1)]:
        own.remove(old.id)
