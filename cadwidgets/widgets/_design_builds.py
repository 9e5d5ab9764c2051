"""The builds of a design table, in the background: rows are handed on as they are done, in batches."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Value
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.progress import Progress
from cadwidgets.viewer.background import LatestJob, Mailbox, Work

Points = Sequence[Mapping[str, Value]]
Show = Callable[[Sequence[DesignRow], Progress], None]
End = Callable[[Exception | None], None]


class DesignBuilds:
    """Builds variants one run at a time. ``show`` gets rows on the owner's thread, ``end`` why a run ended early, or
    None.

    Rows that are done while the owner is busy come together: it never gets more calls than it can answer.
    """

    def __init__(self, job: LatestJob, mailbox: Mailbox, show: Show, end: End) -> None:
        self._job, self._mailbox, self._show, self._end = job, mailbox, show, end
        self._done: deque[tuple[DesignRow, Progress]] = deque()

    @property
    def busy(self) -> bool:
        """Whether a run goes on."""
        return self._job.busy

    @property
    def settled(self) -> bool:
        """Whether the run that ended last was the newest: no other follows by itself."""
        return self._job.settled

    def start(self, builder: VariantBuilder, points: Points) -> None:
        """Build these in place of those that are being built."""
        self._job.replace(self._work(builder, points), self._end)

    def cancel(self) -> None:
        """End the run; what is done stays."""
        self._job.cancel()

    def _work(self, builder: VariantBuilder, points: Points) -> Work:
        def work(cancel: threading.Event) -> None:
            begun, progress = time.monotonic(), Progress(len(points))
            known = len(points) - builder.requests(points)
            for _, row in builder.rows(points, cancel):
                progress = progress.with_row(row, time.monotonic() - begun, known=progress.done < known)
                self._hand_on(row, progress)

        return work

    def _hand_on(self, row: DesignRow, progress: Progress) -> None:
        self._done.append((row, progress))
        self._mailbox.post(self._drain)

    def _drain(self) -> None:
        come = [self._done.popleft() for _ in range(len(self._done))]
        if come:
            self._show([row for row, _ in come], come[-1][1])
