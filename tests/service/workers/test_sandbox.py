"""The zygote's environment holds nothing of the service's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cadwidgets.service.workers import sandbox


def test_no_variable_of_the_service_gets_into_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CADWIDGETS_BUILD_KEY", "a-secret")
    environment = sandbox.clean_environment(tmp_path)
    assert "a-secret" not in environment.values()
    assert environment["HOME"] == environment["TMPDIR"] == str(tmp_path)


def test_this_process_counts_its_threads() -> None:
    assert sandbox.os_threads() >= 1
    assert sandbox.os_threads() == len(os.listdir("/proc/self/task"))
