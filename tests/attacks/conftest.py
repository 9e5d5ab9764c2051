"""A service to attack: its own process, short limits, the keys of two customers, and secrets that nothing may show."""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running_service import RunningService, start_service, stop_service

HERE = Path(__file__).parent
WALL_SECONDS, CPU_SECONDS = 3, 2
CONTROL = "import cadquery as cq\nshow_object(cq.Workplane().box(3, 4, 5).edges().fillet(0.5))\n"


@dataclass(frozen=True)
class Answer:
    """What the service said: ``error`` is empty after a build."""

    status: int
    body: bytes

    @property
    def error(self) -> dict[str, Any]:
        """The error as data."""
        return dict(json.loads(self.body)["error"]) if self.status != 200 else {}


class Target:
    """The service under attack. ``canary`` is in the attacker's key, in the other's key and in the secret file."""

    def __init__(self, running: RunningService, canary: str, secret: Path) -> None:
        self.running, self.canary, self.secret = running, canary, secret
        self.other_key = self._new_key()
        self.reference = self.control()

    def _new_key(self) -> str:
        for path, fields in (("/accounts", {"name": "other"}), ("/keys", {"account": "other"})):
            made = self._post(path, fields | {"key": self.running.key})
            assert made.status in (200, 201), made.body
        return str(json.loads(made.body)["key"])

    def build(self, script: str, key: str) -> Answer:
        """Have ``script`` built as STL by whoever has ``key``."""
        return self._post("/parts/build", {"s": script, "type": "STL", "key": key})

    def attack(self, script: str) -> Answer:
        """Have a hostile script built by the attacker."""
        return self.build(self._filled_in(script), self.running.key)

    def control(self) -> bytes:
        """The other customer's model, built anew."""
        built = self.build(f"{CONTROL}# {secrets.token_hex(8)}\n", self.other_key)
        assert built.status == 200, built.body
        return built.body

    def _filled_in(self, script: str) -> str:
        half = len(self.canary) // 2
        known = {
            "SERVER_PID = 1": f"SERVER_PID = {self.running.process.pid}",
            "SERVER_PORT = 1": f"SERVER_PORT = {urllib.parse.urlsplit(self.running.url).port}",
            'DATA_DIR = ""': f"DATA_DIR = {str(self.running.data_dir)!r}",
            'SECRET_FILE = ""': f"SECRET_FILE = {str(self.secret)!r}",
            'CANARY_HALVES = ("", "")': f"CANARY_HALVES = {(self.canary[:half], self.canary[half:])!r}",
        }
        prelude = (HERE / "prelude.py").read_text()
        for blank, filled in known.items():
            assert blank in prelude
            prelude = prelude.replace(blank, filled)
        body = script.partition("\n")[2]
        if body.startswith("RAW\n"):
            return body.partition("\n")[2]
        return prelude + body + (HERE / "epilogue.py").read_text()

    def _post(self, path: str, fields: dict[str, str]) -> Answer:
        request = urllib.request.Request(
            self.running.url + path, urllib.parse.urlencode(fields).encode(), {"Accept": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read())


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, clean_environment: None) -> Iterator[Target]:
    """One service for all attacks of a module."""
    canary = f"canary{secrets.token_hex(8)}"
    folder = tmp_path_factory.mktemp("attacked")
    secret = folder / "secret.txt"
    secret.write_text(canary)
    running = start_service(
        folder / "data", canary, "--build-seconds", str(WALL_SECONDS), "--cpu-seconds", str(CPU_SECONDS)
    )
    yield Target(running, canary, secret)
    stop_service(running)


def descendants(pid: int) -> list[int]:
    """Every process below ``pid``."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *descendants(child)]
    return found


def environment_of(pid: int) -> bytes:
    """The environment that a process was started with."""
    return Path(f"/proc/{pid}/environ").read_bytes()
