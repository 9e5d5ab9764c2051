"""The picture of the chosen part: itself in 3D, or its catalog's picture until that is there."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.contract.parts import PartRef
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH
from cadwidgets.widgets._part_fetch import Fetched
from cadwidgets.widgets._shelf import PartFacts


class PartView(ipywidgets.VBox):
    """The catalog's picture, the button that makes a 3D view, the 3D view, and why there is none."""

    def __init__(self, show_in_3d: Callable[[], None]) -> None:
        self.shown: PartRef | None = None
        """The part that is seen in 3D."""
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT, keep=False)
        self.picture, self.note = ipywidgets.HTML(), ipywidgets.HTML()
        self.button = ipywidgets.Button(
            description="Show in 3D (sends a CAD request with your e-mail)",
            icon="cube",
            layout=ipywidgets.Layout(width="auto", display="none"),
        )
        self.button.add_class("cadw-wrap")  # what a click sends is read to its end, however narrow the window is
        self.button.on_click(lambda _: show_in_3d())
        super().__init__((self.picture, self.button, self.viewer, self.note))

    def choose(self, part: PartRef | None) -> None:
        """Another part is chosen: what is seen in 3D stays, greyed."""
        self.viewer.stale = self.shown is not None and self.shown != part
        self.note.value = ""

    def tell(self, facts: PartFacts, *, on_request: bool) -> None:
        """Show a part's picture where no 3D view of a part is, or none will come by itself: it is made ``on_request``.

        The greyed 3D view of another part stays until that of this one is there.
        """
        self.choose(facts.part)
        missing = self.shown != facts.part
        in_place = facts.picture is not None and missing and (on_request or self.shown is None)
        source = facts.picture.data_url if facts.picture and in_place else ""
        self.picture.value = f'<img class="cadw-picture" alt="{escape(facts.title)}" src="{source}">' if source else ""
        self.viewer.layout.display = "none" if in_place else ""
        self.button.layout.display = "" if on_request and missing else "none"

    def show(self, part: PartRef, fetched: Fetched) -> None:
        """Show a part in 3D; without triangles, what is shown stays, greyed if it is another part, and the reason."""
        if fetched.mesh is not None:
            self.viewer.put(fetched.mesh, fetched.exact)
            self.viewer.fit()
            self.shown = part
            self.picture.value = ""
            self.viewer.layout.display = ""
            self.button.layout.display = "none"
        self.choose(part)
        self.note.value = f'<div class="cadw-note">{escape(fetched.why_not)}</div>' if fetched.why_not else ""
