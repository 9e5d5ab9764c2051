"""What an assembly of a catalog consists of."""

from __future__ import annotations

import threading
from dataclasses import replace

from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_parts import line_of_details, lines_of_text
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.errors import NotFound


def components_of(
    details: PartDetails, catalog: CatalogClient, cancel: threading.Event | None = None
) -> tuple[BomLine, ...]:
    """Its parts, each with its own data; none of what is no assembly. Raises SourceError and its kinds, Cancelled."""
    lines = lines_of_text(BomText(details.bom))
    return tuple(_known(child, catalog, cancel) for line in lines for child in line.children)


def _known(counted: BomLine, catalog: CatalogClient, cancel: threading.Event | None) -> BomLine:
    """So many of a part as the catalog knows it."""
    try:
        details = catalog.part(counted.part_number, cancel=cancel)
    except NotFound:  # of somebody else: the line stays, and tells that its mass is missing
        return counted
    return replace(line_of_details(details), quantity=counted.quantity)
