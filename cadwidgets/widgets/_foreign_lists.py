"""What a foreign catalog lists: catalogs, categories, families, part numbers. None of it is a CAD request."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.found import FoundPart
from cadwidgets.contract.parts import CatalogInfo, Category, Configuration, PartRef, Product
from cadwidgets.errors import NotFound, SourceError

ForeignClient: TypeAlias = TracePartsClassic | TracePartsGateway
Known: TypeAlias = dict[tuple[str, ...], Any]

_REFUSED = (401, 403, 404, 501)
"""A service that answers a list with one of these does not offer it to this key; any other failure may pass."""


@dataclass
class ForeignLists:
    """One look into a catalog's lists. ``known`` has what earlier looks brought: lists do not change within a session.

    A list that the service refuses is empty, and ``refused`` says so in words; it is asked for again by the next look.
    All calls raise SourceError and its kinds for any other failure, and Cancelled.
    """

    client: ForeignClient
    cancel: threading.Event
    known: Known
    refused: list[str] = field(default_factory=list)

    def catalogs(self) -> tuple[CatalogInfo, ...]:
        """The catalogs that the key may use."""
        return self._listed("its catalogs", ("catalogs",), lambda: self.client.catalogs(cancel=self.cancel))

    def categories(self, catalog: str) -> tuple[Category, ...]:
        """The categories of a catalog."""
        return self._listed(
            f"the categories of {catalog}",
            ("categories", catalog),
            lambda: self.client.categories(catalog, cancel=self.cancel),
        )

    def products(self, catalog: str, category: str = "") -> tuple[Product, ...]:
        """The families of a catalog, or of the category with that path."""
        return self._listed(
            f"the families of {category or catalog}",
            ("products", catalog, category),
            lambda: self.client.products(catalog, category, cancel=self.cancel),
        )

    def configurations(self, family: str, catalog: str = "") -> tuple[Configuration, ...]:
        """The part numbers of a family; ``catalog`` names those for which the service gives no selection path."""
        return self._listed(
            f"the part numbers of {family}",
            ("configurations", family, catalog),
            lambda: self._configurations(family, catalog),
        )

    def part(self, number: str, catalog: str) -> FoundPart | None:
        """The part with exactly this number in a catalog, None if it has none."""
        found = self._listed("which part numbers it has", *self._numbered(number, catalog))
        return found[0] if found else None

    def named(self, number: str, catalog: str) -> FoundPart:
        """The part with exactly this number. Raises NotFound if the catalog has none, and whatever the service refuses.

        Nobody who named a part is told that there is none because the key may not ask.
        """
        found = self._asked(*self._numbered(number, catalog))
        if not found:
            raise NotFound(f"{self.client.source} has no part {number} in {catalog}", status=404)
        return found[0]

    def _numbered(self, number: str, catalog: str) -> tuple[tuple[str, ...], Callable[[], tuple[FoundPart, ...]]]:
        return ("part", catalog, number), lambda: self._found(number, catalog)

    def _configurations(self, family: str, catalog: str) -> tuple[Configuration, ...]:
        if isinstance(self.client, TracePartsGateway):
            return self.client.configurations(family, classification_id=catalog, cancel=self.cancel)
        return self.client.configurations(family, cancel=self.cancel)

    def _found(self, number: str, catalog: str) -> tuple[FoundPart, ...]:
        try:
            return (self.client.find(number, catalog, cancel=self.cancel),)
        except SourceError as error:  # the call may be closed to this key, and it wants the caller's label of a catalog
            if error.status not in _REFUSED:
                raise
            return self._by_formats(number, catalog)

    def _by_formats(self, number: str, catalog: str) -> tuple[FoundPart, ...]:
        try:
            self.client.formats(PartRef(catalog, number), cancel=self.cancel)
        except NotFound:
            return ()
        return (FoundPart(number, catalog),)

    def _listed(self, what: str, key: tuple[str, ...], ask: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        try:
            return self._asked(key, ask)
        except SourceError as error:
            if error.status not in _REFUSED:
                raise
            self.refused.append(f"{self.client.source} does not list {what} for this key ({str(error).rstrip('.')})")
            return ()

    def _asked(self, key: tuple[str, ...], ask: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What was brought once is not asked for again."""
        if key not in self.known:
            self.known[key] = ask()
        return self.known[key]
