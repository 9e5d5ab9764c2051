"""What a part picker picks from: one shape for our own catalogs, which are searched, and for TraceParts' lists.

Nothing here sends a CAD request. Everything may take long: it is called in the background.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cadwidgets.clients.pictures import Picture
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.part_details import SourcedValue
from cadwidgets.contract.parts import CadFormat, ConfiguratorParameter, PartRef
from cadwidgets.contract.search import Filter, Hit, SearchPage


@dataclass(frozen=True)
class Wanted:
    """What is looked for. ``sort`` is a column's name, with ``-`` before it when descending; empty for the best."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    page: int = 1
    size: int = 50


@dataclass(frozen=True)
class PartFacts:
    """A part as its catalog describes it, without its geometry.

    ``properties`` are (label, value, unit) texts in the catalog's order; ``parameters`` what can be configured;
    ``mass`` in grams; ``messages`` the configurator's own words; ``trouble`` why something is missing here.
    """

    part: PartRef
    part_number: str
    title: str
    formats: tuple[CadFormat, ...] = ()
    description: str = ""
    standard: str = ""
    material: str = ""
    dimensions: tuple[SourcedValue, ...] = ()
    properties: tuple[tuple[str, str, str], ...] = ()
    parameters: tuple[ConfiguratorParameter, ...] = ()
    picture: Picture | None = None
    mass: float | None = None
    messages: tuple[str, ...] = ()
    trouble: str = ""
    source: str = field(default="", kw_only=True)
    """The catalog's classification id."""
    options: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """How it is shown beside what its part number says, such as ``{"thread": "real"}``."""
    components: tuple[BomLine, ...] = field(default=(), kw_only=True)
    """What an assembly consists of, where the catalog tells; empty of a single part."""


class Shelf(Protocol):
    """A catalog that parts are picked from."""

    searchable: bool
    """Whether words find parts; else they narrow what is listed, and name a part."""
    placeholder: str
    """What the search box asks for."""
    note: str
    """What this catalog cannot do, and what it offers instead; empty where nothing is missing."""

    def find(self, wanted: Wanted, cancel: threading.Event) -> SearchPage:
        """A page of parts; of a catalog without configurations in its lists, a hit may be a family.

        Raises RequestError, NotFound, AuthError, Cancelled, and SourceError or one of its kinds.
        """

    def facts(self, part: PartRef, cancel: threading.Event, hit: Hit | None = None) -> PartFacts:
        """What the catalog tells of a part; ``hit`` is the row that it was chosen from. Raises as `find`."""

    def configured(self, facts: PartFacts, symbol: str, value: str, cancel: threading.Event) -> PartFacts:
        """The part after one of its parameters was set; the others follow where they must. Raises as `find`."""

    def named(self, number: str, catalog: str, options: Mapping[str, str], cancel: threading.Event) -> PartFacts:
        """The part of that number or designation; ``catalog`` is needed where none is listed. Raises NotFound."""
