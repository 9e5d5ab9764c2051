"""The service is killed in the middle of everything, again and again: every job ends, nothing is lost or paid twice."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
import pytest
from plain_http import FORM, Reply, get, post, send
from running_service import RunningService, launch_service, start_service, stop_service

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of

BOX = "import time\nlength = 1.0\ntime.sleep(0.1)\nshow_object(cq.Workplane().box(length, 2, 3))\n"
LENGTHS = ("1.5", "2.5", "3.5")
PARTS = ("6206", "6207", "ISO 4762 M6x20")
AT_ONCE = 3
"""So many CAD requests are under way."""
START_SECONDS, WORK_SECONDS = 3.0, 1.5
"""So long at most a service lives: one that is killed while it starts, and another after its kernel is loaded."""


@dataclass
class Customer:
    """Asks for builds and parts until the service is gone, and repeats what got no answer with the same key."""

    key: str
    models: dict[str, bytes]
    parts: dict[str, bytes]
    asked: dict[str, str] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    cad_requests: dict[str, str] = field(default_factory=dict)
    delivered: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def build_on(self, url: str) -> None:
        """A new build, then those that got no answer, then new ones, one after the other, until nobody answers."""
        open_calls = [self.new_call(), *sorted(self.asked.keys() - self.answered)]
        while True:
            repeat = open_calls.pop(0) if open_calls else self.new_call()
            self.judge(repeat, build(url, self.key, self.asked[repeat], repeat))

    def new_call(self) -> str:
        """The key of a call that was not made before."""
        repeat = f"call {len(self.asked)}"
        self.asked[repeat] = LENGTHS[len(self.asked) % len(LENGTHS)]
        return repeat

    def judge(self, repeat: str, reply: Reply) -> None:
        """Only a good answer counts; nothing but being busy is an excuse."""
        if reply.status == 200:
            self.answered.add(repeat)
            if reply.body != self.models[self.asked[repeat]]:
                self.problems.append(f"{repeat}: another model")
        elif reply.status != 503:
            self.problems.append(f"{repeat}: {reply.status} {reply.text}")

    def order_on(self, url: str, admin: str) -> None:
        """New CAD requests, and a look at the earlier ones, until nobody answers."""
        headers = bearer(url, admin)
        while True:
            number = PARTS[len(self.cad_requests) % len(PARTS)]
            if len(self.cad_requests) - len(self.delivered) < AT_ONCE:
                self.cad_requests[str(order(url, headers, number).json)] = number
            for request_id in sorted(self.cad_requests.keys() - self.delivered):
                self.fetch(url, headers, request_id)
            time.sleep(0.05)

    def fetch(self, url: str, headers: dict[str, str], request_id: str) -> None:
        """Look at a CAD request; its files must be the right ones."""
        reply = send("GET", f"{url}/v2/Product/cadFileUrl?cadRequestId={request_id}", headers=headers)
        if reply.status == 204:
            return
        is_right = (
            reply.status == 200 and members(send("GET", reply.json).body) == self.parts[self.cad_requests[request_id]]
        )
        if is_right or (reply.status == 500 and "twice" in reply.text):  # a service died under it two times
            self.delivered.add(request_id)
        else:
            self.problems.append(f"CAD request {request_id}: {reply.status} {reply.text[:200]}")


def build(url: str, key: str, length: str, repeat: str) -> Reply:
    said = urlencode({"key": key, "s": BOX, "type": "STL", "length": length}).encode()
    headers = {"Content-Type": FORM, "Idempotency-Key": repeat, "Cache-Control": "no-cache"}
    return send("POST", f"{url}/parts/build", said, headers)


def bearer(url: str, key: str) -> dict[str, str]:
    said = {"tenantUid": tenant_of(LOCAL), "apiKey": key}
    return {
        "Authorization": f"Bearer {send('POST', f'{url}/v2/RequestToken', json.dumps(said).encode()).json['token']}"
    }


def order(url: str, headers: dict[str, str], number: str) -> Reply:
    said = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": "902", "partNumber": number}
    said |= {"classificationCode": "CADWIDGETS_STANDARD_PARTS"}
    return send("POST", f"{url}/v3/Product/cadRequest", json.dumps(said).encode(), headers)


def members(data: bytes) -> bytes:
    """All files of a zip, which must be whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.testzip() is None
    return data


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def first_customer(running: RunningService) -> Customer:
    """A customer with a quota, and what the service builds while nobody harms it."""
    assert post(running, "/accounts", name="team", quota="100000").status == 201
    key = post(running, "/keys", account="team").json["key"]
    customer = Customer(key, {}, {})
    customer.models = {length: build(running.url, running.key, length, f"first {length}").body for length in LENGTHS}
    headers = bearer(running.url, running.key)
    for number in PARTS:
        request_id = str(order(running.url, headers, number).json)
        url = f"{running.url}/v2/Product/cadFileUrl?cadRequestId={request_id}"
        until(lambda url=url: send("GET", url, headers=headers).status == 200, "the first part")  # type: ignore[misc]
        customer.parts[number] = members(send("GET", send("GET", url, headers=headers).json).body)
    return customer


