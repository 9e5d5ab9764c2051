"""``cadwidgets doctor``: what the settings mean, what answers, and, where a user says so, one CAD request."""

from __future__ import annotations

import importlib.util
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets._version import __version__
from cadwidgets.cli._output import reporting
from cadwidgets.cli._service import Json
from cadwidgets.errors import CadWidgetsError, RequestError

if TYPE_CHECKING:
    from cadwidgets.contract.parts import CadFormat, PartRef
    from cadwidgets.sources import Sources

NOT_TRIED = "not tried"
_NOT_OFFERED = "not offered by this client"


@dataclass
class _Findings:
    """What was looked at, in order, by what people call it."""

    said: dict[str, Any] = field(default_factory=dict)

    def lines(self) -> list[str]:
        return [f"{name}: {value}" for name, value in self.said.items()]

    def attempt(self, name: str, look: Any) -> Any:
        """What ``look()`` gives, its error in words; only the error, or the number of things listed, is told."""
        try:
            found = look()
        except CadWidgetsError as error:
            self.said[name] = f"{type(error).__name__}: {error}"
            return None
        self.said[name] = f"{len(found)} listed" if hasattr(found, "__len__") else found
        return found


def doctor(
    live: Annotated[
        bool, typer.Option("--live", help="Ask the parts service for its lists, then for one part after a yes.")
    ] = False,
    catalog: Annotated[str, typer.Option("--catalog", metavar="ID", help="Classification id of the part.")] = "",
    part_number: Annotated[str, typer.Option("--part-number", metavar="NUMBER", help="The part's number.")] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the part's files go.")] = ".",
    as_json: Json = False,
) -> None:
    """Tell what is installed, which services the settings mean and whether they answer; no key is shown."""
    with reporting(as_json) as out:
        from cadwidgets.sources import connect

        if bool(catalog) != bool(part_number):
            raise RequestError("a part is named by its catalog and its number", parameter="--part-number")
        sources, found = connect(), _Findings()
        _at_home(sources, found)
        if live:
            _live(sources, found, _part(catalog, part_number), Path(output))
        else:
            found.said["parts service"] = NOT_TRIED
        out.result(found.said, found.lines())


def _part(catalog: str, number: str) -> PartRef | None:
    from cadwidgets.contract.parts import PartRef

    return PartRef(catalog, number) if catalog else None


def _at_home(sources: Sources, found: _Findings) -> None:
    """What can be told without asking anybody but the embedded service."""
    kernel = importlib.util.find_spec("cadquery") is not None
    found.said |= {
        "cadwidgets": __version__,
        "Python": platform.python_version(),
        "models from": sources.build.source,
        "parts from": f"{sources.parts.source} ({sources.parts.api})",
        "CAD kernel": "installed" if kernel else 'not installed: pip install "cadwidgets[local]"',
    }
    if not kernel:
        found.said["embedded service"] = NOT_TRIED
        return
    health = found.attempt("embedded service", sources.local.health)
    if health is not None:
        found.said["embedded service"] = f"answers, {_in_words(health.get('sandbox'))}"


def _in_words(sandbox: Any) -> str:
    """How builds are confined, and what is missing for more, in one line."""
    if not isinstance(sandbox, dict):
        return f"sandbox level {sandbox or 'unknown'}"
    if sandbox.get("refusal"):
        return str(sandbox["refusal"])
    missing = "".join(f"; no {layer}: {why}" for layer, why in sandbox.get("missing", {}).items())
    return f"sandbox level {sandbox.get('level', 'unknown')}{missing}"


def _live(sources: Sources, found: _Findings, part: PartRef | None, folder: Path) -> None:
    """Lists alone, then one CAD request if the user wants it."""
    for name in ("languages", "catalogs"):
        look = getattr(sources.parts, name, None)
        if look is None:
            found.said[name] = _NOT_OFFERED
        else:
            found.attempt(name, look)
    found.said |= {"formats": NOT_TRIED, "CAD request": NOT_TRIED}
    if part is None:
        return
    formats = found.attempt("formats", lambda: sources.parts.formats(part))
    if formats:
        _one_request(sources, found, part, _best(formats), folder)


def _best(formats: tuple[CadFormat, ...]) -> CadFormat:
    """STEP where it is offered, as every CAD program reads it."""
    return next((item for item in formats if "STEP" in item.label.upper()), formats[0])


def _one_request(sources: Sources, found: _Findings, part: PartRef, chosen: CadFormat, folder: Path) -> None:
    question = (
        f"Send one CAD request for {part.name} as {chosen.label} to {sources.parts.source} with your mail address? "
        "TraceParts records it. [y/N]"
    )
    if not _yes(question):
        return
    before = sources.parts.requests
    files = found.attempt("CAD request", lambda: sources.parts.download(part, chosen, folder).names)
    if files is not None:
        count = sources.parts.requests - before
        found.said["CAD request"] = f"{count} sent; {len(files)} files in {folder}: {', '.join(files)}"


def _yes(question: str) -> bool:
    """Whether the user said yes, on stderr so that stdout stays for the result; no answer is a no."""
    typer.echo(question, err=True)
    answer = typer.get_text_stream("stdin").readline()
    return answer.strip().lower() in ("y", "yes")
