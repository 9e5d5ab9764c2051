"""Our own catalogs as a shelf: those of a cadwidgets service, embedded or a team's, which are really searched."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace

from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.pictures import Picture
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Hit, SearchPage
from cadwidgets.errors import SourceError
from cadwidgets.sources import Sources
from cadwidgets.widgets._components import components_of
from cadwidgets.widgets._shelf import PartFacts, Wanted


class OurShelf:
    """All catalogs of the service, or the one whose id is ``classification``, such as that of a DataFrame."""

    searchable = True
    placeholder = "Words, sizes, part numbers: M6x20 ISO 4762"
    note = ""

    def __init__(self, catalog: CatalogClient, sources: Sources, classification: str = "") -> None:
        self._catalog = catalog
        self._sources = sources
        self._classification = classification

    def find(self, wanted: Wanted, cancel: threading.Event) -> SearchPage:
        """The parts that the search finds."""
        return self._catalog.search(
            wanted.text,
            wanted.filters,
            wanted.page,
            wanted.size,
            self._classification,
            cancel=cancel,
            sort=wanted.sort,
        )

    def facts(self, part: PartRef, cancel: threading.Event, hit: Hit | None = None) -> PartFacts:
        """What the catalog tells of a part, whichever row it was chosen from."""
        return self._facts(self._catalog.part(part=part, cancel=cancel), cancel)

    def configured(self, facts: PartFacts, symbol: str, value: str, cancel: threading.Event) -> PartFacts:
        """The part after one of its parameters was set; what was not possible stands in ``messages``."""
        return self._facts(self._catalog.part(part=facts.part, change=(symbol, value), cancel=cancel), cancel)

    def named(self, number: str, catalog: str, options: Mapping[str, str], cancel: threading.Event) -> PartFacts:
        """The part of that designation, in any spelling; within ``catalog``, or the shelf's own, only there."""
        home = catalog or self._classification
        details = (
            self._catalog.part(part=PartRef(home, number), options=options, cancel=cancel)
            if home
            else self._catalog.part(number, options=options, cancel=cancel)
        )
        return self._facts(details, cancel)

    def _facts(self, details: PartDetails, cancel: threading.Event) -> PartFacts:
        picture, trouble = self._picture(details.picture_url, cancel)
        components = components_of(details, self._catalog, cancel)
        return replace(facts_of(details, picture, trouble), components=components)

    def _picture(self, url: str, cancel: threading.Event) -> tuple[Picture | None, str]:
        try:
            return (self._sources.picture(url, cancel=cancel) if url else None), ""
        except SourceError as error:  # the data is enough to go on with; the user is told what is missing
            return None, str(error)


def facts_of(details: PartDetails, picture: Picture | None = None, trouble: str = "") -> PartFacts:
    """The part as the picker shows it."""
    return PartFacts(
        details.part,
        details.part_number,
        details.title,
        details.formats,
        details.description,
        details.standard,
        details.material,
        details.dimensions,
        tuple((label, value, "") for label, value in details.properties.items()),
        details.parameters,
        picture,
        details.mass,
        details.messages,
        trouble,
        source=details.classification_id,
        options=details.options,
    )
