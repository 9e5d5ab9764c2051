"""What the search pane shows, as the plain data that browser/search_pane.js declares. Nothing here has a state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Facet, Filter, Hit, SearchPage, Understood
from cadwidgets.widgets._search_state import SearchState

View = dict[str, Any]
NO_PAGE = SearchPage(total=0, about=False, page=1, pages=1, hits=(), facets=())
"""The results before there are any."""
_UNDERSTOOD, _FILTER = "understood", "filter"


@dataclass(frozen=True)
class Chip:
    """A condition that can be removed: an understood piece of the text, or the filter on a facet.

    ``key`` is the piece itself, or the facet's name.
    """

    kind: str
    key: str
    label: str

    @property
    def id(self) -> str:
        """What the browser calls it."""
        return f"{self.kind}:{self.key}"

    def removed_from(self, state: SearchState, understood: Iterable[Understood]) -> SearchState:
        """The search without the condition."""
        if self.kind == _FILTER:
            return state.without(self.key)
        piece = next(one for one in understood if one.text == self.key)
        return state.without_text(piece)


def chips(state: SearchState, page: SearchPage) -> tuple[Chip, ...]:
    """All conditions of a search: what was understood of the text, then the filters."""
    facets = {facet.name: facet for facet in page.facets}
    pieces = [Chip(_UNDERSTOOD, one.text, one.label) for one in page.understood]
    return (*pieces, *(Chip(_FILTER, one.facet, _condition(one, facets.get(one.facet))) for one in state.filters))


def part_of(hit: Hit) -> PartRef:
    """The part of a row, by whichever pair of names the catalog gives. Raises RequestError for a row without any."""
    return hit.part if hit.part_id else PartRef(hit.classification_id, hit.part_number)


def row_id(part: PartRef) -> str:
    """What the browser calls a part's row."""
    pair = (part.part_id, part.selection_path) if part.part_id else (part.classification_id, part.part_number)
    return "\n".join(pair)


def search_view(
    state: SearchState, page: SearchPage, *, selected: PartRef | None = None, compared: Collection[PartRef] = ()
) -> View:
    """What is seen of a search and its results; ``selected`` and ``compared`` are the parts that are marked."""
    return {
        "text": state.text,
        "sort": state.sort,
        "chips": [{"id": chip.id, "label": chip.label, "kind": chip.kind} for chip in chips(state, page)],
        "facets": [_facet(facet, state.filter_of(facet.name)) for facet in page.facets],
        "columns": [dict(vars(column)) for column in page.columns],
        "rows": [_row(hit, selected, compared) for hit in page.hits],
        "total": page.total,
        "about": page.about,
        "page": page.page,
        "pages": page.pages,
    }


def _facet(facet: Facet, chosen: Filter | None) -> View:
    values = [
        {"value": one.value, "label": one.label or one.value, "count": one.count, "chosen": one.chosen}
        for one in facet.values
    ]
    low, high = (chosen.minimum, chosen.maximum) if chosen else (None, None)
    return {**vars(facet), "label": facet.label or facet.name, "values": values, "low": low, "high": high}


def _row(hit: Hit, selected: PartRef | None, compared: Collection[PartRef]) -> View:
    part = part_of(hit)
    return {
        "id": row_id(part),
        "part_number": hit.part_number,
        "title": hit.title,
        "cells": dict(hit.attributes),
        "family": hit.is_family,
        "selected": part == selected,
        "compared": part in compared,
    }


def _condition(chosen: Filter, facet: Facet | None) -> str:
    """A filter in words, with the labels of its facet where the results tell them: ``Length l: 10 to 30 mm``."""
    label = facet.label if facet and facet.label else chosen.facet
    unit = chosen.unit or (facet.unit if facet else "")
    names = {one.value: one.label for one in facet.values if one.label} if facet else {}
    words = ", ".join(names.get(value, value) for value in chosen.values) or " ".join(_ends(chosen))
    return f"{label}: {words} {unit}".rstrip()


def _ends(chosen: Filter) -> Iterator[str]:
    """A range in words; one that is open at an end says from or to."""
    if chosen.minimum is not None:
        yield f"{chosen.minimum:.10g}" if chosen.maximum is not None else f"from {chosen.minimum:.10g}"
    if chosen.maximum is not None:
        yield f"to {chosen.maximum:.10g}"
