"""The bill of materials of an explorer's model: folded away below its numbers, and compared with a pinned one."""

from __future__ import annotations

import ipywidgets

from cadwidgets.errors import RequestError
from cadwidgets.widgets._bom_html import changes_html, lines_html
from cadwidgets.widgets._layout import row, small_button
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_delta import BomDelta


class BomSection(ipywidgets.VBox):
    """A button that says how much there is and unfolds the lines, and one that pins them as the baseline.

    ``changes`` is a widget of its own, to stand beside the view: it tells what is different from the baseline.
    """

    def __init__(self) -> None:
        self.bom: Bom | None = None
        self.baseline: Bom | None = None
        self.delta: BomDelta | None = None
        """What is different from the baseline, see `Bom.diff`; None without one."""
        self.changes = ipywidgets.HTML()
        self.unfold = ipywidgets.ToggleButton(icon="caret-right", layout=ipywidgets.Layout(width="auto"))
        self.unfold.add_class("cadw-wrap")
        self.unfold.observe(lambda _: self._show_lines(), "value")
        what = "Tell from now on what changes in the bill of materials"
        self.pin_button = small_button("Pin as baseline", "thumb-tack", what, self.pin)
        self.unpin_button = small_button("Unpin", "times", "Compare with the baseline no longer", self.unpin)
        self.pin_button.layout.width = "150px"
        self._lines = ipywidgets.HTML()
        super().__init__((row(self.unfold, self.pin_button, self.unpin_button), self._lines))
        self.show(None)

    def show(self, bom: Bom | None) -> None:
        """Show the lines of another model; None where the answer tells none."""
        self.bom = bom
        self.layout.display = "none" if bom is None and self.baseline is None else ""
        self.unfold.description = (
            "This picture tells no bill of materials" if bom is None else f"Bill of materials: {bom.summary}"
        )
        self.pin_button.disabled = self.unfold.disabled = bom is None
        self._show_lines()
        self._show_changes()

    def pin(self) -> None:
        """Make the bill of materials that is shown the baseline. Raises RequestError where there is none."""
        if self.bom is None:
            allowed = "a model that is built and shown from GLB, by a service of cadwidgets"
            raise RequestError("there is no bill of materials to pin", parameter="bom", allowed=allowed)
        self.baseline = self.bom
        self.show(self.bom)

    def unpin(self) -> None:
        """Compare with nothing any more."""
        self.baseline = None
        self.show(self.bom)

    def _show_lines(self) -> None:
        """The table is made only where it is seen: a slider changes it many times in a second."""
        opened = self.bom if self.unfold.value else None
        self.unfold.icon = "caret-right" if opened is None else "caret-down"
        self.unfold.tooltip = "Show the lines" if opened is None else "Hide the lines"
        self._lines.value = "" if opened is None else lines_html(opened)

    def _show_changes(self) -> None:
        self.unpin_button.layout.display = "none" if self.baseline is None else ""
        self.delta, self.changes.value = None, ""
        if self.baseline is not None and self.bom is not None:
            self.delta = self.baseline.diff(self.bom)
            self.changes.value = changes_html(self.baseline, self.bom, self.delta)
