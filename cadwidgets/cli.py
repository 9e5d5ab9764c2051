"""The command line: ``cadwidgets serve`` and ``cadwidgets demo``."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cadwidgets._version import __version__
from cadwidgets.errors import CadWidgetsError
from cadwidgets.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
console = Console(highlight=False, soft_wrap=True)
_DATA_DIR_HELP = "Folder for files, log and run-time file."


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit status 1."""
    try:
        app()
    except CadWidgetsError as error:
        typer.echo(f"cadwidgets: {error}", err=True)
        raise SystemExit(1) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Parametric CAD models and catalog parts, served to notebooks and other programs."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; this machine's own only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8765,
    key: Annotated[str, typer.Option(help="The API key; without it a random one is made and shown.")] = "",
    data_dir: Annotated[Path | None, typer.Option(help=_DATA_DIR_HELP)] = None,
    build_seconds: Annotated[float, typer.Option(min=1, help="A build that runs longer is stopped.")] = 120.0,
    idle_exit: Annotated[float, typer.Option(help="End after this many idle seconds; 0 = never.")] = 0.0,
    runtime_file: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Serve models and parts over HTTP: the Build Service at /parts/build, the catalog at /tpowebservices/."""
    _require("cadquery", "local")
    from cadwidgets.service.app import ServiceSettings
    from cadwidgets.service.serve import serve as run
    from cadwidgets.service.workers.pool import Limits

    chosen = key or os.environ.pop("CADWIDGETS_SERVE_KEY", "")
    folder = data_dir or Settings.load().data_dir
    limits = Limits(wall_seconds=build_seconds)
    settings = ServiceSettings(folder, (chosen or secrets.token_hex(16),), limits=limits, idle_seconds=idle_exit)

    def announce(url: str) -> None:
        console.print(f"cadwidgets {__version__} serves models and parts at [bold]{url}[/bold]")
        if not chosen:
            console.print(f"key: {settings.keys[0]}")
        console.print("the CAD kernel is loading in the background; stop with Ctrl-C")

    try:
        run(settings, host=host, port=port, runtime_file=runtime_file, announce=announce)
    except KeyboardInterrupt:  # Ctrl-C is how it is meant to end
        raise typer.Exit(0) from None


@app.command()
def demo(
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open no browser.")] = False,
    port: Annotated[int, typer.Option(help="Port for JupyterLab.")] = 8888,
    folder: Annotated[Path | None, typer.Option(help="Where the notebooks are copied to.")] = None,
) -> None:
    """Open JupyterLab on a copy of the example notebooks that you may change as you like."""
    _require("cadquery", "demo")
    _require("jupyterlab", "demo")
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
    package = Path(__file__).parent
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


def _require(module: str, extra: str) -> None:
    if importlib.util.find_spec(module) is None:
        raise CadWidgetsError(f'{module} is not installed here: pip install "cadwidgets[{extra}]"')
