"""The processes that build are killed at random moments: what follows is a typed error or the right model, and nothing
is left of it."""

from __future__ import annotations

import json
import os
import random
import secrets
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from processes import at_work, awake, starters
from running_service import RunningService
from scratch_folders import folders_of_builds

MODEL = "import cadquery as cq\nshow_object(cq.Workplane().box(30, 40, 50).edges().fillet(3).faces('>Z').hole(9))\n"
SLOW_MACHINE_SECONDS = 300


class Builds:
    """One service, how it was when idle, and the model as it must come out."""

    def __init__(self, running: RunningService) -> None:
        self._running = running
        self._threads = ThreadPoolExecutor(1)
        self._service = psutil.Process(running.process.pid)
        self.reference = self.good_build()
        self.idle = 0
        self.settle()
        self.seconds = min(self._seconds() for _ in range(5))  # of a build that nothing else has held up

    def _seconds(self) -> float:
        start = time.monotonic()
        self.good_build()
        return time.monotonic() - start

    def start(self) -> Future[tuple[int, bytes]]:
        """Begin to build the model anew: no cache has a script that it never saw."""
        fields = {"s": f"{MODEL}# {secrets.token_hex(8)}\n", "type": "STL", "key": self._running.key}
        return self._threads.submit(self._post, fields)

    def _post(self, fields: dict[str, str]) -> tuple[int, bytes]:
        data, head = urllib.parse.urlencode(fields).encode(), {"Accept": "application/json"}
        request = urllib.request.Request(f"{self._running.url}/parts/build", data, head)
        try:
            with urllib.request.urlopen(request, timeout=SLOW_MACHINE_SECONDS) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def good_build(self) -> bytes:
        """A build that nobody disturbs."""
        status, body = self.start().result()
        assert status == 200, body
        return body

    def kill(self) -> None:
        """End the service as a power cut would."""
        self._running.process.kill()
        self._running.process.wait()

    def kill_the_child(self, moment: float, building: Future[tuple[int, bytes]]) -> bool:
        """Kill what builds ``moment`` seconds after it came to be; False if it was done before."""
        while not building.done():
            if at_work(self.zygote):
                time.sleep(moment)
                killed = [_killed(child) for child in at_work(self.zygote)]
                return any(killed)
        return False

    def kill_the_zygote(self, moment: float, building: Future[tuple[int, bytes]]) -> bool:
        """Kill what starts the builds, ``moment`` seconds after a build came to be."""
        while not building.done():
            if at_work(self.zygote):
                time.sleep(moment)
                return _killed(self.zygote)
        return False

    @property
    def charged(self) -> int:
        """How many builds the account was charged with."""
        with urllib.request.urlopen(f"{self._running.url}/account?key={self._running.key}", timeout=60) as answer:
            return int(json.load(answer)["used"])

    def settle(self) -> None:
        """Wait until no folder of a build is left, and as many processes run as at first, all to start builds: those of
        the last answer stop or go after it, and one that was killed is replaced."""
        scratch = Path((self._running.data_dir / "scratch.txt").read_text())
        _until(lambda: not folders_of_builds(scratch))
        _until(self._rests)
        running = awake(self._service.pid)
        self.idle = len(running)
        self.zygote = max(running, key=lambda pid: len(psutil.Process(pid).parents()))

    def _rests(self) -> bool:
        running = awake(self._service.pid)
        return len(running) == (self.idle or len(running)) > 0 and running == starters(self._service.pid)


def _killed(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SLOW_MACHINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def builds(start: Callable[..., RunningService], tmp_path: Path) -> Builds:
    return Builds(start(tmp_path))


@pytest.mark.parametrize(
    "kills", [pytest.param(50, marks=pytest.mark.long), pytest.param(200, marks=pytest.mark.release)]
)
def test_a_build_whose_process_is_killed_says_so_and_the_next_one_is_right(builds: Builds, kills: int) -> None:
    moments, charged, hits = random.Random(kills), builds.charged, 0  # noqa: S311
    for _ in range(kills):
        building = builds.start()
        was_killed = builds.kill_the_child(moments.uniform(0, builds.seconds / 4), building)
        status, body = building.result()
        if status == 200:
            assert body == builds.reference
        else:
            assert (was_killed, status, json.loads(body)["error"]["kind"]) == (True, 502, "died")
        assert builds.good_build() == builds.reference
        charged += 1 + (status == 200)
        assert builds.charged == charged
        hits += status != 200
        builds.settle()
    assert hits > kills / 4


@pytest.mark.parametrize(
    "kills", [pytest.param(5, marks=pytest.mark.long), pytest.param(50, marks=pytest.mark.release)]
)
def test_a_build_whose_zygote_is_killed_is_made_once_more_and_charged_once(builds: Builds, kills: int) -> None:
    moments, before, killed = random.Random(kills), builds.charged, 0  # noqa: S311
    for number in range(kills):
        building = builds.start()
        killed += builds.kill_the_zygote(moments.uniform(0, builds.seconds / 2), building)
        assert building.result() == (200, builds.reference)
        assert builds.charged == before + number + 1
        builds.settle()
    assert killed > kills / 2


@pytest.mark.long
def test_the_folders_of_a_killed_service_go_when_the_next_one_starts(
    start: Callable[..., RunningService], tmp_path: Path
) -> None:
    killed = Builds(start(tmp_path))
    scratch = Path((tmp_path / "scratch.txt").read_text())
    building = killed.start()
    _until(lambda: bool(folders_of_builds(scratch)))
    killed.kill()
    assert building.exception()
    assert scratch.exists()
    Builds(start(tmp_path)).settle()
    assert not scratch.exists()
