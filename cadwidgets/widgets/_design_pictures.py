"""The small pictures of variants: made by a service of ours for those that are on screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import CadWidgetsError
from cadwidgets.variants.model import VariantModel
from cadwidgets.viewer.background import LatestJob, Mailbox, Work

WIDTH, HEIGHT = 240, 180
"""Pixels: sharp on a card also where a screen has two for one."""


class DesignPictures:
    """Asks for pictures one after the other, those on screen first, and hands each to ``show`` with its number."""

    def __init__(
        self, job: LatestJob, mailbox: Mailbox, model: VariantModel, show: Callable[[int, bytes], None]
    ) -> None:
        self._job, self._mailbox, self._model, self._show = job, mailbox, model, show

    def want(self, rows: Mapping[int, DesignRow]) -> None:
        """Have pictures made of these variants, and of no others any more. A foreign service has no pictures, and is
        asked for none."""
        wanted = [(number, row) for number, row in rows.items() if row.status == "ready"]
        if wanted and self._model.source.build.is_ours():  # known by now: it has built them
            self._job.replace(self._work(wanted), lambda _: None)

    def _work(self, wanted: Sequence[tuple[int, DesignRow]]) -> Work:
        build = self._model.source.build

        def work(cancel: threading.Event) -> None:
            for number, row in wanted:
                request = self._model.request(row.values, "STL")
                request = request.as_type("PNG", "version", width=WIDTH, height=HEIGHT)
                try:
                    picture = build.build(request, cancel=cancel).data
                except CadWidgetsError:  # its row tells what is wrong with it; the next one may have a picture
                    if cancel.is_set():
                        return
                    continue
                self._mailbox.post(lambda number=number, picture=picture: self._show(number, picture))  # type: ignore[misc]

        return work
