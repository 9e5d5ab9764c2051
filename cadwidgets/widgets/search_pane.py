"""SearchPane: the search box, chips, categories, facets and the table of variants, as the browser draws them.

It knows no catalog: it shows the trait ``view`` and tells what the user did. What ``view`` holds, and what an action
is, stands in browser/search_pane.js.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from cadwidgets.widgets._browser import module, text

_MODULES = (
    "elements",
    "redraw",
    "search_box",
    "search_chips",
    "search_range",
    "search_facets",
    "search_rows",
    "search_results",
    "search_compare",
    "search_pane",
)

Action = Mapping[str, Any]
"""What the user did: ``{"type": "toggle", "facet": "d", "value": "6"}``."""


class SearchPane(anywidget.AnyWidget):
    """Shows a search and its results. ``acted`` is called with each action, on the kernel's thread."""

    _esm = module(*_MODULES)
    _css = text("cadwidgets.css") + text("search_pane.css")
    view = traitlets.Dict().tag(sync=True)
    """All that is shown; replaced as a whole."""

    def __init__(self, acted: Callable[[Action], None], **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(lambda _widget, action, _buffers: acted(action))
