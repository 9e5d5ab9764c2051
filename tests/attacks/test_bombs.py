"""What is meant to take all memory or time is refused: soon, with an error of ours, and at little cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("bomb_child.py")
PATHS = (ROOT, ROOT / "tests" / "facts", ROOT / "tests" / "contract_server")
MAX_MEBIBYTES, MAX_SECONDS = 64, 2.0
"""Beyond what was there before; of the processor's time."""
OURS = ("BadAnswer", "GeometryError", "RequestError", "BuildRefused")
OF_THE_PARSER = ("deep JSON", "wide JSON", "long number")
"""Readers within the clients, whose ValueError their callers turn into a BadAnswer."""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_every_bomb_is_refused_soon_and_cheaply() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, PATHS))}
    child = subprocess.run([sys.executable, str(CHILD)], env=environment, capture_output=True, timeout=300)
    assert child.returncode == 0, child.stderr.decode()
    told = [json.loads(line) for line in child.stdout.splitlines()]
    assert len(told) >= 30
    for one in told:
        assert one["error"] in OURS or (one["error"] == "ValueError" and one["bomb"] in OF_THE_PARSER), one
        assert one["mib"] <= MAX_MEBIBYTES, one
        assert one["seconds"] <= MAX_SECONDS, one
