"""The quota under fire: many requests at once, equal ones, clients that leave, and a killed service."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from plain_http import Reply, get, post

from cadwidgets.service.jobs import MAX_UNFINISHED_OF_ACCOUNT

BOX = "length = 1.0\nshow_object(cq.Workplane().box(length, 2, 3))\n"
_T = TypeVar("_T")
SLOW = "import time\nlength = 1.0\ntime.sleep(1.0)\n" + BOX.partition("\n")[2]


@dataclass(frozen=True)
class As:
    """The service for the owner of another key."""

    url: str
    key: str


def account(service: Any, name: str, quota: str) -> As:
    assert post(service, "/accounts", name=name, quota=quota).status == 201
    return As(service.url, post(service, "/keys", account=name).json["key"])


def used(owner: As) -> int:
    return int(get(owner, "/account").json["used"])


def states(service: Any, account: str) -> list[str]:
    """How the jobs of an account are getting on."""
    with closing(sqlite3.connect(service.data_dir / "service.sqlite3")) as connection:
        return [state for (state,) in connection.execute("SELECT state FROM jobs WHERE account = ?", (account,))]


def all_at_once(count: int, ask: Callable[[int], _T]) -> list[_T]:
    """The replies to ``count`` requests that start together."""
    together = threading.Barrier(count)

    def one(number: int) -> _T:
        together.wait()
        return ask(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_200_requests_at_once_on_a_quota_of_50_are_exactly_50_builds_and_150_refusals(service: Any) -> None:
    owner = account(service, "parallel", "50")
    replies = all_at_once(200, lambda number: post(owner, s=BOX, type="STL", length=str(1000 + number)))
    assert Counter(reply.status for reply in replies) == {200: 50, 403: 150}
    assert sorted(int(reply.headers["x-builds-left"]) for reply in replies if reply.status == 200) == [*range(50)]
    assert all("cannot execute any more downloads" in reply.text for reply in replies if reply.status == 403)
    assert used(owner) == 50


def test_equal_requests_at_once_are_one_build_and_one_charge(service: Any) -> None:
    owner = account(service, "equal", "100")
    builds = service.builds
    replies = all_at_once(12, lambda _: post(owner, s=SLOW, type="STL", length="2.25"))
    assert Counter(reply.headers["x-build-cache"] for reply in replies) == {"miss": 1, "hit": 11}
    assert len({reply.body for reply in replies}) == 1
    assert (used(owner), service.builds) == (1, builds + 1)


def test_equal_requests_that_fail_at_once_fail_once_and_cost_nothing(service: Any) -> None:
    owner = account(service, "failing", "100")
    script = "import time\ntime.sleep(1)\nraise ValueError('too thin')\n"
    replies = all_at_once(6, lambda _: post(owner, s=script, type="STL"))
    assert {(reply.status, "too thin" in reply.text) for reply in replies} == {(500, True)}
    assert (states(service, "failing"), used(owner)) == (["failed"], 0)
    assert post(owner, s=script, type="STL").status == 500
    assert states(service, "failing") == ["failed", "failed"], "what failed before is tried again"


def test_a_client_that_leaves_is_not_charged_and_frees_its_place(service: Any) -> None:
    owner = account(service, "leaving", "1")
    address = f"{owner.url}/parts/build?key={owner.key}&type=STL&s=while%20True:%20pass"
    for _ in range(3):
        with pytest.raises(TimeoutError):
            urllib.request.urlopen(address, timeout=0.5)
    deadline = time.monotonic() + 30
    while (reply := post(owner, s=BOX, type="STL", length="3.25")).status == 403:
        assert time.monotonic() < deadline, "the place of a client that left is never freed"
    assert (reply.status, reply.headers["x-builds-left"]) == (200, "0")


def test_who_waits_for_an_equal_build_goes_on_when_its_first_client_leaves(service: Any) -> None:
    owner = account(service, "heirs", "5")
    address = f"{owner.url}/parts/build?key={owner.key}&type=STL&length=4.25&s={urllib.request.quote(SLOW)}"
    with ThreadPoolExecutor(1) as pool:
        leaver = pool.submit(urllib.request.urlopen, address, timeout=0.5)
        time.sleep(0.2)
        reply = post(owner, s=SLOW, type="STL", length="4.25")
        assert isinstance(leaver.exception(), TimeoutError)
    assert reply.status == 200
    assert used(owner) == 1


@pytest.mark.long
def test_a_full_queue_is_503_and_says_when_to_try_again(own_service: Any) -> None:
    def ask(number: int) -> Reply | None:
        try:
            return post(own_service, s=f"x = {number}\nwhile True: pass", type="STL", timeout=20)
        except TimeoutError:  # it waits its turn behind endless scripts
            return None

    replies = [reply for reply in all_at_once(MAX_UNFINISHED_OF_ACCOUNT + 5, ask) if reply is not None]
    refused = [reply for reply in replies if reply.status == 503]
    assert len(refused) == 5
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)
    assert {reply.status for reply in replies} <= {503, 504}


@pytest.mark.long
def test_two_services_cannot_work_in_one_folder(service: Any) -> None:
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--data-dir", str(service.data_dir)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 2
    assert str(service.data_dir) in ended.stderr
    assert "--data-dir" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert service.health["service"] == "cadwidgets"


@pytest.mark.release
def test_the_count_is_exact_over_kills_in_the_middle_of_builds(start: Callable[..., Any], tmp_path: Path) -> None:
    """An answer that arrived is charged; what was not finished is neither charged nor kept reserved."""
    running = start(tmp_path)
    owner = account(running, "killed", "40")
    arrived = charged = 0
    for round_ in range(5):
        owner = As(running.url, owner.key)
        stop = threading.Event()
        with ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(_keep_building, owner, 100 * round_ + 10 * worker, stop) for worker in range(4)]
            time.sleep(2.0 + 0.3 * round_)
            os.kill(running.process.pid, signal.SIGKILL)
            running.process.wait()
            stop.set()
            arrived += sum(future.result() for future in futures)
        running = start(tmp_path)
        owner = As(running.url, owner.key)
        charged = used(owner)
        assert arrived <= charged <= arrived + 4 * (round_ + 1), "at most what was just being sent was lost"
    left = 40 - charged
    replies = [post(owner, s=BOX, type="STL", length=str(9000 + number)) for number in range(left + 2)]
    assert [reply.status for reply in replies] == [200] * left + [403] * 2
    assert used(owner) == 40


def _keep_building(owner: As, first: int, stop: threading.Event) -> int:
    """Build one box after the other until the service is gone; how many arrived."""
    arrived = 0
    for number in range(first, first + 10):
        try:
            arrived += post(owner, s=BOX, type="STL", length=str(1 + number)).status == 200
        except OSError:
            stop.wait(30)
            break
    return arrived
