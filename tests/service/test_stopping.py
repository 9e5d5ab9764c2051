"""A service that is told to stop: nothing new, what is under way ends, and nobody is left behind."""

from __future__ import annotations

import json
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest
from plain_http import Reply, post, send

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of

SLOW = "import time\ntime.sleep(2.0)\nshow_object(cq.Workplane().box(1, 2, 3))\n"
ENDLESS = "while True: pass\n"


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def jobs(data_dir: Path) -> list[tuple[str, str, str, int]]:
    query = "SELECT kind, state, error_kind, attempts FROM jobs ORDER BY kind, created"
    with closing(sqlite3.connect(data_dir / "service.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def order(service: Any) -> tuple[str, dict[str, str]]:
    """The number of a CAD request, and the headers to ask for it."""
    said = {"tenantUid": tenant_of(LOCAL), "apiKey": service.key}
    token = send("POST", f"{service.url}/v2/RequestToken", json.dumps(said).encode()).json["token"]
    headers = {"Authorization": f"Bearer {token}"}
    part = {"classificationCode": "CADWIDGETS_STANDARD_PARTS", "partNumber": "6208", "cadFormatId": 902}
    part |= {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en"}
    return str(send("POST", f"{service.url}/v3/Product/cadRequest", json.dumps(part).encode(), headers).json), headers


@pytest.mark.long
def test_a_build_under_way_is_delivered_while_new_ones_are_refused(start: Callable[..., Any], tmp_path: Path) -> None:
    running = start(tmp_path)
    until(lambda: running.health["workers"] == "ready", "the kernel is not loaded")
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(post, running, s=SLOW, type="STL")
        until(lambda: [job[1] for job in jobs(tmp_path)] == ["running"], "the build does not begin")
        running.process.send_signal(signal.SIGTERM)
        until(lambda: running.health["stopping"], "the service does not notice the signal")
        refused = post(running, s=SLOW + "# new", type="STL")
        assert refused.status == 503
        assert "stopping" in refused.text
        assert int(refused.headers["retry-after"]) > 0
        assert under_way.result().status == 200
    assert running.process.wait(timeout=60) == 0
    assert jobs(tmp_path) == [("build", "done", "", 1)]


@pytest.mark.long
def test_what_does_not_end_in_time_is_ended_and_cad_requests_wait_for_the_next_service(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    running = start(tmp_path, "--stop-seconds", "0.5")
    until(lambda: running.health["workers"] == "ready", "the kernel is not loaded")
    many = psutil.cpu_count() or 1
    with ThreadPoolExecutor(many) as pool:
        endless = [pool.submit(post, running, s=f"{ENDLESS}# {number}", type="STL") for number in range(many)]
        until(lambda: [job[1] for job in jobs(tmp_path)] == ["running"] * many, "the builds do not begin")
        number, _ = order(running)
        family = psutil.Process(running.process.pid).children(recursive=True)
        running.process.send_signal(signal.SIGTERM)
        assert {build.result().status for build in endless} == {503}
    assert running.process.wait(timeout=60) == 0
    until(lambda: not any(process.is_running() for process in family), "a process is left")
    assert jobs(tmp_path) == [*[("build", "failed", "unavailable", 1)] * many, ("cad", "queued", "", 0)]
    running = start(tmp_path)
    _, headers = order(running)
    ask = f"{running.url}/v2/Product/cadFileUrl?cadRequestId={number}"
    until(lambda: send("GET", ask, headers=headers).status == 200, "the CAD request was forgotten")
    assert send("GET", send("GET", ask, headers=headers).json).body.startswith(b"PK")


@pytest.mark.long
def test_a_second_signal_ends_it_at_once(start: Callable[..., Any], tmp_path: Path) -> None:
    running = start(tmp_path)
    until(lambda: running.health["workers"] == "ready", "the kernel is not loaded")
    client = threading.Thread(target=_ask_in_vain, args=(running,))
    client.start()
    until(lambda: [job[1] for job in jobs(tmp_path)] == ["running"], "the build does not begin")
    family = psutil.Process(running.process.pid).children(recursive=True)
    running.process.send_signal(signal.SIGTERM)
    until(lambda: running.health["stopping"], "the service does not notice the signal")
    asked = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(timeout=60)
    assert time.monotonic() - asked < 20, "it waited for the build, which would have had 30 s"
    client.join()
    until(lambda: not any(process.is_running() for process in family), "a process is left")


def _ask_in_vain(service: Any) -> Reply | None:
    try:
        return post(service, s=ENDLESS, type="STL")
    except OSError:  # the service ended without an answer, as it was told
        return None
