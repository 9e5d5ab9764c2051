"""A service that works for long grows no larger: memory, descriptors, processes and folders stay what they were."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from plain_http import get, post
from processes import awake
from running_service import RunningService
from scratch_folders import folders_of_builds

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.requests import FORMATS, QUESTIONS

JSON = "application/json"
PATIENCE_SECONDS = 300
HERE = Path(__file__).parent
BOX = "import cadquery as cq\nshow_object(cq.Workplane().box({}, 20, 30).edges().fillet(2))\n"
WARM_UP = 100
"""Rounds with more at once than later: pools of threads and of connections grow to what they hold for good."""
LENGTHS = (10, 12, 16, 20, 25, 30, 35, 40, 45, 50)
NEEDED = ("attempt(", "SERVER_", "SECRET_FILE", "DATA_DIR", "CANARY")
"""What a script of an attack may need to be told; these are left to the test of attacks."""
ENDLESS = ("504", "timeout")


def quick_attacks() -> list[str]:
    """Hostile scripts that stand for themselves and do not wait for a limit of time."""
    found = []
    for path in sorted((HERE / "scripts").rglob("*.py")):
        head, _, body = path.read_text().partition("\n")
        if not any(word in head for word in ENDLESS) and not any(word in body for word in NEEDED):
            found.append(body.removeprefix("RAW\n") + (HERE / "epilogue.py").read_text())
    return found


class Soaked:
    """One service and what it takes."""

    def __init__(self, running: RunningService) -> None:
        self._running = running
        self._service = psutil.Process(running.process.pid)
        self._attacks = itertools.cycle(quick_attacks())
        self._formats = itertools.cycle([output for output in FORMATS if output not in QUESTIONS])

    def work(self, number: int) -> None:
        """One of ten kinds of work, each with the answer that it must have."""
        if number % 100 == 99:
            self._build("while True: pass", 504)
            return
        kind = number % 10
        if kind in (0, 5):
            self._build(BOX.format(40) + f"# {secrets.token_hex(8)}", 200, next(self._formats))
        elif kind == 1:
            self._build(BOX.format(10), 200)
        elif kind == 2:
            self._build(f"raise ValueError('{secrets.token_hex(8)}')", 500)
        elif kind == 3:
            self._build(f"import os\nos.abort()  # {secrets.token_hex(8)}", 502)
        elif kind == 4:
            self._cad_request(LENGTHS[number // 10 % len(LENGTHS)])
        elif kind == 6:
            self._search(f"M{number % 7 + 3} {number % 50}")
        elif kind == 7:
            self._parameters()
        else:
            self._build(next(self._attacks), 0)

    def _build(self, script: str, status: int, output: str = "STL") -> None:
        reply = post(self._running, accept=JSON, timeout=PATIENCE_SECONDS, s=script, type=output)
        assert reply.status == status or (not status and reply.status in (200, 500, 502)), reply.text[:1000]

    def _cad_request(self, length: int) -> None:
        part = {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": f"ISO 4762 M6x{length}"}
        wanted = {"CADFormatID": "902", "Version": "2", "Format": "json", "Language": "en"}
        caller = {"ApiKey": self._running.key, "UserEmail": EMBEDDED_EMAIL}
        reply = get(self._running, "/tpowebservices/DownloadCADPath", **part, **wanted, **caller)
        assert reply.json["globalInfo"]["downloadable"] == "True"

    def _search(self, text: str) -> None:
        assert get(self._running, "/catalog/search", q=text).status == 200

    def _parameters(self) -> None:
        script = f"width = {secrets.randbelow(1000)}\n"
        reply = post(self._running, "/parts/parameters", accept=JSON, timeout=PATIENCE_SECONDS, s=script)
        assert len(reply.json["parameters"]) == 1

    @property
    def megabytes(self) -> float:
        """The service's own memory, without what it shares with whatever else runs on the machine."""
        rollup = Path(f"/proc/{self._service.pid}/smaps_rollup").read_text()
        return int(rollup.partition("Pss_Anon:")[2].split()[0]) / 1024

    def is_as(self, before: list[int]) -> bool:
        """Whether it has no more processes and open files than ``before``, and no folder of a build."""
        scratch = Path((self._running.data_dir / "scratch.txt").read_text())
        return not folders_of_builds(scratch) and all(
            now <= then for now, then in itertools.zip_longest(self.descriptors, before, fillvalue=-1)
        )

    @property
    def descriptors(self) -> list[int]:
        """How many files the service and each process below it that is not stopped have open."""
        family = [self._service.pid, *awake(self._service.pid)]
        return [sum(not _is_of_database(pid, number) for number in os.listdir(f"/proc/{pid}/fd")) for pid in family]


def _is_of_database(pid: int, number: str) -> bool:
    """Connections to the database stay open for the next call, a few at most: when the last is made is chance."""
    with contextlib.suppress(FileNotFoundError):  # closed meanwhile
        return Path(os.readlink(f"/proc/{pid}/fd/{number}")).name.startswith("service.sqlite3")
    return True


@pytest.mark.parametrize(
    ("rounds", "megabytes"),
    [
        pytest.param(300, 3.0, marks=pytest.mark.long),
        pytest.param(10_000, 10.0, marks=pytest.mark.release),
    ],
)
def test_long_work_leaves_nothing_behind(
    start: Callable[..., RunningService], tmp_path: Path, rounds: int, megabytes: float
) -> None:
    running = start(tmp_path, "--build-seconds", "60", "--cpu-seconds", "3", "--classic-limit", "0")
    soaked = Soaked(running)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(soaked.work, range(WARM_UP)))
    before, size = soaked.descriptors, soaked.megabytes
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(soaked.work, range(WARM_UP, rounds)))
    assert soaked.megabytes - size < megabytes
    deadline = time.monotonic() + 60
    while not soaked.is_as(before):
        assert time.monotonic() < deadline, (soaked.descriptors, before)
        time.sleep(0.1)
