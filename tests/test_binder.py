"""The folder binder/ makes an environment in which the notebooks run, from nothing but the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import embedded_service
import nbformat
import pytest
from thinned import thinned  # tests/facts, on the path by pyproject.toml

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = sorted(path.name for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
NOT_IN_A_CLONE = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "dist", "shots")
WIDGET = "application/vnd.jupyter.widget-view+json"


def run(folder: Path, *command: str, **env: str) -> None:
    """A command in ``folder``; what it said is the message of a failure."""
    ran = subprocess.run(command, cwd=folder, env=os.environ | env, capture_output=True, text=True)
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-4000:]


@pytest.fixture(scope="module")
def binder(tmp_path_factory) -> Iterator[Path]:
    """A copy of the repository with Binder's environment in it, made as repo2docker makes it."""
    folder = tmp_path_factory.mktemp("binder") / "repository"
    shutil.copytree(REPOSITORY, folder, ignore=NOT_IN_A_CLONE)
    run(folder, sys.executable, "-m", "venv", "environment")
    run(folder, "environment/bin/python", "-m", "pip", "install", "--quiet", "-r", "binder/requirements.txt")
    path = f"{folder / 'environment' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    run(folder, str(folder / "binder" / "postBuild"), PATH=path, HOME=str(folder.parent))
    yield folder
    shutil.rmtree(folder)  # more than a gigabyte


@pytest.mark.parametrize("name", thinned(NOTEBOOKS))
def test_a_notebook_runs_in_binders_environment(binder, name, tmp_path):
    env = {"HOME": str(tmp_path), "PYTHONPATH": "", "CADWIDGETS_DATA_DIR": str(tmp_path / "data")}
    command = ["environment/bin/jupyter", "nbconvert", "--to", "notebook", "--execute"]
    try:
        run(binder, *command, "--output-dir", str(tmp_path), f"notebooks/{name}", **env)
    finally:
        embedded_service.stop(tmp_path / "data")
    outputs = [o for cell in nbformat.read(tmp_path / name, 4).cells for o in cell.get("outputs", ())]
    assert any(WIDGET in output.get("data", {}) for output in outputs)


def test_binder_installs_the_system_libraries_that_setup_installs():
    packages = (REPOSITORY / "binder" / "apt.txt").read_text().split()
    setup = (REPOSITORY / "scripts" / "setup").read_text()
    assert packages
    assert all(f" {package}\n" in setup for package in packages)


def test_binders_python_is_one_that_the_package_supports():
    runtime = (REPOSITORY / "binder" / "runtime.txt").read_text().strip()
    classifier = f"Programming Language :: Python :: {runtime.removeprefix('python-')}"
    assert classifier in (REPOSITORY / "pyproject.toml").read_text()
