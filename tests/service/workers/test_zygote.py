"""The zygote tells an outcome when nobody can change it any more, also where nothing keeps a script from forking."""

from __future__ import annotations

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from processes import descendants, is_still

from cadwidgets.service.workers import children, sandbox, session
from cadwidgets.service.workers.answering import RunJob
from cadwidgets.service.workers.messages import JOB_LIMIT, OUTCOME_LIMIT, FrameBuffer, Message, write_frame
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.zygote import Zygote

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells of processes")


def leave_a_writer(job: dict[str, Any], folder: Path) -> Message:
    """A job that leaves a process behind, in a session of its own, that never stops writing."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                (folder / "pid").write_text(f"{os.getpid()} ")
        os._exit(0)
    while not (folder / "pid").exists() or not (folder / "pid").read_text():
        time.sleep(0.001)
    return {"ok": {}}


def tell_pid(job: dict[str, Any], folder: Path) -> Message:
    """A job that prints the number of its process, after what else it is asked to do."""
    exec(job.get("first", ""), {"os": os})  # noqa: S102 - each test's own
    os.write(1, str(os.getpid()).encode())
    return {"ok": {}}


class OwnZygote:
    """A zygote without a CAD kernel and without layers, in a process of its own."""

    def __init__(self, run_job: RunJob = tell_pid, warm_up: Callable[[], None] | None = None) -> None:
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._frames = FrameBuffer(OUTCOME_LIMIT)
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._requests)
            sandbox.adopt_orphans()
            try:
                Zygote(requests, answers, run_job, Layers(), warm_up).serve()
            finally:
                os._exit(0)
        os.close(requests)
        os.close(answers)
        assert "ready" in self.answer()

    def answer(self) -> Message:
        """The next message."""
        while True:
            for message in self._frames.feed(os.read(self._answers, 1)):
                return message

    def tell(self, message: Message) -> None:
        """Send a message."""
        write_frame(self._requests, message, JOB_LIMIT)

    def run(self, folder: Path, root: Path | None = None, first: str = "") -> Message:
        """The outcome of a job in ``folder``, in the session of ``root``, if it has one."""
        where = {"folder": str(folder), "root": str(root or folder)}
        self.tell({"id": 1, "job": {"first": first}, "limits": asdict(Limits())} | where)
        while "frame" not in (message := self.answer()):
            pass
        return message

    def in_session(self, root: Path, first: str = "") -> tuple[str, bool]:
        """What a job of the session prints, and whether its process was warm."""
        folder = root / secrets.token_hex(4)
        folder.mkdir()
        outcome = self.run(folder, root, first)
        assert "ok" in outcome["frame"], outcome
        return outcome["output"], outcome["warm"]

    def still_children(self) -> list[int]:
        """Those of its children that are stopped."""
        return [pid for pid in descendants(self._pid) if is_still(pid)]

    def close(self) -> None:
        """Let it end."""
        os.close(self._requests)
        os.waitpid(self._pid, 0)
        os.close(self._answers)


@pytest.fixture
def begun() -> Iterator[Callable[..., OwnZygote]]:
    """Begins zygotes that end with the test."""
    zygotes: list[OwnZygote] = []

    def begin(*arguments: Any) -> OwnZygote:
        zygotes.append(OwnZygote(*arguments))
        return zygotes[-1]

    yield begin
    for zygote in zygotes:
        zygote.close()


def test_an_outcome_is_told_when_every_process_of_the_job_is_gone(begun: Any, tmp_path: Path) -> None:
    zygote = begun(leave_a_writer)
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert "ok" in zygote.run(folder)["frame"]
        writer = int((folder / "pid").read_text() or 0)
        assert not writer or is_still(writer)
        before = (folder / "pid").stat().st_mtime_ns
        time.sleep(0.01)
        assert (folder / "pid").stat().st_mtime_ns == before


def test_a_session_stays_for_jobs_with_its_root(begun: Any, tmp_path: Path) -> None:
    zygote = begun()
    roots = [tmp_path / name for name in ("a", "b")]
    for root in roots:
        root.mkdir()
    told = [[zygote.in_session(root) for root in roots] for _ in range(3)]
    assert [[warm for _, warm in row] for row in told] == [[False, False], [True, True], [True, True]]
    assert len({pid for row in told for pid, _ in row}) == 2
    assert sorted(zygote.still_children()) == sorted(int(pid) for pid, _ in told[0])


def test_a_session_ends_when_it_is_told_to(begun: Any, tmp_path: Path) -> None:
    zygote = begun()
    first, _ = zygote.in_session(tmp_path)
    zygote.tell({"end": str(tmp_path)})
    assert zygote.answer() == {"ended": str(tmp_path)}
    assert zygote.in_session(tmp_path)[0] != first


def test_a_session_that_nobody_asks_for_ends(begun: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(session, "IDLE_SECONDS", 0.02)
    zygote = begun()
    pid, _ = zygote.in_session(tmp_path)
    assert zygote.answer() == {"ended": str(tmp_path)}
    assert not Path(f"/proc/{pid}").exists()


def test_a_session_ends_after_its_number_of_builds(begun: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(session, "MAX_BUILDS", 2)
    zygote = begun()
    assert [zygote.in_session(tmp_path)[1] for _ in range(5)] == [False, True, False, True, False]


def test_a_session_that_has_grown_ends(begun: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(session, "MAX_GROWTH", 16 << 20)
    zygote = begun()
    sizes = (1, 1, 64, 1)  # malloc takes more than 32 MiB from the system, whatever lies free
    told = [zygote.in_session(tmp_path, f"os.kept = bytearray({size} << 20)") for size in sizes]
    assert [warm for _, warm in told] == [False, True, True, False]


def test_a_session_that_somebody_else_wakes_ends(begun: Any, tmp_path: Path) -> None:
    zygote = begun()
    pid, _ = zygote.in_session(tmp_path)
    os.kill(int(pid), signal.SIGCONT)
    assert zygote.answer() == {"ended": str(tmp_path)}
    assert not Path(f"/proc/{pid}").exists()


def test_a_job_larger_than_a_pipe_waits_for_its_reader_and_holds_up_nobody(begun: Any, tmp_path: Path) -> None:
    """The second job is never read: its process waits at another pipe."""
    zygote = begun()
    zygote.in_session(tmp_path, f"#{'x' * (1 << 20)}\nos.dup2(os.pipe()[0], 4)")
    folder = tmp_path / "second"
    folder.mkdir()
    outcome = zygote.run(folder, tmp_path, f"#{'x' * (1 << 20)}")
    assert outcome["frame"]["error"]["kind"] == "died"
    assert zygote.in_session(tmp_path)[1] is False


def test_the_process_that_was_forked_ahead_does_the_next_job(begun: Any, tmp_path: Path) -> None:
    zygote, done = begun(tell_pid, lambda: None), list[int]()
    for number in range(3):
        while not (spare := [pid for pid in zygote.still_children() if pid not in done]):
            time.sleep(0.01)
        time.sleep(0.1)  # the zygote sees it, too
        folder = tmp_path / str(number)
        folder.mkdir()
        outcome = zygote.run(folder)
        assert (outcome["output"], outcome["warm"]) == (str(spare[0]), False)
        assert len(spare) == 1
        done.append(spare[0])


def test_jobs_are_done_without_a_process_forked_ahead_where_none_gets_warm(
    begun: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(children, "_RETRY_SECONDS", 1000.0)
    tried = tmp_path / "tried"

    def fail() -> None:
        with tried.open("a") as file:
            file.write("x")
        raise RuntimeError("the kernel does not work")

    zygote = begun(tell_pid, fail)
    while not tried.exists():
        time.sleep(0.01)
    for _ in range(3):
        time.sleep(0.1)
        assert "ok" in zygote.run(tmp_path)["frame"]
    assert tried.read_text() == "x"
