"""Jobs in a process that stays, beside the same jobs in fresh ones: neither knows more than the kernel told it.

Run as a program it answers each line of JSON, ``{"job", "folder", "stays"}``, with one, the job's frame. It forks a
process that stays for each name in ``stays``, and one for each job without a name; itself it runs none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cadwidgets.service.same_results import Result


class StayingProcess:
    """One program for many scripts: each has a process that stays, as a script has in the service."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._program = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, job: Mapping[str, Any], stays: str = "") -> Result:
        """The result of a job with the content of its file, from the process of the name ``stays``, or a fresh one."""
        folder = self._scratch / os.urandom(6).hex()
        folder.mkdir()
        for name, content in job.get("beside", {}).items():
            (folder / name).write_text(content)
        told = {"job": {"op": "build", **job, "files": list(job.get("beside", ()))}, "folder": str(folder)}
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps(told | {"stays": stays}) + "\n")
        self._program.stdin.flush()
        frame = json.loads(self._program.stdout.readline())
        content = (folder / frame["ok"]["file"]).read_bytes() if "ok" in frame else b""
        return Result(frame, content, str(job["type"]))

    def close(self) -> None:
        """End the program, and with it the processes that stay."""
        assert self._program.stdin
        self._program.stdin.close()
        self._program.wait()


def _main() -> None:
    from cadwidgets.service.builds.run import prepare, run_job

    answers = os.dup(1)
    os.dup2(2, 1)  # what scripts print
    prepare()

    def answer(line: str) -> None:
        told = json.loads(line)
        os.chdir(told["folder"])
        frame = run_job(told["job"], Path(told["folder"]))
        os.write(answers, json.dumps(frame).encode() + b"\n")

    staying: dict[str, int] = {}
    for line in sys.stdin:
        name = json.loads(line)["stays"]
        if name and name not in staying:
            reading, staying[name] = os.pipe()
            if os.fork() == 0:
                for writing in staying.values():
                    os.close(writing)
                for job in os.fdopen(reading):
                    answer(job)
                os._exit(0)
            os.close(reading)
        if name:
            os.write(staying[name], line.encode())
        elif child := os.fork():
            os.waitpid(child, 0)
        else:
            answer(line)
            os._exit(0)


if __name__ == "__main__":
    _main()
