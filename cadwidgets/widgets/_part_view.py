"""The right side of the part picker: the catalog's picture of a part, or the part itself in 3D."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH
from cadwidgets.widgets._part_lookup import PartFacts


class PartView(ipywidgets.VBox):
    """Title and picture, the button that makes a 3D view of the part's STEP, the 3D view, and why there is none."""

    def __init__(self, show_in_3d: Callable[[], None]) -> None:
        self.facts: PartFacts | None = None
        self.shown_name = ""
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT)
        self.about, self._note = ipywidgets.HTML(), ipywidgets.HTML()
        self.button = ipywidgets.Button(
            description="Show in 3D (sends a CAD request with your e-mail)",
            icon="cube",
            layout=ipywidgets.Layout(width="auto", display="none"),
        )
        self.button.add_class("cadw-wrap")  # what a click sends is read to its end, however narrow the window is
        self.button.on_click(lambda _: show_in_3d())
        super().__init__((self.about, self.button, self.viewer, self._note))

    def tell(self, facts: PartFacts | None) -> None:
        """Show title and picture, in the place of a 3D view that shows another part; None takes them away."""
        self.facts = facts
        picture = facts.picture if facts else None
        image = f'<img class="cadw-picture" alt="The part" src="{picture.data_url}">' if picture else ""
        replaces_view = facts is not None and picture is not None and self.shown_name != facts.part.name
        self.about.value = f'<div class="cadw-title">{escape(facts.title)}</div>{image}' if facts else ""
        self.button.layout.display = "" if facts and facts.only_step else "none"
        self.viewer.layout.display = "none" if replaces_view else ""

    def show(self, name: str, mesh: Mesh | None, why_not: str) -> None:
        """Show a part in 3D; without a mesh, what is shown stays, greyed if it is another part, and ``why_not``."""
        if mesh is not None:
            self.viewer.mesh = mesh
            self.viewer.fit()
            self.shown_name = name
            self.viewer.layout.display = ""
            self.button.layout.display = "none"
        self.viewer.stale = self.shown_name != name
        self._note.value = f'<div class="cadw-note">{escape(why_not)}</div>' if why_not else ""
