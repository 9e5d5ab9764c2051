"""``cadwidgets demo``: JupyterLab on a copy of the example notebooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cadwidgets.cli._output import require

console = Console(highlight=False, soft_wrap=True)


def demo(
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open no browser.")] = False,
    port: Annotated[int, typer.Option(help="Port for JupyterLab.")] = 8888,
    folder: Annotated[Path | None, typer.Option(help="Where the notebooks are copied to.")] = None,
) -> None:
    """Open JupyterLab on a copy of the example notebooks that you may change as you like."""
    require("cadquery", "demo")
    require("jupyterlab", "demo")
    target = folder or Path.cwd() / "cadwidgets-demo"
    copied = copy_notebooks(target)
    console.print(f"notebooks in [bold]{target}[/bold]" + (f" ({len(copied)} new)" if copied else ""))
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={target}",
        f"--ServerApp.port={port}",
    ]
    command += ["--LabApp.default_url=/lab/tree/01-explore-a-model.ipynb"]
    if no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container's only user; the server listens on this machine alone
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - JupyterLab takes this process over, and gets its signals
    raise typer.Exit(subprocess.run(command, check=False).returncode)


def notebook_folder() -> Path:
    """The example notebooks: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "notebooks"
    return inside if inside.is_dir() else package.parent / "notebooks"


def copy_notebooks(target: Path) -> list[str]:
    """Copy the notebooks that ``target`` does not have yet; returns their names. Never overwrites a user's work."""
    target.mkdir(parents=True, exist_ok=True)
    copied = []
    for source in sorted(notebook_folder().glob("*.ipynb")):
        if not (target / source.name).exists():
            shutil.copyfile(source, target / source.name)
            copied.append(source.name)
    return copied