def work_and_kill(customer: Customer, data_dir: Path, chance: random.Random) -> None:
    """One service from its start to its kill, with all that the customer asks of it: one in four dies while it starts,
    the others at some moment after their kernel is loaded."""
    launched = launch_service(data_dir, "test-key")
    threads: list[threading.Thread] = []
    if chance.random() < 0.25:
        time.sleep(chance.uniform(0.0, START_SECONDS))
    else:
        running = launched.listened()
        asks: list[tuple[Callable[..., None], tuple[str, ...]]] = [
            (customer.build_on, (running.url,)),
            (customer.order_on, (running.url, running.key)),
        ]
        threads = [threading.Thread(target=_until_nobody_answers, args=ask) for ask in asks]
        for thread in threads:
            thread.start()
        until(lambda: running.health["workers"] == "ready", "the kernel is not loaded")
        time.sleep(chance.uniform(0.0, WORK_SECONDS))
    family = psutil.Process(launched.process.pid).children(recursive=True)
    launched.process.kill()
    launched.process.wait()
    for thread in threads:
        thread.join()
    until(lambda: not any(map(_lives, family)), "processes of a service that was killed live on")


def _until_nobody_answers(ask: Callable[..., None], arguments: tuple[str, ...]) -> None:
    try:
        ask(*arguments)
    except (OSError, HTTPException, json.JSONDecodeError, EOFError):  # the service was killed under it
        return


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def rows(data_dir: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(data_dir / "service.sqlite3")) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    "kills", [pytest.param(20, marks=pytest.mark.long), pytest.param(100, marks=pytest.mark.release)]
)
def test_over_kills_at_any_moment_every_job_ends_with_the_right_file_and_is_charged_once(
    kills: int, tmp_path: Path, clean_environment: None
) -> None:
    running = start_service(tmp_path, "test-key")
    customer = first_customer(running)
    stop_service(running)
    chance = random.Random(kills)  # noqa: S311 - which moments are tried can be repeated
    for kill in range(kills):
        work_and_kill(customer, tmp_path, chance)
        assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)], kill
        assert customer.problems == [], kill
    running = start_service(tmp_path, "test-key")
    for repeat, length in customer.asked.items():
        customer.judge(repeat, build(running.url, customer.key, length, repeat))
    headers = bearer(running.url, running.key)
    unfinished = "SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')"
    until(lambda: rows(tmp_path, unfinished) == [(0,)], "a job does not end")
    for request_id in customer.cad_requests.keys() - customer.delivered:
        customer.fetch(running.url, headers, request_id)
    used = int(get(_As(running.url, customer.key), "/account").json["used"])
    stop_service(running)
    assert customer.problems == []
    assert customer.answered == set(customer.asked), "a repeated call got no answer"
    assert customer.delivered == set(customer.cad_requests), "a CAD request was forgotten"
    assert len(customer.asked) > kills // 2, "the services were killed before anybody could ask"
    assert len(customer.cad_requests) > kills // 2
    assert rows(tmp_path, "SELECT count(*) FROM jobs WHERE error_kind = 'lost'") > [(0,)], "no kill hit a job"
    charged = rows(tmp_path, "SELECT count(*), count(DISTINCT repeat_key) FROM jobs WHERE charged AND account = 'team'")
    assert charged == [(used, used)]
    assert used == len(customer.asked), "each call is charged once"
    assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    left = [path for path in (tmp_path / "cache").iterdir() if path.name.startswith(".new-")]
    assert len(left) <= 1, "what a kill left half done is removed by the next start"


@dataclass(frozen=True)
class _As:
    url: str
    key: str
