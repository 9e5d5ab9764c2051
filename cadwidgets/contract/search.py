"""Searching a cadwidgets service's catalogs: what is asked, what was understood, what was found, and the facets.

Our own addition: TraceParts has no such call. Everything here is plain data that crosses the wire as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract import _filter_text as filter_text
from cadwidgets.contract.parts import PartRef


@dataclass(frozen=True)
class Filter:
    """One condition on a facet: ``values`` of which any may hold, or a range, both ends included.

    As text ``d:6``, ``standard:ISO 4762,ISO 7380-1``, ``l:10..30``, ``l:..30``; see `_filter_text` for what is written
    with a backslash. A number may come with its unit (``l:1in``): it is converted to the facet's. One ``unit``
    holds for both ends of a range; without any they are in the facet's.
    """

    facet: str
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Filter:
        """The filter that ``text`` writes. Raises RequestError, which says what is wrong with it."""
        facet, values, ends = filter_text.parts(text)
        if values:
            return cls(facet, values)
        minimum, maximum, unit = filter_text.read_range(text, *ends)
        return cls(facet, (), minimum, maximum, unit)

    @property
    def text(self) -> str:
        """The filter as `parse` reads it."""
        condition = (
            filter_text.list_of(self.values)
            if self.values
            else filter_text.range_of(self.minimum, self.maximum, self.unit)
        )
        return f"{filter_text.escaped(self.facet)}:{condition}"


@dataclass(frozen=True)
class Understood:
    """A piece of what was typed that the search took for a filter, such as ``M6`` for ``d:6``; it can be removed."""

    text: str
    filter: Filter
    label: str


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet and how many parts would be left with it; the facet's own filter does not count.

    ``count`` is None for a catalog that does not tell it.
    """

    value: str
    count: int | None
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A property to narrow a search by. ``kind`` is ``text``, ``number`` or ``tree``.

    A number has a unit and its extremes. A tree (the categories) has values at all levels, each with what is below it:
    the parent of ``CW.10.010`` is ``CW.10``; it is told also once a category is chosen. Of a tree, what was chosen
    itself is marked as chosen, and not all that is below it.
    """

    name: str
    label: str
    kind: str
    values: tuple[FacetValue, ...]
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Hit:
    """One part of a page of results. ``attributes`` are its columns by facet name, as text without unit.

    Without part number and selection path it is a family, of a catalog that lists these.
    """

    part_number: str
    title: str
    classification_id: str
    part_id: str
    selection_path: str
    family: str
    category: str
    attributes: Mapping[str, str]
    picture_url: str = ""

    @property
    def is_family(self) -> bool:
        """Whether it stands for all parts of a family."""
        return not (self.part_number or self.selection_path)

    @property
    def part(self) -> PartRef:
        """The part by its family and selection path; by its number where a catalog lists no paths."""
        if self.part_number and not self.selection_path:
            return PartRef(self.classification_id, self.part_number)
        return PartRef(part_id=self.part_id, selection_path=self.selection_path)


@dataclass(frozen=True)
class HitColumn:
    """A column for the table of hits, whose texts are ``Hit.attributes[name]``; ``kind`` is ``text`` or ``number``."""

    name: str
    label: str
    kind: str
    unit: str = ""


@dataclass(frozen=True)
class SearchPage:
    """A page of results. ``total`` is exact unless ``about``: then it is what a very broad query has at least.

    ``columns`` are those that the families of all hits have in common, in the family's own order; none where there are
    many families.
    """

    total: int
    about: bool
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    understood: tuple[Understood, ...] = ()
    columns: tuple[HitColumn, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SearchPage:
        """The page that the service answered. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            int(data["total"]),
            bool(data["about"]),
            int(data["page"]),
            int(data["pages"]),
            tuple(Hit(**row) for row in data["hits"]),
            tuple(_facet(row) for row in data["facets"]),
            tuple(Understood(row["text"], _filter(row["filter"]), row["label"]) for row in data["understood"]),
            tuple(HitColumn(**row) for row in data.get("columns", ())),
        )


def _facet(row: Mapping[str, Any]) -> Facet:
    return Facet(**{**row, "values": tuple(FacetValue(**value) for value in row["values"])})


def _filter(row: Mapping[str, Any]) -> Filter:
    return Filter(**{**row, "values": tuple(row["values"])})
