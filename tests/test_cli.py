"""The command line, as a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cadwidgets
from cadwidgets.cli import copy_notebooks


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cadwidgets", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_version_is_the_packages_own() -> None:
    assert run("--version").stdout.strip() == cadwidgets.__version__


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert "serve" in shown
    assert "demo" in shown


def test_a_port_in_use_is_one_clear_line(service: object, tmp_path: Path) -> None:
    port = str(service.url.rpartition(":")[2])  # type: ignore[attr-defined]
    ended = run("serve", "--port", port, "--data-dir", str(tmp_path))
    assert ended.returncode == 1
    assert f"port {port}" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_demo_copies_the_notebooks_and_never_overwrites_work(tmp_path: Path) -> None:
    assert copy_notebooks(tmp_path) == ["01-explore-a-model.ipynb", "02-pick-a-part.ipynb"]
    (tmp_path / "01-explore-a-model.ipynb").write_text("mine")
    assert copy_notebooks(tmp_path) == []
    assert (tmp_path / "01-explore-a-model.ipynb").read_text() == "mine"
