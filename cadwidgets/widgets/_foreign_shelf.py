"""A foreign catalog as a shelf: TraceParts, by either contract, which lists its parts and searches nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import cast

from cadwidgets.contract.parts import CatalogInfo, Category, PartRef, Product
from cadwidgets.contract.search import Facet, Hit, SearchPage
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.widgets._foreign_facts import ForeignFacts
from cadwidgets.widgets._foreign_lists import ForeignClient, ForeignLists, Known
from cadwidgets.widgets._foreign_pages import (
    CATALOG,
    CATEGORY,
    FAMILY,
    Chosen,
    catalog_facet,
    category_code,
    category_facet,
    chosen,
    family_facet,
    family_hit,
    found_hit,
    matching,
    page_of,
    part_hit,
)
from cadwidgets.widgets._shelf import PartFacts, Wanted

_NAMING = "A part is named by catalog and part number: CATALOG_ID part-number"


class ForeignShelf:
    """Catalogs, categories, families and part numbers, as the service lists them; no call of it is a CAD request.

    The lists are asked for when they are needed and kept. ``note`` also tells what the service refused at last.
    """

    searchable = False
    placeholder = "A word of a title, or a whole part number"

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._client = cast(ForeignClient, sources.parts)  # the two contracts are all that there are
        self._known: Known = {}
        self._usual_note = (
            f"{self._client.source} has no search. Choose a catalog and a category, then words narrow the list; "
            "or type a whole part number of the catalog."
        )
        self.note = self._usual_note

    def find(self, wanted: Wanted, cancel: threading.Event) -> SearchPage:
        """The families of what is chosen, or the part numbers of a chosen family; a part named in full comes first."""
        picked, lists = chosen(wanted.filters), self._lists(cancel)
        catalogs = lists.catalogs()
        categories = [known for catalog in picked[CATALOG] for known in lists.categories(catalog)]
        text = wanted.text.strip()
        named = _named(lists, text, picked[CATALOG], catalogs) if text else []
        products = _products(lists, picked, categories)
        listed, family_facets = _opened(lists, picked, products) if picked[FAMILY] else (_closed(products), [])
        facets = [catalog_facet(catalogs, picked[CATALOG])] if catalogs else []
        facets += [category_facet(categories, picked[CATEGORY])] if categories else []
        page = page_of([*named, *matching(listed, text)], [*facets, *family_facets], wanted)
        self.note = ". ".join([*lists.refused, _NAMING]) + "." if lists.refused else self._usual_note
        return page

    def facts(self, part: PartRef, cancel: threading.Event, hit: Hit | None = None) -> PartFacts:
        """The part's formats, description, attributes and what can be chosen."""
        return ForeignFacts(self._sources, self._lists(cancel)).of(part, hit)

    def configured(self, facts: PartFacts, symbol: str, value: str, cancel: threading.Event) -> PartFacts:
        """The part after one of its parameters was set."""
        return ForeignFacts(self._sources, self._lists(cancel)).configured(facts, symbol, value)

    def named(self, number: str, catalog: str, options: Mapping[str, str], cancel: threading.Event) -> PartFacts:
        """The part with that number in a catalog, with its parameters set to ``options`` one after the other."""
        if not catalog:
            raise RequestError(
                f"{self._client.source} knows part numbers only within a catalog",
                parameter="catalog",
                allowed="the catalog's id",
            )
        hit = found_hit(self._lists(cancel).named(number, catalog), number, catalog)
        facts = self.facts(hit.part, cancel, hit)
        for symbol, value in options.items():
            facts = self.configured(facts, symbol, value, cancel)
        return facts

    def _lists(self, cancel: threading.Event) -> ForeignLists:
        return ForeignLists(self._client, cancel, self._known)


Listed = dict[str, tuple[str, Product]]
"""The families by part id, each with its catalog."""


def _named(lists: ForeignLists, text: str, picked: Iterable[str], catalogs: Iterable[CatalogInfo]) -> list[Hit]:
    """The part whose whole number the text is in a chosen catalog, or behind a catalog's id."""
    pairs = [(catalog, text) for catalog in picked]
    if not pairs:
        catalog, _, number = text.partition(" ")
        known = {info.classification_id for info in catalogs}
        pairs = [(catalog, number.strip())] if number.strip() and (not known or catalog in known) else []
    found = ((lists.part(number, catalog), number, catalog) for catalog, number in pairs)
    return [found_hit(part, number, catalog) for part, number, catalog in found if part is not None]


def _products(lists: ForeignLists, picked: Chosen, categories: Iterable[Category]) -> Listed:
    """The families of the chosen catalogs, or of their chosen categories."""
    paths = [
        (known.classification_id, known.path) for known in categories if category_code(known.path) in picked[CATEGORY]
    ]
    wanted = paths if picked[CATEGORY] else [(catalog, "") for catalog in picked[CATALOG]]
    return {
        product.part_id: (catalog, product) for catalog, path in wanted for product in lists.products(catalog, path)
    }


def _closed(products: Listed) -> list[Hit]:
    return [family_hit(product, catalog) for catalog, product in products.values()]


def _opened(lists: ForeignLists, picked: Chosen, products: Listed) -> tuple[list[Hit], list[Facet]]:
    """The part numbers of the chosen families, and the facet that says which these are."""
    hits: list[Hit] = []
    counts: dict[str, int] = {}
    only = picked[CATALOG][0] if picked[CATALOG] else ""
    for family in picked[FAMILY]:
        catalog = products[family][0] if family in products else only
        numbers = lists.configurations(family, catalog)
        counts[family] = len(numbers)
        title = products[family][1].title if family in products else ""
        hits += [part_hit(known, family, title, catalog) for known in numbers]
    titles = {family: product.title for family, (_, product) in products.items()}
    return hits, [family_facet(counts, titles)]
