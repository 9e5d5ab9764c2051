"""What a search asks for, as a value, and how each thing that a user does changes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self

from cadwidgets.contract.search import Filter, Understood
from cadwidgets.widgets._shelf import Wanted

FAMILY = "family"
"""The facet by which a family of a catalog is opened to its parts."""


@dataclass(frozen=True)
class SearchState:
    """The text that was typed, one filter a facet at most, the order, and the page. Another question begins on page 1.

    ``sort`` is a column's name, with ``-`` before it when descending; empty for the best first.
    """

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    page: int = 1

    def filter_of(self, facet: str) -> Filter | None:
        """The filter on that facet; None if there is none."""
        return next((one for one in self.filters if one.facet == facet), None)

    def with_text(self, text: str) -> Self:
        """Another text."""
        return replace(self, text=text, page=1)

    def toggled(self, facet: str, value: str) -> Self:
        """With a value of a facet chosen, or no longer chosen; a range on the facet gives way to it."""
        before = self.filter_of(facet)
        values = before.values if before else ()
        kept = tuple(one for one in values if one != value)
        return self._filtered(facet, Filter(facet, (*values, value) if kept == values else kept))

    def only(self, facet: str, value: str) -> Self:
        """With this value of a facet as the only one, as a category or a family is entered; without it if it was."""
        chosen = Filter(facet, (value,))
        return self.without(facet) if self.filter_of(facet) == chosen else self._filtered(facet, chosen)

    def ranged(self, facet: str, low: float | None, high: float | None) -> Self:
        """With a range of a facet, both ends included; without ends, with no filter on it."""
        return self._filtered(facet, Filter(facet, minimum=low, maximum=high))

    def without(self, facet: str) -> Self:
        """Without the filter on that facet."""
        return self._filtered(facet, Filter(facet))

    def without_text(self, piece: Understood) -> Self:
        """With an understood piece taken out of the text; unchanged if it does not stand there any more."""
        word = re.escape(piece.text)
        whole = rf"(?<!\w){word}(?!\w)"
        pattern = whole if re.search(whole, self.text, re.IGNORECASE) else word  # of M6x20, x20 is no word of its own
        rest = re.sub(pattern, " ", self.text, count=1, flags=re.IGNORECASE)
        return self.with_text(" ".join(rest.split()))

    def sorted_by(self, sort: str) -> Self:
        """In another order."""
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> Self:
        """On another page, which counts from 1."""
        return replace(self, page=max(page, 1))

    def wanted(self, size: int) -> Wanted:
        """The question for a catalog, ``size`` parts a page."""
        return Wanted(self.text, self.filters, self.sort, self.page, size)

    def _filtered(self, facet: str, new: Filter) -> Self:
        """With ``new`` in the place of the facet's filter, or at the end; a filter without a condition is none."""
        kept = [new if one.facet == facet else one for one in self.filters]
        if new not in kept:
            kept.append(new)
        return replace(self, filters=tuple(one for one in kept if one != Filter(one.facet)), page=1)
