"""What an action of the search pane makes of a search; the actions are declared in browser/search_pane.js."""

from __future__ import annotations

from collections.abc import Callable

from cadwidgets.contract.search import SearchPage
from cadwidgets.widgets._search_state import SearchState
from cadwidgets.widgets._search_view import chips
from cadwidgets.widgets.search_pane import Action


def _toggled(action: Action, state: SearchState, page: SearchPage) -> SearchState:
    """Of a tree one value at a time is chosen, of other facets any number."""
    facet, value = action["facet"], action["value"]
    tree = any(known.name == facet and known.kind == "tree" for known in page.facets)
    return state.only(facet, value) if tree else state.toggled(facet, value)


def _without_chip(action: Action, state: SearchState, page: SearchPage) -> SearchState:
    chip = next((one for one in chips(state, page) if one.id == action["chip"]), None)
    return chip.removed_from(state, page.understood) if chip else state  # it went while the click was on its way


NEXT: dict[str, Callable[[Action, SearchState, SearchPage], SearchState]] = {
    "text": lambda action, state, page: state.with_text(action["text"]),
    "toggle": _toggled,
    "range": lambda action, state, page: state.ranged(action["facet"], action["low"], action["high"]),
    "remove": _without_chip,
    "sort": lambda action, state, page: state.sorted_by(action["sort"]),
    "page": lambda action, state, page: state.on_page(int(action["page"])),
    "clear": lambda action, state, page: SearchState(),
}
"""By the type of an action, the search after it; the page is what was found before it."""
