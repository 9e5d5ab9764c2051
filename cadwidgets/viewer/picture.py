"""The picture of a view that has no canvas of its own, and how sharp it is where it has one."""

from __future__ import annotations

from importlib.resources import files

import anywidget
import ipywidgets
import traitlets


class Picture(anywidget.AnyWidget):
    """Lies on the picture of ``renderer``: where it is only an image, it says how to get it back; see picture.js."""

    _esm = (files(__package__) / "picture.js").read_text("utf-8")
    renderer = traitlets.Unicode().tag(sync=True)

    def __init__(self, renderer: ipywidgets.Widget) -> None:
        super().__init__(renderer=f"IPY_MODEL_{renderer.model_id}")
        self.add_class("cadwidgets-picture")
