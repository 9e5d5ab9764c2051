"""What a viewer can do with pictures: a PNG, a turntable."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from cadwidgets.contract.part_file import write_whole
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.scene import Scene
from cadwidgets.viewer.stills.shot import shot_of
from cadwidgets.viewer.stills.still import check_background, png_of, size_of

Progress = Callable[[int, int], object]
"""Gets how many pictures are drawn, and of how many."""


class PicturingViewer(ipywidgets.VBox):
    """The part of a `Viewer` that makes pictures; no browser is needed, nor a notebook."""

    _scene: Scene

    def _make_still(self, drawn: Callable[[], int], alone: Callable[[], bool]) -> None:
        from cadwidgets.viewer.stills.saved import SavedStill

        self.still = SavedStill(lambda: shot_of(self._scene), drawn, alone)
        self._scene.watch(self.still.change)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """As any widget is displayed, with a picture for the saved notebook."""
        return self.still.show_beside(super()._repr_mimebundle_(**options))

    def png(self, width: int = 0, height: int = 0, *, background: str = "light") -> bytes:
        """A PNG of what the view shows, from where its camera is: the model without the words on the picture.

        ``width`` and ``height`` are in pixels; 0 is as large as the view, or what keeps its proportions. ``background``
        is light or dark, as in Jupyter's themes, transparent, or ``#rrggbb``. Raises RequestError for a size beyond
        8,192 pixels a side, and for another background.
        """
        check_background(background)
        shot = shot_of(self._scene)
        return png_of(shot, *size_of(shot, width, height), background)

    def turntable(
        self,
        path: str | Path | None = None,
        *,
        kind: str = "",
        frames: int = 48,
        seconds: float = 6.0,
        width: int = 480,
        height: int = 0,
        background: str = "light",
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> bytes:
        """An animated picture that goes once around the model and loops, from as high as the camera is.

        It is written to ``path``, if there is one, whose suffix decides: .gif or .webp; else ``kind`` is gif or webp.
        ``width``, ``height`` and ``background`` are as in `png`. ``progress`` is called with the number of frames that
        are drawn and that of all. Raises RequestError for what cannot be made and for a path that cannot be
        written, Cancelled once ``cancel`` is set; an interrupted cell ends it, too. A file appears whole or not at all.
        """
        from cadwidgets.viewer.stills.turntable import Turn, turntable_of  # Pillow, for who wants one

        check_background(background)
        shot = shot_of(self._scene)
        kind = kind or ("gif" if path is None else Path(path).suffix.removeprefix(".").lower())
        turn = Turn(kind, frames, seconds, *size_of(shot, width, height), background)
        turn.check()

        def told(done: int) -> None:
            if cancel is not None and cancel.is_set():
                raise Cancelled("the turntable is no longer wanted")
            if progress is not None:
                progress(done, frames)

        data = turntable_of(shot, turn, told)
        if path is not None:
            write_whole(Path(path), data)
        return data
