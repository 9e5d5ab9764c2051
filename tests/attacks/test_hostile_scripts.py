"""Hostile scripts through the real service: each is held, told as what it was, and harms no other build."""

from __future__ import annotations

import re
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from processes import at_work, awake, memory

FOLDER = Path(__file__).parent / "scripts"
SCRIPTS = sorted(FOLDER.rglob("*.py"))
WAITS = "# 504 timeout\nimport time\ntime.sleep(60)\n"

pytestmark = pytest.mark.long


def test_there_are_at_least_sixty() -> None:
    assert len(SCRIPTS) >= 60


def test_the_service_is_as_confined_as_its_place_allows(target: Any) -> None:
    assert target.running.health["sandbox"]["level"] == target.level


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(FOLDER).with_suffix("")))
def test_a_hostile_script_is_held_and_the_next_build_is_as_before(target: Any, path: Path) -> None:
    script = path.read_text()
    status, *expected = script.partition("\n")[0].removeprefix("# ").split()
    answer = target.attack(script)
    assert re.fullmatch(status.replace("?", "."), str(answer.status)), answer.body[:2000]
    if answer.status != 200:
        assert "through:" not in answer.error["message"], answer.error["message"]
        kinds = [word for word in expected if word != "stopped"]
        assert not kinds or answer.error["kind"] in kinds, answer.error
        assert ("stopped" in answer.error["message"]) >= ("stopped" in expected), answer.error
    assert target.canary.encode() not in answer.body
    assert target.control() == target.reference
    assert_nothing_is_left(target)


def assert_nothing_is_left(target: Any) -> None:
    """No process that runs and no file of a build: they go before or just after the answer."""
    deadline = time.monotonic() + 10
    while (left := target.folders_of_builds()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left == []
    assert target.running.process.poll() is None
    while awake(target.running.process.pid) != target.processes:  # what is forked ahead gets warm, then stands still
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_memory_of_a_build_holds_no_key(target: Any) -> None:
    assert_nothing_is_left(target)
    mark = f"mark_{secrets.token_hex(8)}"
    attack = threading.Thread(target=target.attack, args=(f"{WAITS}{mark} = 1\n",))
    attack.start()
    try:
        assert target.canary.encode() not in memory_with(target, mark.encode())
    finally:
        attack.join()


def test_no_file_of_the_service_holds_a_key_and_its_log_is_silent(target: Any) -> None:
    paths = list(target.files())
    assert [path for path in paths if target.canary.encode() in path.read_bytes()] == []
    assert any(path.name == "service.sqlite3" for path in paths)
    assert "Traceback" not in (target.folder / "log.txt").read_text()


def memory_with(target: Any, mark: bytes) -> bytes:
    """The memory of the process at work that has ``mark`` in it; others may be about to end."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for pid in at_work(target.running.process.pid):
            with suppress(ProcessLookupError, FileNotFoundError):
                content = memory(pid)
                if mark in content:
                    return content
        time.sleep(0.01)
    raise AssertionError("no process has the mark")
