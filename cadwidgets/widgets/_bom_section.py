"""The bill of materials of an explorer's model: folded away below its numbers, and compared with a pinned one."""

from __future__ import annotations

import ipywidgets

from cadwidgets.widgets._bom_html import changes_html, lines_html
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_delta import BomDelta


class BomSection(ipywidgets.VBox):
    """A button that says how much there is and unfolds the lines.

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
        self._lines = ipywidgets.HTML()
        super().__init__((self.unfold, self._lines))
        self.show(None)

    def show(self, bom: Bom | None) -> None:
        """Show the lines of another model; None where the answer tells none."""
        self.bom = bom
        self.layout.display = "none" if bom is None and self.baseline is None else ""
        self.unfold.description = (
            "This picture tells no bill of materials" if bom is None else f"Bill of materials: {bom.summary}"
        )
        self.unfold.disabled = bom is None
        self._show_lines()
        self._show_changes()

    def pin(self) -> None:
        """Make the bill of materials that is shown the baseline; where there is none, there is no baseline."""
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
        self.delta, self.changes.value = None, ""
        if self.baseline is not None and self.bom is not None:
            self.delta = self.baseline.diff(self.bom)
            self.changes.value = changes_html(self.baseline, self.bom, self.delta)
