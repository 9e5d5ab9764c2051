"""What a ModelExplorer says in words and numbers, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cadwidgets.clients.build import BuildClient
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import code_line

_STATUS_TEXTS = {
    "starting": "Starting the CAD kernel (a few seconds, once) \u2026",
    "building": "Building \u2026",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "stopped": "Live building is off: the service refuses the key or the account",
}


def badges(client: BuildClient, result: BuiltModel | None) -> Iterator[str]:
    """Where the model comes from, and what that costs."""
    yield client.source
    if not client.embedded:
        yield f"{client.requests} requests"
    if result is not None and result.builds_left is not None:
        yield f"{result.builds_left} builds left"


def status_text(status: str, result: BuiltModel | None) -> str:
    """The status in words; ``result`` is the last model that was built."""
    if status == "ready" and result is not None:
        seconds = result.result.seconds
        took = ", from the cache" if result.cached else f", built in {seconds:.2f} s" if seconds else ""
        return f"Ready: {len(result.mesh.triangles):,} triangles{took}"
    kept = "; the last good model is shown" if result is not None else ""
    return _STATUS_TEXTS[status] + (kept if status in ("failed", "cancelled") else "")


def title_html(title: str, badges: Iterable[str]) -> str:
    """The model's title, and below it a badge that says where it comes from."""
    badge = " &middot; ".join(map(escape, badges))
    return f'<div class="cadw-title">{escape(title)}</div><span class="cadw-badge">{badge}</span>'


def status_html(text: str) -> str:
    """The line that a screen reader reads out when it changes."""
    return f'<span class="cadw-quiet" role="status">{escape(text)}</span>'


def numbers_html(model: BuiltModel, unit: str) -> str:
    """Volume, area, size, and the mass where the service knows the material."""
    size = " &times; ".join(f"{length:,.4g}" for length in model.size)
    rows = [
        ("Volume", f"{model.volume:,.6g} {unit}&sup3;"),
        ("Area", f"{model.area:,.6g} {unit}&sup2;"),
        ("Bounding box", f"{size} {unit}"),
    ]
    if model.mass is not None:
        rows.append(("Mass", f"{model.mass:,.4g} kg"))
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    return f'<table class="cadw-numbers">{cells}</table>'


def notes_html(warnings: Iterable[str]) -> str:
    """Each warning once."""
    return "".join(f'<div class="cadw-note">{escape(text)}</div>' for text in dict.fromkeys(warnings))


def code_html(code: str) -> str:
    """A line of Python to copy, folded away."""
    return (
        '<details style="margin-top:10px"><summary class="cadw-quiet">As a line of code</summary>'
        f"{code_line(code)}</details>"
    )
