"""Buttons that fetch a file, and the link that saves it."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from cadwidgets.errors import Cancelled
from cadwidgets.widgets._background import LatestJob, Mailbox
from cadwidgets.widgets._base import error_html, escape

Fetch = Callable[[str, threading.Event], tuple[str, bytes]]
"""Gets a format's label; returns the file's name and bytes. Runs in the background."""


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


def size_text(count: int) -> str:
    """A number of bytes for people: ``812 B``, ``12.3 kB``, ``4.5 MB``."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


class DownloadBar(ipywidgets.VBox):
    """A button per format. A click builds the file, says so meanwhile, and ends in a link that saves it."""

    def __init__(self, formats: tuple[str, ...], fetch: Fetch, mailbox: Mailbox) -> None:
        self._fetch = fetch
        self._job = LatestJob(mailbox)
        self.buttons = [self._button(label) for label in formats]
        self._message = ipywidgets.HTML()
        row = ipywidgets.HBox(
            (ipywidgets.HTML('<span class="cadw-quiet">Download&nbsp;</span>'), *self.buttons),
            layout=ipywidgets.Layout(flex_flow="row wrap", align_items="center"),
        )
        super().__init__((row, self._message))

    @property
    def busy(self) -> bool:
        """Whether a file is being prepared."""
        return self._job.busy

    def clear(self) -> None:
        """Take away a link that no longer belongs to what is shown."""
        self._job.cancel()
        self._message.value = ""

    def _button(self, label: str) -> ipywidgets.Button:
        button = ipywidgets.Button(
            description=label,
            icon="download",
            tooltip=f"Build the model as {label} and offer it for saving",
            layout=ipywidgets.Layout(width="92px"),
        )
        button.on_click(lambda _: self._start(label))
        return button

    def _start(self, label: str) -> None:
        self._message.value = f'<span class="cadw-quiet" role="status">Preparing {escape(label)} &hellip;</span>'
        self._job.submit(lambda cancel: self._fetch(label, cancel), self._show)

    def _show(self, outcome: Any) -> None:
        if isinstance(outcome, Cancelled):
            self._message.value = ""
        elif isinstance(outcome, Exception):
            self._message.value = error_html(outcome)
        else:
            self._message.value = save_link(*outcome)
