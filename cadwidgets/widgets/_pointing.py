"""What is pointed at among the controls, shown in the 3D view: the faces that a parameter moves, and its dimension."""

from __future__ import annotations

from collections.abc import Callable

from cadwidgets.contract.parameters import Parameter
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._what_moves import Answer, Question, answered


class Pointing:
    """``question`` tells what to find out about a parameter, None while no model is at rest on screen.

    While something is pointed at, the line below the picture says what it does.
    """

    def __init__(self, job: LatestJob, viewer: Viewer, question: Callable[[Parameter], Question | None]) -> None:
        self._job, self._viewer, self._question = job, viewer, question
        self._parameter: Parameter | None = None

    def point(self, parameter: Parameter | None) -> None:
        """At this one from now on, or at nothing."""
        if parameter != self._parameter:
            self.pause()
            self._parameter = parameter
            self.ask()

    def pause(self) -> None:
        """The values are others now: what is lit is no longer true."""
        self._job.cancel()
        self._viewer.light(None)

    def ask(self) -> None:
        """Another model is at rest on screen: what is pointed at is asked for again."""
        question = None if self._parameter is None else self._question(self._parameter)
        if question is not None:
            self._job.replace(lambda cancel: answered(question, cancel), self._came)

    def _came(self, outcome: Answer | Exception) -> None:
        if isinstance(outcome, Cancelled) or not self._job.settled:
            return
        if isinstance(outcome, Exception):
            raise outcome
        if self._parameter is not None:
            self._viewer.light(outcome.lights, outcome.text(self._parameter))
