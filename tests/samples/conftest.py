"""All samples, built once for all tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built() -> dict[str, dict[str, dict]]:
    """By sample and case: solids, valid, closed, volume in mm³, size in mm."""
    program = Path(__file__).with_name("build_all.py")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
