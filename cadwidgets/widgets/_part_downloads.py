"""The CAD formats of a part, the button that brings its files, and the links that save them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import ipywidgets

from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._downloads import save_links
from cadwidgets.widgets._layout import LABEL_WIDTH, row
from cadwidgets.widgets._part_progress import PartProgress


class PartDownloads(ipywidgets.VBox):
    """``chosen`` is called when another format is chosen, the others by their buttons."""

    def __init__(self, chosen: Callable[[], None], download: Callable[[], None], cancel: Callable[[], None]) -> None:
        self.menu = ipywidgets.Dropdown(
            description="Format", style={"description_width": LABEL_WIDTH}, layout=ipywidgets.Layout(width="auto")
        )
        self.button = ipywidgets.Button(description="Download", icon="download", button_style="primary")
        self.progress = PartProgress(cancel)
        self.count, self.links = ipywidgets.HTML(), ipywidgets.HTML()
        self.menu.observe(lambda _: chosen(), "value")
        self.button.on_click(lambda _: download())
        # what comes and goes stands beside what stays: no button moves under the hand
        super().__init__(
            (self.menu, self.count, row(self.button, self.progress.waiting), self.progress.status, self.links)
        )

    @property
    def format(self) -> CadFormat | None:
        """The format that is chosen; None where a part has none."""
        chosen: CadFormat | None = self.menu.value
        return chosen

    def offer(self, formats: Sequence[CadFormat]) -> None:
        """Offer these formats, the one that was chosen before if it is among them."""
        before = self.format
        if self.menu.options != tuple((known.label, known) for known in formats):
            self.menu.options = [(known.label, known) for known in formats]
            self.menu.value = before if before in formats else next(iter(formats), None)
        self.button.disabled = not formats

    def tell_count(self, text: str) -> None:
        """What Download sends, where somebody counts it."""
        self.count.value = f'<div class="cadw-quiet">{escape(text)}</div>' if text else ""

    def link(self, files: PartFiles | None, name: str = "") -> None:
        """Links to the CAD files, the BOM text and the untouched archive of a part; None takes them away."""
        if files is None:
            self.links.value = ""
            return
        text = {files.bom_name or f"{_file_name(name)}.txt": files.bom_text} if files.bom_text else {}
        archive = {f"{_file_name(name)}.zip": files.archive} if files.archive else {}
        self.links.value = save_links({**files.files, **text, **archive})


def _file_name(text: str) -> str:
    """A name that is a file's name everywhere."""
    return re.sub(r"[^\w.-]+", "_", text)[:100]
