"""A service to attack: its own process, short limits, the keys of two customers, and secrets that nothing may show."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import container
import pytest
from processes import starters
from running_service import RunningService, start_service, stop_service
from scratch_folders import folders_of_builds
from unprivileged import USER, as_unprivileged_user

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
    """The service under attack, all of whose files lie in ``folder``.

    ``canary`` is in the attacker's key and in the file ``secret``, which the service's user may read.
    """

    def __init__(self, running: RunningService, folder: Path, canary: str, secret: Path, level: str) -> None:
        self.running, self.folder, self.canary, self.secret, self.level = running, folder, canary, secret, level
        self.other_key = self._new_key()
        self.reference = self.control()
        self.processes = starters(running.process.pid)

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

    def files(self) -> Iterator[Path]:
        """Every file that the service wrote, its log and its database, too, but for the one that tells its key."""
        told = (self.secret, self.running.data_dir / "runtime.json")
        return (path for path in self.folder.rglob("*") if path.is_file() and path not in told)

    def folders_of_builds(self) -> list[Path]:
        """The folders of builds that are going on, or were left behind."""
        return [path for scratch in (self.folder / "tmp").iterdir() for path in folders_of_builds(scratch)]

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


@dataclass(frozen=True)
class Place:
    """Where the service is started: by root or by a user who owns nothing, in a container or not; its level there."""

    name: str
    level: str
    as_root: bool = False
    in_container: bool = False

    def below(self, folder: Path) -> list[str]:
        """The beginning of the command that starts the service there, with its files in ``folder``."""
        command = ["env", f"TMPDIR={folder}/tmp", f"HOME={folder}/home"]
        if not self.as_root and not os.getuid():
            command += as_unprivileged_user()
        return [*command, *container.command()] if self.in_container else command


PLACES = (
    Place("user", "L3"),
    Place("user in a container", "L2", in_container=True),
    Place("root", "L3", as_root=True),
)


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: place.name)
def target(request: pytest.FixtureRequest, clean_environment: None) -> Iterator[Target]:
    """One service for all attacks of a module, in each of the `PLACES`."""
    place: Place = request.param
    if place.as_root and os.getuid():
        pytest.skip("only root can start a service as root")
    canary = f"canary{secrets.token_hex(8)}"
    folder = Path(tempfile.mkdtemp(prefix="attacked-"))  # not pytest's, which hides from other users
    try:
        secret = folder / "secret.txt"
        secret.write_text(canary)
        for name in ("tmp", "home", "data"):
            (folder / name).mkdir()
        if not place.as_root and not os.getuid():
            for path in (folder, *folder.iterdir()):
                os.chown(path, USER, USER)
        limits = ("--build-seconds", str(WALL_SECONDS), "--cpu-seconds", str(CPU_SECONDS))
        running = start_service(folder / "data", canary, *limits, below=place.below(folder), log=folder / "log.txt")
        yield Target(running, folder, canary, secret, place.level)
        stop_service(running)
    finally:
        shutil.rmtree(folder)
