"""The row of buttons above the picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import ipywidgets
from traitlets import HasTraits, link

VIEW_BUTTONS = {
    "iso": "Look from the front right, from above",
    "front": "Look from the front, along Y",
    "top": "Look from above, against Z",
    "right": "Look from the right, against X",
}
TOGGLES = {
    "edges": "Draw the model's edges",
    "grid": "Draw the ground grid and the axes",
    "parallel": "Parallel projection instead of perspective",
    "clear": "See through the model",
    "wires": "Draw the triangles' edges instead of faces",
    "flat": "Shade each triangle by itself",
    "inches": "Lengths in inches",
}
PANES = {"tree": "The tree of the model's parts", "cut": "Cut the model with planes"}

_LABELS = {"tree": "Parts", "cut": "Section"}
_PICKS = {"any": "anything", "face": "faces", "edge": "edges", "vertex": "vertices", "part": "parts"}


def toolbar(
    viewer: HasTraits, fit: Callable[[], None], view: Callable[[str], None], cancel: Callable[[], None]
) -> ipywidgets.HBox:
    """Buttons that call ``fit`` and ``view``, toggles linked to the ``viewer``'s traits of the same name, and last, not
    displayed, one that calls ``cancel``."""
    views = [_button("Fit", "See the whole model", fit)]
    views += [_button(name.title(), tip, partial(view, name)) for name, tip in VIEW_BUTTONS.items()]
    toggles = [_toggle(viewer, name, tip) for name, tip in TOGGLES.items()]
    panes = [_toggle(viewer, name, tip) for name, tip in PANES.items()]
    kinds = [(label, kind) for kind, label in _PICKS.items()]
    picks = ipywidgets.Dropdown(description="Pick", options=kinds, tooltip="What a click selects")
    link((viewer, "picks"), (picks, "value"))
    stop = _button("Cancel", "Stop making the model", cancel)
    stop.layout.display = "none"
    bar = ipywidgets.HBox([ipywidgets.HBox(views), ipywidgets.HBox(toggles), ipywidgets.HBox([*panes, picks]), stop])
    bar.add_class("cadwidgets-viewer-bar")
    return bar


def _button(label: str, tip: str, act: Callable[[], object]) -> ipywidgets.Button:
    button = ipywidgets.Button(description=label, tooltip=tip)
    button.on_click(lambda _: act())
    return button


def _toggle(viewer: HasTraits, trait: str, tip: str) -> ipywidgets.ToggleButton:
    toggle = ipywidgets.ToggleButton(description=_LABELS.get(trait, trait.title()), tooltip=tip)
    link((viewer, trait), (toggle, "value"))
    return toggle
