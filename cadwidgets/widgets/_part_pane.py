"""The chosen part in two columns: its picture, and what it is, can be, comes as, and how it is had again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

from cadwidgets.viewer.closing import close_tree
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._bom_tray import BomTray
from cadwidgets.widgets._configurator import Configurator
from cadwidgets.widgets._layout import copy_button
from cadwidgets.widgets._part_downloads import PartDownloads
from cadwidgets.widgets._part_html import data_html, data_lines, title_html
from cadwidgets.widgets._part_view import PartView
from cadwidgets.widgets._shelf import PartFacts

_NOTHING = '<span class="cadw-quiet">Choose a part in the table to see it here.</span>'


@dataclass(frozen=True)
class PaneActions:
    """What the controls of the pane do."""

    configure: Callable[[str, str], None]
    choose_format: Callable[[], None]
    download: Callable[[], None]
    cancel: Callable[[], None]
    show_in_3d: Callable[[], None]
    add: Callable[[int], None]
    undo: Callable[[], None]


class PartPane(ipywidgets.HBox):
    """All about one part; as long as none is described, only the picture and the BOM."""

    def __init__(self, actions: PaneActions) -> None:
        self.view = PartView(actions.show_in_3d)
        self.title, self.data, self.code = ipywidgets.HTML(_NOTHING), ipywidgets.HTML(), ipywidgets.HTML()
        self.configurator = Configurator(actions.configure)
        self.downloads = PartDownloads(actions.choose_format, actions.download, actions.cancel)
        self.tray = BomTray(actions.add, actions.undo)
        self._about = (self.title, self.configurator, self.data, self.downloads, self.tray, self.code)
        left = ipywidgets.VBox((self.view,), layout=ipywidgets.Layout(flex="0 1 auto", max_width="100%"))
        right = ipywidgets.VBox(
            self._about,
            layout=ipywidgets.Layout(flex="1 1 320px", min_width="min(280px, 100%)", margin="0 0 0 16px"),
        )
        super().__init__(
            (left, right), layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start", width="100%")
        )

    def describe(self, facts: PartFacts, *, code: str, on_request: bool) -> None:
        """Show a part; its 3D view is made ``on_request`` or comes by itself."""
        self.view.tell(facts, on_request=on_request)
        notes = [*facts.messages, *([facts.trouble] if facts.trouble else [])]
        told = "".join(f'<div class="cadw-note">{escape(note)}</div>' for note in notes)
        self.title.value = title_html(facts.title or facts.part_number, facts.description) + told
        self.configurator.show(facts.parameters)
        self.data.value = data_html(data_lines(facts), facts.dimensions)
        self.downloads.offer(facts.formats)
        self.code.value = f'<div class="cadw-code">{escape(code)}</div>{copy_button(code)}'

    def close(self) -> None:
        """Free also the controls that are not shown."""
        close_tree(vars(self), spare=self)
        super().close()
