"""Buttons that fetch a file, and the link that saves it."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets

from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.viewer.words import size_text
from cadwidgets.widgets._base import error_html, escape
from cadwidgets.widgets._layout import row, small_button

Progress = Callable[[int, int], None]
"""Called with the bytes that came and the bytes expected (0 = unknown)."""
Fetch = Callable[[str, threading.Event, Progress], tuple[str, bytes]]
"""Gets a format; returns the file's name and bytes. Runs in the background."""

FURTHER_FORMATS = {
    "GLB": "glTF for the web, with edges and parts",
    "3MF": "3D printing, with colours",
    "BREP": "exact surfaces of Open CASCADE",
    "DXF": "2D drawing for laser and CAM",
    "SVG": "2D drawing with hidden lines",
    "VRML": "virtual reality, older programs",
    "PNG": "picture",
    "BOM": "bill of materials, JSON",
}
"""What a service of ours writes beyond the contract, and what it is good for."""
PAGE = {"HTML": "one page with the model in 3D"}
"""What no service has to know; the page needs none, either."""
_PROGRESS_SECONDS = 0.1
"""So often a browser is told how much has come: more often would only cost time."""


def save_link(name: str, data: bytes) -> str:
    """A link that saves ``data`` as ``name``, without a server behind it."""
    encoded = base64.b64encode(data).decode("ascii")
    return (
        f'<a class="cadw-save" download="{escape(name)}" href="data:application/octet-stream;base64,{encoded}">'
        f"Save {escape(name)}</a> <span class='cadw-quiet'>({size_text(len(data))})</span>"
    )


def save_links(files: Mapping[str, bytes]) -> str:
    """One link per file."""
    return "<br>".join(save_link(name, data) for name, data in files.items())


class DownloadBar(ipywidgets.VBox):
    """A button per format, and a menu of further ones. A click builds the file, shows how it gets on, and ends in a
    link that saves it."""

    def __init__(self, formats: Iterable[str], fetch: Fetch, mailbox: Mailbox) -> None:
        self._fetch = fetch
        self._mailbox = mailbox
        self._job = LatestJob(mailbox)
        self._message = ipywidgets.HTML()
        self.buttons = [self._button(label) for label in formats]
        self.menu, self._menu_row = self._further()
        self._bar, self._progress_row = self._progress()
        heading = ipywidgets.HTML('<span class="cadw-quiet">Download&nbsp;</span>')
        super().__init__((row(heading, *self.buttons), self._menu_row, self._progress_row, self._message))

    @property
    def busy(self) -> bool:
        """Whether a file is being prepared."""
        return self._job.busy

    def offer(self, further: Mapping[str, str]) -> None:
        """Offer more formats in the menu: what each is, by format."""
        self.menu.options = [(f"{label}: {what}", label) for label, what in further.items()]
        self.menu.value = next(iter(further), None)  # a menu that begins empty would stay so
        self._menu_row.layout.display = "" if further else "none"

    def clear(self) -> None:
        """Take away a link that no longer belongs to what is shown."""
        self._job.cancel()
        self._message.value = ""

    def _button(self, label: str) -> ipywidgets.Button:
        what = f"Build the model as {label} and offer it for saving"
        return small_button(label, "download", what, lambda: self._start(label))

    def _further(self) -> tuple[ipywidgets.Dropdown, ipywidgets.HBox]:
        menu = ipywidgets.Dropdown(
            tooltip="Further formats", layout=ipywidgets.Layout(flex="1 1 220px", width="auto", max_width="330px")
        )
        what = "Build the model in the chosen format and offer it for saving"
        button = small_button("Prepare", "download", what, lambda: self._start(str(menu.value)))
        further = row(ipywidgets.HTML('<span class="cadw-quiet">More&nbsp;</span>'), menu, button)
        further.layout.display = "none"
        return menu, further

    def _progress(self) -> tuple[ipywidgets.FloatProgress, ipywidgets.HBox]:
        bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="160px"))
        cancel = small_button("Cancel", "times", "Do not prepare this file", self._cancel)
        shown = row(bar, cancel)
        shown.layout.display = "none"
        return bar, shown

    def _start(self, label: str) -> None:
        self._say(f"Building {label} …")
        self._bar.value = 0.0
        self._progress_row.layout.display = ""
        self._job.submit(lambda cancel: self._fetch(label, cancel, self._receiver(label)), self._show)

    def _cancel(self) -> None:
        self._job.cancel()
        self._say("Cancelled")

    def _receiver(self, label: str) -> Progress:
        """Progress for the background: hands on what came, now and then."""
        told = 0.0

        def progress(done: int, expected: int) -> None:
            nonlocal told
            if time.monotonic() - told > _PROGRESS_SECONDS:
                told = time.monotonic()
                self._mailbox.post(lambda: self._receive(label, done, expected))

        return progress

    def _receive(self, label: str, done: int, expected: int) -> None:
        if not self._job.busy:  # a late word about a file that is there, or no longer wanted
            return
        of = f" of {size_text(expected)}" if expected else ""
        self._say(f"Receiving {label}: {size_text(done)}{of}")
        self._bar.value = done / expected if expected else 0.0

    def _say(self, text: str) -> None:
        self._message.value = f'<span class="cadw-quiet" role="status">{escape(text)}</span>'

    def _show(self, outcome: Any) -> None:
        self._progress_row.layout.display = "none"
        if isinstance(outcome, Cancelled):  # whoever cancelled has said so, or has taken the message away
            return
        self._message.value = error_html(outcome) if isinstance(outcome, Exception) else save_link(*outcome)
