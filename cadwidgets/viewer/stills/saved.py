"""Pictures in saved notebooks: what is shown of a view wherever it cannot come back.

A view in a saved notebook is a reference to something that only a running kernel, or a saved state, knows. So the cell
that shows it gets a second output, a small PNG, which is exchanged once the view has come to rest after a change: an
update of the view's own output would make Jupyter draw the view anew. Where the view itself is on the page, the
viewer's style sheet hides the PNG, which it knows by its first bytes.
"""

from __future__ import annotations

import asyncio
import base64
import io
import os
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from IPython.core.getipython import get_ipython
from IPython.display import display, update_display
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox, OneThread
from cadwidgets.viewer.stills.cells import cells_of
from cadwidgets.viewer.stills.shot import Shot
from cadwidgets.viewer.stills.still import rows_of, size_of

WIDTH = 640
"""Pixels at most: enough for a page, and a few dozen kilobytes."""
COLORS = 128
"""So many are in a small picture."""
_REST_SECONDS = 1.5  # later than the next value of any slider, sooner than anybody saves the notebook
_AT_ONCE = 200_000
"""Triangles that are drawn in less than a second, if nobody is there to wait for it."""
_MOST_PLACES = 4
_TITLE = "Picture of the 3D view"
_DRAWING = OneThread("cadwidgets-pictures")
"""Of all views: a picture takes some 15 MB for a moment, one of a large model much more."""
_MARK = "Software", "cadwidgets"
ONE_OUTPUT_FOR_ALL = ("VSCODE_PID", "COLAB_RELEASE_TAG")
"""Set where a notebook shows every output, and the style sheet of one does not reach the others."""


class SavedStill:
    """The picture of one view in the outputs of its notebook.

    ``shot`` takes it, ``drawn`` tells of how many triangles the model is, 0 while there is none, ``alone`` whether no
    browser shows the view.
    """

    def __init__(self, shot: Callable[[], Shot], drawn: Callable[[], int], alone: Callable[[], bool]) -> None:
        self._shot, self._drawn, self._alone = shot, drawn, alone
        self._mailbox = Mailbox()
        self._job = LatestJob(self._mailbox, _DRAWING.start)
        self._places: list[str] = []
        self._version, self._drawn_version = 0, -1
        self._resting: asyncio.TimerHandle | None = None

    def show_beside(self, bundle: dict[str, Any]) -> dict[str, Any]:
        """The view is being displayed with this ``bundle``; what it is to be displayed with."""
        shell = get_ipython()
        if shell is None or not hasattr(shell, "kernel"):
            return bundle
        if not any(name in os.environ for name in ONE_OUTPUT_FOR_ALL):
            cells_of(shell).show_at_the_end(self)
        elif self._drawn():
            return bundle | {"image/png": _text(small_png(self._shot()))}
        return bundle

    def place(self) -> None:
        """Be an output of the running cell: the picture, or nothing that is seen, until there is one."""
        number = os.urandom(8).hex()
        self._places = [*self._places[1 - _MOST_PLACES :], number]
        at_once = 0 < self._drawn() <= _AT_ONCE
        data = small_png(self._shot()) if at_once else NOTHING
        self._drawn_version = self._version if at_once else -1
        display(hidden_output(data, _TITLE), raw=True, display_id=number)
        if not at_once:
            self.change()

    def change(self) -> None:
        """The view shows something else."""
        self._version += 1
        self._job.cancel()
        if self._resting is not None:
            self._resting.cancel()
        if not self._places or not self._drawn():
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # plain Python without a loop: `settle` is all there is
            return
        self._resting = loop.call_later(_REST_SECONDS, self._draw)

    def settle(self) -> None:
        """Bring the picture up to date now, if nobody else would: no browser shows the view."""
        if self._places and self.is_out_of_date and self._drawn() and self._alone():
            self._came(small_png(self._shot()), self._version)

    @property
    def is_out_of_date(self) -> bool:
        """Whether the view shows something else than the picture."""
        return self._drawn_version != self._version

    def close(self) -> None:
        """The picture stays as it is."""
        self._places = []
        self._job.close()
        if self._resting is not None:
            self._resting.cancel()

    def _draw(self) -> None:
        shot, version = self._shot(), self._version
        self._job.replace(lambda cancel: small_png(shot, cancel), lambda outcome: self._came(outcome, version))

    def _came(self, outcome: bytes | Exception, version: int) -> None:
        if isinstance(outcome, Cancelled):
            return
        if isinstance(outcome, Exception):
            raise outcome
        self._drawn_version = version
        for place in self._places:
            update_display(hidden_output(outcome, _TITLE), raw=True, display_id=place)


def small_png(shot: Shot, cancel: threading.Event | None = None) -> bytes:
    """A small PNG of a shot, in few colours, on the light background. Raises Cancelled once ``cancel`` is set."""
    width, height = size_of(shot, min(WIDTH, shot.camera.width), 0)
    bands = []
    for band in rows_of(shot, width, height, "light"):
        if cancel is not None and cancel.is_set():
            raise Cancelled("the view has changed")
        bands.append(band)
    return packed(Image.fromarray(np.concatenate(bands)).quantize(COLORS, dither=Image.Dither.NONE))


def packed(image: Image.Image) -> bytes:
    """A small PNG that its first bytes tell from all others."""
    about, file = PngInfo(), io.BytesIO()
    about.add_text(*_MARK)
    image.save(file, "PNG", optimize=True, pnginfo=about)
    return file.getvalue()


NOTHING = packed(Image.new("RGBA", (1, 1)))
"""Stands where there is no picture yet."""


def hidden_output(data: bytes, title: str) -> dict[str, str]:
    """What is displayed of a `packed` picture; a style sheet hides it where what it shows is on the page."""
    return {"image/png": _text(data), "text/plain": f"<{title}>"}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
