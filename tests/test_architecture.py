"""Imports point one way; the contracts stand in pyproject.toml under [tool.importlinter]."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CONFIGURATION = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
CONTRACTS = [contract["name"] for contract in CONFIGURATION["tool"]["importlinter"]["contracts"]]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter's word on the package in ``folder``."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--no-logo", "--no-cache", "--config", REPOSITORY / "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def copy_of_the_package(folder: Path) -> Path:
    """The package's modules alone, to be spoiled by a test."""
    for source in (REPOSITORY / "cadwidgets").rglob("*.py"):
        target = folder / source.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return folder


def test_every_contract_on_imports_is_kept():
    checked = lint_imports(REPOSITORY)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in checked.stdout


@pytest.mark.release
@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("geometry/mesh.py", "import cadwidgets.clients.build", "Two towers"),
        ("clients/build.py", "import cadwidgets.viewer.viewer", "Two towers"),
        ("service/store.py", "import cadwidgets.clients.build", "Two towers"),
        ("widgets/_inputs.py", "import cadwidgets.service.catalog", "The command line alone"),
        ("service/store.py", "import cadwidgets.service.jobs", "The service:"),
        ("service/jobs.py", "import cadwidgets.service.builds", "Only processes for builds"),
        ("service/jobs.py", "import cadquery", "The CAD kernel"),
        ("embedded.py", "import httpx", "One importer of httpx"),
        ("widgets/_inputs.py", "import pythreejs", "One importer of pythreejs"),
        ("widgets/_inputs.py", "import pandas", "One maker of DataFrames"),
        ("clients/build.py", "import ipywidgets", "Base, clients and service"),
    ],
)
def test_an_import_in_the_wrong_direction_is_found(tmp_path, module, line, contract):
    package = copy_of_the_package(tmp_path)
    with (package / "cadwidgets" / module).open("a") as source:
        source.write(f"\n{line}\n")
    checked = lint_imports(package)
    broken = [text for text in checked.stdout.splitlines() if text.endswith("BROKEN")]
    assert any(text.startswith(contract) for text in broken), checked.stdout


def test_a_new_module_must_find_its_place_in_the_layers(tmp_path):
    package = copy_of_the_package(tmp_path)
    (package / "cadwidgets" / "helpers.py").write_text("")
    checked = lint_imports(package)
    assert checked.returncode != 0
    assert "cadwidgets.helpers" in checked.stdout
