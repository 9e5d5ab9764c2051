"""The pinned variant in 3D: as a ghost over the model, or in a view of its own beside it."""

from __future__ import annotations

import ipywidgets

from cadwidgets.viewer.linking import ROW, share_row
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._layout import VIEW_HEIGHT
from cadwidgets.widgets._variant import Variant

MODES = {"ghost": "Ghost", "beside": "Side by side", "off": "Hidden"}
"""How the pinned variant is seen."""
_WIDE = "cadw-wide"
"""The class of a widget whose views take its whole width."""


class ComparedViews(ipywidgets.HBox):
    """A viewer with its model, and a pinned variant as its ``mode`` says; the second view is there while it is seen."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer, self._width = viewer, viewer.width
        self._second: Viewer | None = None
        super().__init__((viewer,), layout=ipywidgets.Layout(**ROW, overflow="visible"))

    def show(self, pinned: Variant | None, shown: Variant | None, mode: str) -> None:
        """Show the ``pinned`` variant, if there is one, beside what is shown."""
        ghost = pinned if mode == "ghost" and pinned is not None else None
        same = ghost is not None and shown is not None and ghost.is_same(shown)
        self._viewer.ghost = None if ghost is None or same else ghost.mesh
        if pinned is not None and mode == "beside":
            self._show_beside(pinned)
        elif self._second is not None:
            self._be_alone(self._second)

    def _show_beside(self, pinned: Variant) -> None:
        if self._second is None:
            self._viewer.width = 0
            self._second = Viewer(height=VIEW_HEIGHT, caption="The pinned variant")
            self._second.put(pinned.mesh, pinned.exact)
            self._viewer.link(self._second)
            share_row(self._viewer, self._second)
            self._line_up(self._viewer, self._second)
            self.add_class(_WIDE)
        elif self._second.mesh is not pinned.mesh:
            self._second.put(pinned.mesh, pinned.exact)

    def _be_alone(self, second: Viewer) -> None:
        self.remove_class(_WIDE)
        self._line_up(self._viewer)
        self._second = None
        self._viewer.unlink()
        self._viewer.width = self._width
        self._viewer.layout.flex = self._viewer.layout.min_width = None
        second.close()
        self._viewer.fit()

    def _line_up(self, *views: Viewer) -> None:
        self.children = views
