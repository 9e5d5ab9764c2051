"""The command line as a whole: its version, its help, and the commands that serve."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cadwidgets
from cadwidgets.cli.demo import copy_notebooks

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {"httpx", "numpy", "pandas", "cadquery", "fastapi", "sqlalchemy", "ipywidgets"}


def test_the_version_is_the_packages_own(run: Run) -> None:
    assert run("--version").stdout.strip() == cadwidgets.__version__


def test_help_names_every_command_and_every_exit_status(run: Run) -> None:
    shown = " ".join(run("--help").stdout.split())
    for name in ("build", "params", "models", "accounts", "keys", "serve", "demo"):
        assert f" {name} " in shown
    assert "130 stopped by Ctrl-C" in shown


def test_help_loads_neither_the_network_nor_the_kernel() -> None:
    code = """
import json, sys
sys.argv = ["cadwidgets", "--help"]
from cadwidgets.cli import app
try:
    app()
except SystemExit:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(ran.stderr))
    assert "typer" in loaded
    assert loaded & HEAVY == set()


def test_an_unknown_command_or_option_is_a_usage_error(run: Run) -> None:
    assert run("bild").returncode == 2
    assert run("build", "bracket", "--colour", "red").returncode == 2


def test_the_shell_completes_samples_and_scripts(tmp_path: Path) -> None:
    (tmp_path / "brace.py").write_text("x = 1")
    (tmp_path / "brass.txt").write_text("no script")
    program = Path(sys.executable).with_name("cadwidgets")
    env = os.environ | {
        "_CADWIDGETS_COMPLETE": "complete_bash",
        "COMP_WORDS": "cadwidgets build bra",
        "COMP_CWORD": "2",
    }
    ran = subprocess.run([program], capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert ran.stdout.split() == ["bracket", "brace.py"]


def test_a_port_in_use_is_one_clear_line(run: Run, service: object, tmp_path: Path) -> None:
    port = str(service.url.rpartition(":")[2])  # type: ignore[attr-defined]
    ended = run("serve", "--port", port, "--data-dir", str(tmp_path))
    assert ended.returncode == 2
    assert f"port {port}" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_demo_copies_the_notebooks_and_never_overwrites_work(tmp_path: Path) -> None:
    names = [
        "01-explore-a-model.ipynb",
        "02-pick-a-part.ipynb",
        "03-bill-of-materials.ipynb",
        "04-assembly-with-catalog-parts.ipynb",
        "05-design-tables.ipynb",
    ]
    assert copy_notebooks(tmp_path) == names
    (tmp_path / "01-explore-a-model.ipynb").write_text("mine")
    assert copy_notebooks(tmp_path) == []
    assert (tmp_path / "01-explore-a-model.ipynb").read_text() == "mine"
