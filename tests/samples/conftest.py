"""The samples, built once for all tests: those of many features apart, since they take longer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cadwidgets.samples import SAMPLES

LARGE = frozenset({"gearbox", "manifold", "machine_table", "flange_pair"})


class Built(dict[str, dict[str, dict]]):
    """By sample and case: solids, valid, closed, volume in mm³, size in mm. Built when first asked for."""

    def __missing__(self, name: str) -> dict[str, dict]:
        names = [sample.name for sample in SAMPLES if (sample.name in LARGE) == (name in LARGE)]
        program = Path(__file__).with_name("build_all.py")
        done = subprocess.run([sys.executable, program, *names], capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stderr
        self.update(json.loads(done.stdout.splitlines()[-1]))
        return self[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever builds a large sample at all its corners waits for the release check."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call is not None and "built" in getattr(item, "fixturenames", ()) and call.params.get("name") in LARGE:
            item.add_marker(pytest.mark.release)


@pytest.fixture(scope="session")
def built() -> Built:
    return Built()
