"""The zygote tells an outcome when nobody can change it any more, also where nothing keeps a script from forking."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.messages import JOB_LIMIT, OUTCOME_LIMIT, FrameBuffer, Message, write_frame
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.zygote import Zygote


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


class OwnZygote:
    """A zygote without a CAD kernel and without layers, in a process of its own."""

    def __init__(self) -> None:
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._frames = FrameBuffer(OUTCOME_LIMIT)
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._requests)
            sandbox.adopt_orphans()
            try:
                Zygote(requests, answers, leave_a_writer, Layers()).serve()
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

    def run(self, folder: Path) -> Message:
        """The outcome of a job."""
        message = {"id": 1, "job": {}, "folder": str(folder), "root": str(folder), "limits": asdict(Limits())}
        write_frame(self._requests, message, JOB_LIMIT)
        return self.answer()

    def close(self) -> None:
        """Let it end."""
        os.close(self._requests)
        os.waitpid(self._pid, 0)
        os.close(self._answers)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells who an orphan's parent is")
def test_an_outcome_is_told_when_every_process_of_the_job_is_gone(tmp_path: Path) -> None:
    zygote = OwnZygote()
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert "ok" in zygote.run(folder)["frame"]
        writer = int((folder / "pid").read_text() or 0)
        assert not writer or not Path(f"/proc/{writer}").exists()
        before = (folder / "pid").stat().st_mtime_ns
        time.sleep(0.01)
        assert (folder / "pid").stat().st_mtime_ns == before
    zygote.close()
