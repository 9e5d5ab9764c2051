"""What the browser does beside pythreejs: the orientation marker, the width of the picture's place, the keyboard,
clicks on the model, and labels on the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget
import ipywidgets
import traitlets

Message = Mapping[str, Any]
Act = Callable[[Message], None]


class Stage(anywidget.AnyWidget):
    """Calls ``view`` when a side of the marker was clicked, ``key`` when a key was pressed on the picture, and ``pick``
    when the model was clicked, each with the browser's message; see stage.js for what it says and hears.
    """

    _esm = (files(__package__) / "stage.js").read_text("utf-8")
    camera = traitlets.Unicode().tag(sync=True)
    room = traitlets.Int(0).tag(sync=True)
    """Width of the picture's place in CSS pixels, as the browser tells it; 0 before it has."""
    tags = traitlets.List(trait=traitlets.Dict()).tag(sync=True)
    """Labels: ``{"at": (x, y, z) in the camera's coordinates, "text": ...}``."""

    def __init__(self, camera: ipywidgets.Widget, **acts: Act) -> None:
        self._acts = acts
        super().__init__(camera=_reference(camera))
        self.on_msg(lambda _widget, message, _buffers: self._heard(message))

    def look_through(self, camera: ipywidgets.Widget) -> None:
        """Another camera is the one that is looked through."""
        self.camera = _reference(camera)

    def _heard(self, message: Message) -> None:
        act = self._acts.get(str(message.get("type")))
        if act is not None:
            act(message)


def _reference(widget: ipywidgets.Widget) -> str:
    return f"IPY_MODEL_{widget.model_id}"
