"""One build in flight, the newest values wait, the fine mesh follows, and what nobody needs is stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.errors import Busy, Cancelled
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.glb_writer import write_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.widgets import _live_builds
from cadwidgets.widgets._live_builds import LiveBuilds
from cadwidgets.widgets._model_builds import Outcome, Wish

TRIANGLE = write_glb([Mesh(np.eye(3), np.array([(0, 1, 2)]))])
HEAVY = {"run": 0.01, "mesh": 2.0}
LIGHT = {"run": 0.01, "mesh": 0.01}
BUDGET = 0.1


class Bench:
    """A service whose builds end when the test says so, and that watches over how many run at a time."""

    def __init__(self, timings: dict[str, float], ours: bool = True) -> None:
        self.timings, self.ours = timings, ours
        self.asked: list[BuildRequest] = []
        self.stopped: list[BuildRequest] = []
        self.ahead: list[BuildRequest] = []
        self.most_at_once = self._now = 0
        self.open = threading.Event()
        self.open.set()
        self.error: Exception | None = None
        self._lock = threading.Lock()

    def is_ours(self) -> bool:
        return self.ours

    def build(self, request: BuildRequest, *, cancel: threading.Event, background: bool = False) -> BuiltModel:
        self.ahead += [request] if background else []
        with self._counted(request):
            while not self.open.wait(0.002):
                if cancel.is_set():
                    self.stopped.append(request)
                    raise Cancelled("as the client says it")
            if self.error is not None:
                raise self.error
        coarser = float(dict(request.options).get("angle", 0.1)) / 0.1
        timings = self.timings | {"mesh": self.timings["mesh"] / coarser**2}
        return BuiltModel(BuildResult(request, TRIANGLE, timings=timings))

    @contextmanager
    def _counted(self, request: BuildRequest) -> Iterator[None]:
        with self._lock:
            self.asked.append(request)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


class Desk:
    """The builds of a widget without the widget: what came is in ``shown``."""

    def __init__(self, service: Bench) -> None:
        self.service, self.box, self.shown = service, Mailbox(), []
        self.rests = 0
        self.builds = LiveBuilds(LatestJob(self.box), self.box, self._show, self._rest)

    def _show(self, outcome: Outcome | Exception) -> None:
        self.shown.append(outcome)
        if isinstance(outcome, Outcome):
            self.builds.drawn(outcome, outcome.stages(start=0.0, draw=0.0))

    def _rest(self) -> None:
        self.rests += 1

    def wish(self, width: float) -> Wish:
        client: Any = self.service
        return Wish(client, None, BuildRequest.of(script="s", type="GLB", values={"width": width}), best=True)

    def move(self, width: float) -> None:
        self.builds.start(self.wish(width), BUDGET)

    def settle(self) -> None:
        assert self.box.wait(lambda: not (self.builds.job.busy or self.builds.rest.busy) and self.box.empty, 20), (
            "never at rest"
        )

    def until(self, condition: Any) -> None:
        assert self.box.wait(condition, 20)

    @property
    def pictures(self) -> list[tuple[float, int]]:
        """(Width, level) of what was shown."""
        assert all(isinstance(outcome, Outcome) for outcome in self.shown), self.shown
        return [(dict(outcome.model.request.values)["width"], outcome.level) for outcome in self.shown]


@pytest.fixture
def heavy() -> Desk:
    """A model whose fine mesh takes too long, at a service that has built it once."""
    desk = Desk(Bench(HEAVY))
    desk.builds.start(desk.wish(0), 0.0)
    desk.settle()
    desk.shown.clear()
    desk.service.asked.clear()
    return desk


def test_a_draft_is_followed_by_the_fine_mesh_of_the_same_values(heavy: Desk) -> None:
    heavy.move(1)
    heavy.settle()
    assert heavy.builds.settled
    (first, level), last = heavy.pictures
    assert (first, last) == (1, (1, 0))
    assert level > 0
    assert dict(heavy.service.asked[0].options)["angle"] > 0.1
    assert heavy.service.asked[1].options == ()
    assert heavy.builds.settled


def test_only_the_last_values_of_a_drag_get_the_fine_mesh(heavy: Desk) -> None:
    for width in range(1, 6):
        heavy.move(width)
        heavy.until(lambda width=width: heavy.shown and heavy.pictures[-1][0] == width)
    heavy.settle()
    assert [width for width, level in heavy.pictures if level == 0] == [5]
    assert [width for width, level in heavy.pictures if level > 0] == [1, 2, 3, 4, 5], "every value had its picture"
    assert not heavy.service.stopped


def test_a_model_that_fits_the_budget_is_built_once_for_each_value() -> None:
    desk = Desk(Bench(LIGHT))
    for width in (1, 2, 3):
        desk.move(width)
        desk.settle()
    assert desk.pictures == [(1, 0), (2, 0), (3, 0)]
    assert len(desk.service.asked) == 3


def test_a_foreign_service_is_never_asked_for_a_draft() -> None:
    desk = Desk(Bench(HEAVY, ours=False))
    for width in (1, 2):
        desk.move(width)
        desk.settle()
    assert desk.pictures == [(1, 0), (2, 0)]
    assert [request.options for request in desk.service.asked] == [(), ()]


def test_while_values_follow_each_other_a_running_build_is_let_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_live_builds, "QUIET_SECONDS", 60.0)  # the hand never rests
    desk = Desk(Bench(LIGHT))
    desk.service.open.clear()
    desk.move(1)
    desk.until(lambda: desk.service.asked)
    for width in range(2, 9):
        desk.move(width)
    desk.service.open.set()
    desk.until(lambda: len(desk.shown) == 2)
    desk.builds.rest.cancel()
    desk.settle()
    assert desk.pictures == [(1, 0), (8, 0)], "the first ends, and of those that came meanwhile only the newest"
    assert not desk.service.stopped


def test_a_running_build_that_nobody_needs_ends_once_the_values_rest() -> None:
    desk = Desk(Bench(LIGHT))
    desk.service.open.clear()
    desk.move(1)
    desk.until(lambda: desk.service.asked)
    desk.move(2)
    desk.until(lambda: desk.service.stopped)
    desk.service.open.set()
    desk.settle()
    assert desk.pictures == [(2, 0)], "a build that was stopped is neither shown nor an error"
    assert [dict(request.values)["width"] for request in desk.service.stopped] == [1]


def test_the_fine_mesh_makes_way_for_new_values_at_once(heavy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heavy.move(1)
    heavy.until(lambda: heavy.shown)
    heavy.service.open.clear()
    heavy.until(lambda: len(heavy.service.asked) == 2)  # the fine one
    monkeypatch.setattr(_live_builds, "QUIET_SECONDS", 60.0)
    heavy.builds._usual.clear()  # nothing says that it is about to end
    heavy.move(2)
    heavy.until(lambda: heavy.service.stopped)
    assert heavy.service.stopped[0].options == ()
    heavy.service.open.set()
    heavy.until(lambda: len(heavy.shown) == 2)
    assert heavy.pictures[-1][0] == 2


def test_a_build_that_is_about_to_end_is_let_end(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(Bench(LIGHT))
    desk.service.open.clear()
    desk.move(1)
    desk.until(lambda: desk.service.asked)
    looked = []
    monkeypatch.setattr(desk.builds, "_about_to_end", lambda: looked.append(1) or True)
    desk.move(2)
    desk.until(lambda: len(looked) >= 2)
    assert not desk.service.stopped
    desk.service.open.set()
    desk.settle()
    assert desk.pictures == [(1, 0), (2, 0)]


def test_after_any_storm_one_build_ran_at_a_time_and_the_last_value_stands(heavy: Desk) -> None:
    for width in range(1, 200):
        heavy.move(width)
        heavy.box.wait(lambda: True, 0)
        heavy.service.open.set() if width % 3 else heavy.service.open.clear()
    heavy.service.open.set()
    heavy.settle()
    assert heavy.pictures[-1] == (199, 0)
    assert heavy.service.most_at_once == 1
    assert heavy.builds.settled


def test_cancel_stops_the_build_and_forgets_what_waits(heavy: Desk) -> None:
    heavy.service.open.clear()
    heavy.move(1)
    heavy.until(lambda: heavy.service.asked)
    heavy.move(2)
    heavy.builds.cancel()
    heavy.settle()
    assert [type(outcome) for outcome in heavy.shown] == [Cancelled]
    assert len(heavy.service.asked) == 1


def test_cancel_while_a_draft_waits_for_its_fine_mesh_is_told_too(heavy: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(_live_builds, "QUIET_SECONDS", 60.0)
    heavy.move(1)
    heavy.until(lambda: heavy.shown)
    heavy.builds.cancel()
    heavy.settle()
    assert isinstance(heavy.shown[-1], Cancelled)
    assert len(heavy.service.asked) == 1


def test_a_build_that_waited_for_the_service_to_start_makes_no_drafts() -> None:
    desk = Desk(Bench(LIGHT))
    desk.move(1)
    desk.settle()
    (outcome,) = desk.shown
    slow = replace(outcome, timings={**outcome.timings, "send": 30.0})
    stages = slow.stages(start=29.0, draw=0.01)
    assert (stages["start"], stages["send"]) == (29.0, 1.0)
    desk.builds.drawn(slow, stages)
    desk.move(2)
    desk.settle()
    assert desk.pictures == [(1, 0), (2, 0)]


def test_stages_follow_each_other_and_add_up_to_all_of_the_time_whatever_else_a_service_tells() -> None:
    desk = Desk(Bench(LIGHT | {"worker": 5.0, "total": 6.0, "send": 7.0, "decode": 8.0, "database": 9.0}))
    desk.move(1)
    desk.settle()
    timings = desk.shown[0].timings
    assert set(timings) == {"run", "mesh", "send", "decode"}
    assert timings["run"] == LIGHT["run"]
    assert timings["send"] + timings["decode"] < 5.0


# -- what may be wanted next


def test_a_fine_picture_that_stands_is_a_rest_and_a_draft_is_none(heavy: Desk) -> None:
    heavy.until(lambda: heavy.rests == 1)  # of the first build
    for width in (1, 2, 3):
        heavy.move(width)
        heavy.until(lambda width=width: heavy.shown and heavy.pictures[-1][0] == width)
    assert heavy.rests == 1
    heavy.until(lambda: heavy.rests == 2)
    assert heavy.pictures[-1] == (3, 0)


def ahead(desk: Desk, *widths: float) -> list[float]:
    """The widths that the service is asked for ahead."""
    before = len(desk.service.asked)
    desk.builds.look_ahead([desk.wish(width) for width in widths], BUDGET)
    assert desk.box.wait(lambda: not desk.builds.ahead.busy, 20)
    return [dict(request.values)["width"] for request in desk.service.asked[before:]]


def test_neighbours_are_asked_for_once_at_the_fineness_of_a_drag_and_nothing_is_shown(heavy: Desk) -> None:
    assert ahead(heavy, 1, 2) == [1, 2]
    assert all(dict(request.options)["angle"] > 0.1 for request in heavy.service.asked)
    assert ahead(heavy, 1, 2, 3) == [3]
    assert heavy.service.ahead == heavy.service.asked
    assert heavy.shown == []


def test_a_change_ends_what_was_asked_ahead(heavy: Desk) -> None:
    heavy.service.open.clear()
    heavy.builds.look_ahead([heavy.wish(1), heavy.wish(2)], BUDGET)
    heavy.until(lambda: heavy.service.asked)
    heavy.move(3)
    heavy.until(lambda: heavy.service.stopped)
    heavy.service.open.set()
    heavy.settle()
    assert [dict(request.values)["width"] for request in heavy.service.asked[:2]] == [1, 3]
    assert [width for width, _ in heavy.pictures] == [3, 3]


def test_a_busy_service_is_left_alone_until_the_next_change(heavy: Desk) -> None:
    heavy.service.error = Busy("full", url="http://127.0.0.1", status=503)
    assert ahead(heavy, 1, 2) == [1]
    heavy.service.error = None
    assert ahead(heavy, 1, 2) == [1, 2]
