"""PartsPane: the tree of a model's parts, as the browser draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

Action = Mapping[str, Any]
"""What the user did: ``{"type": "only", "path": "gearbox/lid"}``; see parts_pane.js."""


class PartsPane(anywidget.AnyWidget):
    """Shows which parts there are and which are hidden; ``acted`` is called with each action."""

    _esm = (files(__package__) / "parts_pane.js").read_text("utf-8")
    parts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    hidden = traitlets.List(traitlets.Unicode()).tag(sync=True)
    undo = traitlets.Bool(False).tag(sync=True)
    spread = traitlets.Float(0.0).tag(sync=True)

    def __init__(self, acted: Callable[[Action], None]) -> None:
        super().__init__()
        self.on_msg(lambda _widget, message, _buffers: acted(message))
