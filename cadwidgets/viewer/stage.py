"""What the browser does beside pythreejs: the orientation marker, the width of the picture's place, the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget
import ipywidgets
import traitlets

Act = Callable[[str], None]


class Stage(anywidget.AnyWidget):
    """Calls ``view`` with the name of a side that was clicked, and ``key`` with a key that was pressed on the picture.

    See stage.js for what it says and hears.
    """

    _esm = (files(__package__) / "stage.js").read_text("utf-8")
    camera = traitlets.Unicode().tag(sync=True)
    room = traitlets.Int(0).tag(sync=True)
    """Width of the picture's place in CSS pixels, as the browser tells it; 0 before it has."""

    def __init__(self, camera: ipywidgets.Widget, view: Act, key: Act) -> None:
        self._acts = {"view": view, "key": key}
        super().__init__(camera=f"IPY_MODEL_{camera.model_id}")
        self.on_msg(lambda _widget, message, _buffers: self._heard(message))

    def _heard(self, message: Mapping[str, Any]) -> None:
        act = self._acts.get(str(message.get("type")))
        if act is not None:
            act(str(message.get("name") or message.get("key") or ""))
