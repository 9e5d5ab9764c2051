"""Programs that are compared run beside each other and take turns: one question a line, one answer a line, as JSON.

Each side is a process of its own, so that each may have its own Python, with other packages in it. This module needs
nothing but the standard library: the other side's Python reads it, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent


class SideFailed(RuntimeError):
    """A side ended, or said that it could not do what it was asked."""


class Side:
    """A program of this folder in a process of its own, started by ``python``; ends with the ``with`` block."""

    def __init__(self, program: str, python: str = sys.executable) -> None:
        self.program = program
        environment = dict(os.environ)
        if python != sys.executable:  # it has packages of its own
            environment.pop("PYTHONPATH", None)
        command, pipe = [python, str(HERE / program)], subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()  # its loop ends
        self._process.wait()

    def ask(self, operation: str, **details: Any) -> dict[str, Any]:
        """What the side answers. Raises SideFailed."""
        self._process.stdin.write(json.dumps({"operation": operation} | details) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line.strip() else {"error": "it ended"}
        if "error" in answer:
            raise SideFailed(f"{self.program}, asked for {operation}: {answer['error']}")
        return answer


def serve(operations: Mapping[str, Callable[..., dict[str, Any]]]) -> None:
    """Answer on this process's first output until its input ends; what anybody else prints goes to its errors."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        question = json.loads(line)
        operation = question.pop("operation")
        try:
            answer = operations[operation](**question)
        except Exception as error:  # told to the other end, which raises it
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
