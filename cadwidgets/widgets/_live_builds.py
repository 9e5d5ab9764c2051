"""The builds behind a moving slider: one in flight, the newest values wait, and the fine mesh follows a draft."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import Busy, CadWidgetsError, Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox, Work
from cadwidgets.widgets._activity import rest
from cadwidgets.widgets._budget import FINE, Pace
from cadwidgets.widgets._model_builds import START, Outcome, Wish, build_and_mesh

QUIET_SECONDS = 0.15
"""Values that have stood for so long were let go: a hand that drags brings several in that time, as does a held key."""
IDLE_SECONDS = 0.3
"""A picture that stands for so long is at rest: later than the fine mesh comes, sooner than a second thought."""
_REMEMBERED = 200
"""So many requests are known as asked before: more steps than a slider has in most models."""

_log = logging.getLogger(__name__)


class LiveBuilds:
    """The builds of one explorer. ``show`` is called on the owner's thread with each picture or error, ``idle`` once
    the fine one has stood for a while.

    While values follow each other, a running build is let finish so that the picture keeps moving, and pictures may be
    drafts: as fine as the budget allows. Once the values rest, a build that nobody needs any more is stopped unless it
    is about to end, and the fine mesh follows a draft. Services that are not ours are asked for fine meshes only.
    """

    def __init__(
        self,
        job: LatestJob,
        mailbox: Mailbox,
        show: Callable[[Outcome | Exception], None],
        idle: Callable[[], None],
    ) -> None:
        self.job, self.rest, self.ahead = job, LatestJob(mailbox), LatestJob(mailbox)
        self._show, self._idle = show, idle
        self._pace = Pace()
        self._changed = float("-inf")
        self._draft: Wish | None = None  # on screen, and its fine mesh is yet to be asked for
        self._following = False  # the fine mesh of what is on screen is being built
        self._running: tuple[float, int] | None = None  # since when, at which level
        self._usual: dict[int, float] = {}  # what the last build at each level took, from asking to triangles
        self._known: deque[BuildRequest] = deque(maxlen=_REMEMBERED)

    @property
    def settled(self) -> bool:
        """Whether what was shown last is what is wanted: nothing else will follow by itself."""
        return self.job.settled and self._draft is None

    @property
    def moving(self) -> bool:
        """Whether the last change was just now, so that another one would be part of the same movement."""
        return time.monotonic() - self._changed < QUIET_SECONDS

    def start(self, wish: Wish, budget: float) -> None:
        """Build what is wanted now, in place of what waits, to be on screen within ``budget`` seconds; 0 for fine."""
        self.ahead.cancel()
        self.rest.cancel()
        self._draft, following, self._following = None, self._following, False
        self._changed = time.monotonic()
        self.job.submit(self._work(wish, budget), self._came)
        if following and not self._about_to_end():
            self.job.abandon()  # its model is on screen already, as a draft
        if self.job.waiting:
            self._look_again(QUIET_SECONDS)

    def drawn(self, outcome: Outcome, timings: Mapping[str, float]) -> None:
        """Learn what a picture took, in seconds by stage; one that waited for the service to start teaches nothing."""
        self._known.append(outcome.model.request)
        if not outcome.model.cached and START not in timings:
            self._pace = self._pace.learned(outcome.level, timings)

    def look_ahead(self, wishes: Sequence[Wish], budget: float) -> None:
        """Have our service build what may be wanted next, until there is a change. Nothing is shown."""
        level = self._pace.level(budget)
        requests = ((wish, wish.at(level, ours=True)) for wish in wishes)
        unknown = [(wish, request) for wish, request in requests if request not in self._known]
        if unknown:
            self.ahead.replace(partial(build_ahead, unknown), self._built_ahead)

    def cancel(self) -> None:
        """Stop what runs and forget what waits; the picture stays as it is."""
        only_resting = self._draft is not None and not self.job.busy
        self._draft, self._following = None, False
        for job in (self.job, self.rest, self.ahead):
            job.cancel()
        if only_resting:
            self._show(Cancelled("the fine mesh is not wanted"))

    def _work(self, wish: Wish, budget: float) -> Work:
        def work(cancel: threading.Event) -> Outcome:
            level = self._pace.level(budget)  # now, not when it began to wait: the last build has just told its pace
            begun = time.monotonic()
            self._running = begun, level
            try:
                outcome = build_and_mesh(wish, level, cancel)
            finally:
                self._running = None
            self._usual[level] = time.monotonic() - begun
            return outcome

        return work

    def _came(self, outcome: Outcome | Exception) -> None:
        if isinstance(outcome, Cancelled) and not self.job.settled:
            return  # nobody needs it any more; newer values are on their way
        if self.job.settled:
            self._following = False
            if isinstance(outcome, Outcome) and outcome.level != FINE:
                self._draft = outcome.wish
                self._look_again(max(self._changed + QUIET_SECONDS - time.monotonic(), 0.0))
            elif isinstance(outcome, Outcome):
                self.ahead.replace(lambda cancel: rest(cancel, IDLE_SECONDS), self._stood)
        self._show(outcome)

    def _built_ahead(self, answered: list[BuildRequest] | Exception) -> None:
        if isinstance(answered, Exception):
            _log.warning("nothing is built ahead: %s", answered)
        else:
            self._known.extend(answered)

    def _stood(self, interrupted: Exception | None) -> None:
        if interrupted is None:
            self._idle()

    def _look_again(self, seconds: float) -> None:
        self.rest.replace(lambda cancel: rest(cancel, seconds), self._rested)

    def _rested(self, interrupted: Exception | None) -> None:
        """The values have stood for a while: what nobody needs is stopped, and the fine mesh follows a draft."""
        if interrupted is not None:
            return
        if self.job.waiting:
            if not self._about_to_end():
                self.job.abandon()
            self._look_again(QUIET_SECONDS)
        elif self._draft is not None:
            wish, self._draft, self._following = self._draft, None, True
            self.job.submit(self._work(wish, 0.0), self._came)

    def _about_to_end(self) -> bool:
        """Whether the running build will be there in a moment, if it takes as long as the last one at its level."""
        if (running := self._running) is None:
            return True
        begun, level = running
        left = self._usual.get(level, float("inf")) - (time.monotonic() - begun)
        return abs(left) <= QUIET_SECONDS


def build_ahead(unknown: Sequence[tuple[Wish, BuildRequest]], cancel: threading.Event) -> list[BuildRequest]:
    """Have the service build these one by one; those that it has answered. Never raises what a service may raise."""
    answered: list[BuildRequest] = []
    for wish, request in unknown:
        try:
            with wish.learning():
                wish.client.build(request, cancel=cancel, background=True)
        except Busy:  # others need the service now: not before the next change
            break
        except CadWidgetsError:  # told to whoever really chooses these values
            if cancel.is_set():
                break
        answered.append(request)
    return answered
