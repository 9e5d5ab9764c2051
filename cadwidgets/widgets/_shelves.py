"""Which shelf a picker picks from."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cadwidgets.contract.own_catalogs import Imported, OwnParts
from cadwidgets.sources import Sources
from cadwidgets.widgets._foreign_shelf import ForeignShelf
from cadwidgets.widgets._our_shelf import OurShelf
from cadwidgets.widgets._own_parts import sent
from cadwidgets.widgets._shelf import Shelf


def shelf_for(
    sources: Sources, own: OwnParts | None, told: Callable[[str, float], None], cancel: threading.Event
) -> tuple[Shelf, Imported | None]:
    """The shelf of the catalog that the sources name; of ``own`` parts, with what came of sending them there.

    It asks the service what it is, and sends what it has not got yet: ``told`` of it in words and a share from 0 to 1.
    Raises RequestError for own parts at a service that takes none, and for those of which none is a part; SourceError
    and its kinds; Cancelled.
    """
    if own is not None:
        catalog, imported = sent(sources, own, told, cancel)
        return OurShelf(catalog, sources, imported.catalog.id), imported
    found = sources.catalog
    return (ForeignShelf(sources) if found is None else OurShelf(found, sources)), None
