"""Builds that nobody waits for: in the background while nobody else works, and abandoned ones make room at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from plain_http import Reply, get, post
from threaded_service import served

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import Busy, Cancelled
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.priority import is_background

BOX = "length = 1.0\nshow_object(cq.Workplane().box(length, 2, 3))\n"
SLOW = "import time\nlength = 1.0\nopen('begun', 'w')\ntime.sleep(600)\nshow_object(cq.Workplane().box(length, 2, 3))\n"


def build(service: Any, priority: str = "u=7", **fields: str) -> Reply:
    return post(service, headers={"Priority": priority}, accept="application/json", **{"type": "STL"} | fields)


def jobs(service: Any) -> Counter[str]:
    """How many jobs are in each state."""
    with closing(sqlite3.connect(service.data_dir / "service.sqlite3")) as connection:
        return Counter(dict(connection.execute("SELECT state, count(*) FROM jobs GROUP BY state").fetchall()))


def until(happened: Any) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@dataclass(frozen=True)
class Small:
    """A service with one worker."""

    url: str
    key: str
    data_dir: Path


@pytest.fixture(scope="module")
def one_at_a_time(tmp_path_factory: pytest.TempPathFactory, clean_environment: None) -> Iterator[Small]:
    """A service with one worker, which is warm."""
    folder = tmp_path_factory.mktemp("small")
    with served(Service(ServiceSettings(folder, ("test-key",), children=1))) as url:
        small = Small(url, "test-key", folder)
        assert post(small, s=BOX, type="STL").status == 200
        yield small


@pytest.mark.parametrize(
    ("header", "background"),
    [
        ("u=7", True),
        ("i, u=7", True),
        ("u=7, u=3", False),
        ("u=3,u=7", True),
        ("u=07", False),
        ("u=70", False),
        ("u=8, u=7", True),
        ("", False),
        ("u=7;x", False),
        ("U=7", False),
    ],
)
def test_the_least_urgency_is_the_background(header: str, background: bool) -> None:
    assert is_background(header) is background


@pytest.mark.long
def test_a_build_in_the_background_fills_the_cache_and_makes_way_for_any_other(one_at_a_time: Any) -> None:
    service, before = one_at_a_time, jobs(one_at_a_time)
    ahead = build(service, s=BOX, length="2.5")
    assert (ahead.status, ahead.headers["x-build-cache"]) == (200, "miss")
    assert post(service, s=BOX, type="STL", length="2.5").headers["x-build-cache"] == "hit"
    used = get(service, "/account").json["used"]
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(build, service, s=SLOW)
        until(lambda: jobs(service).get("running"))
        again = build(service, s=BOX, length="2.75")
        assert (again.status, again.headers["retry-after"], again.error["kind"]) == (503, "1", "busy")
        assert build(service, s=SLOW).status == 503, "the very same is being built"
        assert post(service, s=BOX, type="STL", length="3.5", timeout=60).status == 200
        assert (endless.result(60).status, endless.result().headers["retry-after"]) == (503, "1")
    assert jobs(service) - before == {"done": 2, "cancelled": 1}
    assert get(service, "/account").json["used"] == used + 1


@pytest.mark.long
def test_a_build_in_the_background_spends_no_quota_and_is_counted_where_there_is_none(one_at_a_time: Any) -> None:
    service = one_at_a_time
    assert post(service, "/accounts", name="team", quota="5").status == 201
    key = post(service, "/keys", account="team").json["key"]
    refused = build(service, s=BOX, key=key, length="4.5")
    assert (refused.status, "quota" in refused.error["message"], bool(refused.error["allowed"])) == (403, True, True)
    assert build(service, "u=6", s=BOX, key=key, length="4.5").status == 200
    assert get(service, "/account", key=key).json["used"] == 1


@pytest.mark.long
def test_a_cancelled_build_leaves_its_worker_to_the_next_and_costs_nothing(one_at_a_time: Any) -> None:
    service, cancel = one_at_a_time, threading.Event()
    client = BuildClient.at(service.url, service.key)
    before, used = jobs(service), get(service, "/account").json["used"]
    with ThreadPoolExecutor() as pool:
        for length in (5.5, 5.75):
            cancel.clear()
            values = {"length": length}
            abandoned = pool.submit(client.build, BuildRequest.of(script=SLOW, values=values), cancel=cancel)
            until(lambda: jobs(service).get("running"))
            cancel.set()
            assert client.build(BuildRequest.of(script=BOX, values=values), seconds=60).volume == pytest.approx(
                6 * length
            )
            with pytest.raises(Cancelled):
                abandoned.result(60)
    assert jobs(service) - before == {"done": 2, "cancelled": 2}
    assert get(service, "/account").json["used"] == used + 2


@pytest.mark.long
def test_a_client_builds_ahead_and_is_told_when_there_is_no_time_for_it(one_at_a_time: Any) -> None:
    service, cancel = one_at_a_time, threading.Event()
    client = BuildClient.at(service.url, service.key)
    request = BuildRequest.of(script=BOX, values={"length": 6.5})
    assert not client.build(request, background=True).cached
    assert client.build(request).cached
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(client.build, BuildRequest.of(script=SLOW), cancel=cancel)
        until(lambda: jobs(service).get("running"))
        with pytest.raises(Busy):
            client.build(BuildRequest.of(script=BOX, values={"length": 6.75}), background=True)
        assert client.build(request, background=True).cached, "what is there already takes no worker"
        cancel.set()
        with pytest.raises(Cancelled):
            slow.result(60)
