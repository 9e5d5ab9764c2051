"""The command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from loopback import Loopback, loopback
from own_api import own_api

Run = Callable[..., subprocess.CompletedProcess[str]]
KEY = "canary_key_1234"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``cadwidgets`` with arguments, in an empty folder; more of the environment by keyword."""

    def run(*arguments: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = [sys.executable, "-m", "cadwidgets", *arguments]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=tmp_path,
            input=stdin,
            env=os.environ | env,
        )

    return run


@pytest.fixture
def own() -> Iterator[Loopback]:
    """A service of ours with one model, one account and one key."""
    with loopback(own_api, ours=True) as server:
        yield server
