"""The command line: one module per group of commands. What is heavy is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from cadwidgets._version import __version__
from cadwidgets.cli import accounts, bom, build, catalog, demo, doctor, keys, models, parts, serve, sweep
from cadwidgets.cli._output import EXIT_CODES, error_line, exit_code
from cadwidgets.errors import CadWidgetsError

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
for command in (build.build, build.params, sweep.sweep, serve.serve, demo.demo, doctor.doctor):
    app.command()(command)
app.add_typer(models.app, name="models")
app.add_typer(parts.app, name="parts")
app.add_typer(bom.app, name="bom")
app.add_typer(catalog.app, name="catalog")
app.add_typer(accounts.app, name="accounts")
app.add_typer(keys.app, name="keys")


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and an exit status that tells its kind."""
    try:
        app()
    except CadWidgetsError as error:
        typer.echo(error_line(error), err=True)
        raise SystemExit(exit_code(error)) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(epilog="Exit status: " + ", ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()) + ".")
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Parametric CAD models and catalog parts: build them, keep them, serve them to notebooks and other programs."""
