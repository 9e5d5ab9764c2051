"""What stands in words on the picture and below it."""

from __future__ import annotations

from html import escape

from cadwidgets.geometry.mesh import Mesh

HINT = "Drag to turn, scroll to zoom, right-drag to move, click to pick"


def note(mesh: Mesh | None, *, loading: str = "", failed: str = "", stale: bool = False, hidden: bool = False) -> str:
    """HTML on the picture: what is being made, what failed, that there is nothing to see, or that it is out of date."""
    if loading:
        return _said(f"{loading} is being made \u2026")
    if failed:
        return f"<span role='alert'>{escape(failed)}</span>"
    if mesh is None:
        return _said("No model yet")
    if not len(mesh.triangles):
        return _said("This model has no faces")
    if hidden:
        return _said("All parts are hidden")
    return _said("Out of date") if stale else ""


def line(caption: str, step: float | None, unit: str) -> str:
    """HTML below the picture: the caption, or how to use the mouse, and the grid's step where there is a grid."""
    scale = "" if step is None else f"Grid {step:g} {unit}"
    return f"<p><span>{escape(caption or HINT)}</span><span>{escape(scale)}</span></p>"


def size_text(count: int) -> str:
    """A number of bytes for people: ``812 B``, ``12.3 kB``, ``4.5 MB``."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _said(text: str) -> str:
    return f"<span role='status'>{escape(text)}</span>"
