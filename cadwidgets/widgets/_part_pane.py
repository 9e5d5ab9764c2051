"""The chosen part in two columns: its picture, and what it is, can be, comes as, and how it is had again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

from cadwidgets.viewer.closing import close_tree
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._bom_tray import BomTray
from cadwidgets.widgets._configurator import Configurator
from cadwidgets.widgets._layout import code_line, row, side_by_side
from cadwidgets.widgets._part_downloads import PartDownloads
from cadwidgets.widgets._part_html import data_html, data_lines, title_html
from cadwidgets.widgets._part_progress import PartProgress
from cadwidgets.widgets._part_view import PartView
from cadwidgets.widgets._shelf import PartFacts
from cadwidgets.widgets.bom import Bom

_NOTHING = "Choose a part in the table to see it here."


@dataclass(frozen=True)
class PaneActions:
    """What the controls of the pane do."""

    configure: Callable[[str, str], None]
    choose_format: Callable[[], None]
    download: Callable[[], None]
    cancel: Callable[[], None]
    show_in_3d: Callable[[], None]
    add: Callable[[int], None]
    change_bom: Callable[[Bom], None]


class PartPane(ipywidgets.VBox):
    """All about one part, and below it the BOM; as long as no part is described, only the BOM."""

    def __init__(self, actions: PaneActions, bom: Bom) -> None:
        self.view = PartView(actions.show_in_3d)
        self._progress = PartProgress(actions.cancel)
        self.hint = row(self._progress.status, self._progress.waiting)
        self.hint.layout.min_height = "34px"
        self.title, self.data, self.code = (ipywidgets.HTML() for _ in range(3))
        self.configurator = Configurator(actions.configure)
        self.downloads = PartDownloads(actions.choose_format, actions.download, actions.cancel)
        self.tray = BomTray(bom, actions.add, actions.change_bom)
        right = (self.title, self.configurator, self.downloads, self.tray.controls, self.code)
        # the data come last: their length is another for each part, and no button should move under the hand
        self._part = ipywidgets.VBox((side_by_side(self.view, right), self.data))
        self.data.add_class("cadw-data")
        self._part.layout.display = "none"
        super().__init__((self.hint, self._part, self.tray), layout=ipywidgets.Layout(width="100%"))
        self.add_class("cadw-part")

    def describe(self, facts: PartFacts, *, code: str, on_request: bool) -> None:
        """Show a part; its 3D view is made ``on_request`` or comes by itself."""
        self.hint.layout.display, self._part.layout.display = "none", ""
        self._progress.say("", working=False)
        self._progress = self.downloads.progress
        self.view.tell(facts, on_request=on_request)
        notes = [*facts.messages, *([facts.trouble] if facts.trouble else [])]
        told = "".join(f'<div class="cadw-note">{escape(note)}</div>' for note in notes)
        self.title.value = title_html(facts.title or facts.part_number, facts.description) + told
        self.configurator.show(facts.parameters)
        self.data.value = data_html(data_lines(facts), facts.dimensions)
        self.downloads.offer(facts.formats)
        self.code.value = code_line(code)

    def say(self, text: str, *, working: bool, share: float = 0.0) -> None:
        """How the work on the part gets on; before there is a part, what to do."""
        nothing = "" if self._progress is self.downloads.progress else _NOTHING
        self._progress.say(text or nothing, working=working, share=share)

    def close(self) -> None:
        """Free also the controls that are not shown."""
        close_tree(vars(self), spare=self)
        super().close()
