"""The row below a design table that saves it: as a table, or as the CAD files of its variants."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import CONTRACT_FORMATS, FILE_FORMATS
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.viewer.words import size_text
from cadwidgets.widgets._base import error_html, escape
from cadwidgets.widgets._downloads import save_link
from cadwidgets.widgets._layout import quiet, row, small_button

LINK_BYTES = 64 << 20
"""A file up to this travels to the browser as a link; a larger one is put beside the notebook."""
_TABLES = ("CSV", "XLSX")
_PATTERN = "{model}-{width}x{height}"


@dataclass(frozen=True)
class SavedFile:
    """A file's name and size, and its bytes; None where they are so many that it was put beside the notebook."""

    name: str
    size: int
    data: bytes | None = field(default=None, repr=False)


class ExportBar(ipywidgets.VBox):
    """Buttons for tables, and a type of CAD file with a pattern for names. ``save`` and ``pack`` begin the work."""

    def __init__(
        self,
        build: BuildClient,
        save: Callable[[str], None],
        pack: Callable[[str, str, bool], None],
        cancel: Callable[[], None],
    ) -> None:
        self._pack = pack
        self.buttons = [
            small_button(kind, "download", f"Save the rows that are shown as {kind}", partial(save, kind))
            for kind in _TABLES
        ]
        kinds = FILE_FORMATS if build.embedded else CONTRACT_FORMATS
        self.kind = ipywidgets.Dropdown(
            options=list(kinds), value="STEP", tooltip="Type of the files", layout=ipywidgets.Layout(width="92px")
        )
        self.names = ipywidgets.Text(
            placeholder=_PATTERN,
            tooltip="Names of the files: parameters, results, {n} and {model}; empty for those that differ",
            layout=ipywidgets.Layout(flex="1 1 160px", width="auto", max_width="300px"),
        )
        self.pack_button = small_button(
            "Pack", "archive", "CAD files of the selected rows, or of all shown, in a zip", self._begin
        )
        self._bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="160px"))
        self._progress = row(self._bar, small_button("Cancel", "times", "Do not make this file", cancel))
        self._progress.layout.display = "none"
        self._message = ipywidgets.HTML()
        self.agree = ipywidgets.Button(
            description="Make these requests", icon="check", layout=ipywidgets.Layout(width="auto", display="none")
        )
        self.agree.on_click(lambda _: self._begin(charged=True))
        files = row(quiet("CAD files&nbsp;"), self.kind, self.names, self.pack_button)
        super().__init__((row(quiet("Save&nbsp;"), *self.buttons, files), self._progress, self._message, self.agree))

    @property
    def said(self) -> str:
        """The link that saves, or what went wrong, as HTML."""
        return str(self._message.value)

    def show_progress(self, done: int, wanted: int) -> None:
        """So many files of those that are wanted are done."""
        self._progress.layout.display = ""
        self._bar.value = done / max(wanted, 1)
        self._message.value = f'<span class="cadw-quiet" role="status">{done:,} of {wanted:,} files</span>'

    def show(self, outcome: SavedFile | Exception) -> None:
        """What came of it."""
        self._progress.layout.display = "none"
        if isinstance(outcome, Cancelled):
            self._message.value = '<span class="cadw-quiet" role="status">Cancelled</span>'
        elif isinstance(outcome, Exception):
            self._message.value = error_html(outcome)
            asks = isinstance(outcome, RequestError) and outcome.parameter == "charged"
            self.agree.layout.display = "" if asks else "none"
        else:
            self._message.value = _link(outcome)

    def _begin(self, *, charged: bool = False) -> None:
        self.agree.layout.display = "none"
        self._pack(str(self.kind.value), str(self.names.value), charged)


def written(write: Callable[[Path], Any]) -> SavedFile:
    """In the background: what ``write`` has written into a folder, which it is given, and whose path it returns.

    Raises RequestError for a large file that cannot be put beside the notebook.
    """
    with tempfile.TemporaryDirectory(prefix="cadwidgets-") as folder:
        path = Path(write(Path(folder)))
        size = path.stat().st_size
        if size <= LINK_BYTES:
            return SavedFile(path.name, size, path.read_bytes())
        return SavedFile(_put_beside(path).name, size)


def _put_beside(path: Path) -> Path:
    """Move the file to the notebook's folder, under a name that is free there."""
    names = itertools.chain([path.name], (f"{path.stem}-{number}{path.suffix}" for number in itertools.count(2)))
    target = next(place for place in map(Path, names) if not place.exists())
    try:
        shutil.move(path, target)
    except OSError as error:
        message = f"{target.name} cannot be written beside the notebook: {error.strerror}"
        raise RequestError(message, parameter="path", allowed="a folder that can be written") from None
    return target


def _link(file: SavedFile) -> str:
    if file.data is not None:
        return save_link(file.name, file.data)
    size = size_text(file.size)
    return f'<span role="status">{escape(file.name)} ({size}) is in the folder of the notebook</span>'
