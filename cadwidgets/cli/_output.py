"""What a command says: results on stdout, all else on stderr, and an exit status that tells the kind of an error."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typer

from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    CadWidgetsError,
    ConnectionFailed,
    NotFound,
    RequestError,
    ScriptError,
    SourceError,
    TimedOut,
)

REFUSED = 3
STOPPED = 130
EXIT_CODES = {
    0: "done",
    1: "another error",
    2: "the command or a value cannot be used",
    REFUSED: "the key or the quota refuses it",
    4: "there is no such model, part, account or key",
    5: "the model could not be built",
    6: "the service does not answer, is busy or took too long",
    STOPPED: "stopped by Ctrl-C",
}
"""What each exit status means."""
_KINDS: tuple[tuple[type[CadWidgetsError] | tuple[type[CadWidgetsError], ...], int], ...] = (
    (RequestError, 2),
    (AuthError, REFUSED),
    (NotFound, 4),
    ((ScriptError, BuildRefused), 5),
    ((ConnectionFailed, Busy, TimedOut), 6),
    (BadAnswer, 1),
)


def exit_code(error: CadWidgetsError) -> int:
    """The exit status of an error."""
    for kinds, code in _KINDS:
        if isinstance(error, kinds):
            return code
    return 6 if isinstance(error, SourceError) and not error.status else 1


def error_line(error: CadWidgetsError) -> str:
    """What was wrong, where, and what would be right, in one line."""
    text = f"cadwidgets: {error}"
    if isinstance(error, ScriptError) and error.line:
        text += f" (line {error.line}: {error.excerpt.strip()})" if error.excerpt else f" (line {error.line})"
    if isinstance(error, RequestError) and error.allowed:
        text += f"; allowed: {error.allowed}"
    if isinstance(error, AuthError):
        text += "; set the key in CADWIDGETS_BUILD_KEY, or name its variable with --key-env"
    if isinstance(error, Busy):
        text += f"; try again in {error.retry_after:.0f} s"
    return clean(text)


def _error_json(error: CadWidgetsError) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": type(error).__name__, "message": clean(str(error)), "exit": exit_code(error)}
    for name in ("parameter", "allowed", "status", "line", "column", "excerpt", "output"):
        if getattr(error, name, None):
            fields[name] = getattr(error, name)
    return {"error": fields}


def clean(text: str) -> str:
    """One line without control characters: what a service or a script says must not steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True)
class Output:
    """One command's voice. With ``as_json`` stdout holds one JSON value and nothing else."""

    as_json: bool

    def result(self, data: Any, lines: Sequence[str] = ()) -> None:
        """What came of the command: as JSON, or in ``lines`` for people."""
        if self.as_json:
            typer.echo(json.dumps(data))
            return
        for line in lines:
            typer.echo(clean(line))

    def table(self, data: Any, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Rows: as JSON ``data``, a table on a terminal, or lines with tabs between the cells for other programs."""
        texts = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
        if self.as_json:
            self.result(data)
            return
        if not sys.stdout.isatty():
            for row in texts:
                typer.echo("\t".join(row))
            return
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(*columns, box=None, header_style="bold", pad_edge=False)
        for row in texts:
            table.add_row(*map(Text, row))
        Console().print(table)

    def note(self, text: str) -> None:
        """Something worth knowing that is no result: on stderr."""
        typer.echo(clean(text), err=True)

    @contextlib.contextmanager
    def working(self, what: str, *, unit: str = "bytes") -> Iterator[Work]:
        """Tell on stderr what is going on: with a moving bar on a terminal, else in plain lines.

        Progress is told in ``bytes``, in ``things`` or in ``stages``.
        """
        if not sys.stderr.isatty():
            self.note(f"{what} ...")
            yield Work(lambda come, expected: None, self.note, lambda stage, share: None)
            return
        from rich import progress as shown
        from rich.console import Console

        counts = {"bytes": (shown.DownloadColumn(),), "things": (shown.MofNCompleteColumn(),), "stages": ()}
        text = shown.TextColumn("{task.description}", markup=False)
        columns = (shown.SpinnerColumn(), text, shown.BarColumn(), *counts[unit], shown.TimeElapsedColumn())
        with shown.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            bar = bars.add_task(what, total=None)

            def show(come: int, expected: int) -> None:
                bars.update(bar, completed=come, total=expected or None)

            def say(text: str) -> None:
                bars.console.print(clean(text), markup=False, highlight=False)

            def tell(stage: str, share: float) -> None:
                bars.update(bar, description=f"{what}: {clean(stage)}", completed=share, total=1.0 if share else None)

            yield Work(show, say, tell)


@dataclass(frozen=True)
class Work:
    """How a long call reports: what has come and is expected, what is worth knowing, a stage and its share (0 to 1)."""

    progress: Callable[[int, int], None]
    notice: Callable[[str], None]
    stage: Callable[[str, float], None]


@contextlib.contextmanager
def reporting(as_json: bool) -> Iterator[Output]:
    """A command's frame: its errors become one line on stderr (and JSON on stdout), and its exit status."""
    try:
        yield Output(as_json)
    except CadWidgetsError as error:
        if as_json:
            typer.echo(json.dumps(_error_json(error)))
        typer.echo(error_line(error), err=True)
        raise typer.Exit(exit_code(error)) from None
    except KeyboardInterrupt:
        typer.echo("cadwidgets: stopped", err=True)
        raise typer.Exit(STOPPED) from None


def pairs(texts: Sequence[str], option: str) -> Mapping[str, str]:
    """``NAME=VALUE`` texts as a mapping; the last of a repeated name wins. Raises RequestError for another form."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise RequestError(
                f"{option} {text!r} is no pair", parameter=option, value=text, allowed="NAME=VALUE, as in width=40"
            )
        found[name.strip()] = value
    return found


def require(module: str, extra: str) -> None:
    """Raise CadWidgetsError, with what to install, when a module is not there."""
    if importlib.util.find_spec(module) is None:
        raise CadWidgetsError(f'{module} is not installed here: pip install "cadwidgets[{extra}]"')
