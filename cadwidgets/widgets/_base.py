"""What all widgets share: unknown keywords refused, errors shown, text made harmless."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets

from cadwidgets.errors import AuthError, CadWidgetsError, RequestError, ScriptError
from cadwidgets.widgets._background import LatestJob, Mailbox

VIEW_WIDTH, VIEW_HEIGHT = 560, 440
"""Pixels of the 3D view: beside the controls it fits a notebook in a window of 1,280 pixels."""

STYLE = """<style>
.cadw-title { font-weight: 600; font-size: 1.05em; line-height: 1.3; }
.cadw-quiet { color: var(--jp-ui-font-color2, #616161); font-size: 0.92em; line-height: 1.45; }
.cadw-badge { display: inline-block; border: 1px solid var(--jp-border-color1, #bdbdbd); border-radius: 9px;
  padding: 0 8px; font-size: 0.86em; color: var(--jp-ui-font-color1, #333); white-space: nowrap; }
.cadw-error { border-left: 4px solid #c4431a; background: var(--jp-layout-color2, #f3f3f3); padding: 8px 12px;
  color: var(--jp-ui-font-color0, #111); line-height: 1.45; overflow-wrap: anywhere; }
.cadw-error pre { margin: 6px 0 0; padding: 6px 8px; background: var(--jp-layout-color1, #fff); white-space: pre-wrap;
  color: var(--jp-ui-font-color0, #111); font-size: 0.92em; }
.cadw-note { border-left: 4px solid #b58900; padding: 4px 12px; color: var(--jp-ui-font-color1, #333);
  line-height: 1.45; }
.cadw-group { font-weight: 600; margin-top: 8px; border-bottom: 1px solid var(--jp-border-color2, #e0e0e0);
  color: var(--jp-ui-font-color1, #333); }
.cadw-numbers { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.cadw-numbers td { padding: 0 14px 0 0; color: var(--jp-ui-font-color1, #333); }
.cadw-numbers td + td { color: var(--jp-ui-font-color0, #111); }
.cadw-code { font-family: var(--jp-code-font-family, monospace); font-size: 0.9em; padding: 6px 8px; user-select: all;
  background: var(--jp-layout-color2, #f3f3f3); color: var(--jp-ui-font-color0, #111); overflow-wrap: anywhere; }
.cadw-table table { border-collapse: collapse; font-size: 0.92em; }
.cadw-table th, .cadw-table td { text-align: left; padding: 3px 14px 3px 0; vertical-align: top;
  color: var(--jp-ui-font-color0, #111); border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); }
</style>"""


def escape(text: object) -> str:
    """Text for HTML: nothing in it can become a tag."""
    return html.escape(str(text), quote=True)


class Panel(ipywidgets.VBox):
    """A widget of several parts with slow work in the background. An unknown keyword is a TypeError."""

    def __init__(self, **traits: Any) -> None:
        self._mailbox = Mailbox()
        self._job = LatestJob(self._mailbox)
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {unknown[0]!r}")
        super().__init__(**traits)

    def wait(self, timeout: float = 120.0) -> None:
        """Wait until nothing is running any more, as scripts and tests want it; a user just looks.

        Raises TimeoutError after ``timeout`` seconds.
        """
        if not self._mailbox.wait(lambda: not self._job.busy, timeout):
            raise TimeoutError(f"still at work after {timeout:g} s")
        self._mailbox.drain()

    def close(self) -> None:
        """Stop the work and free everything that the widget holds in the browser."""
        self._job.cancel()
        for child in descendants(self):
            child.close()
        super().close()


def descendants(box: ipywidgets.Box) -> list[ipywidgets.Widget]:
    """All widgets inside ``box``, the deepest first."""
    found: list[ipywidgets.Widget] = []
    for child in box.children:
        if isinstance(child, ipywidgets.Box):
            found += descendants(child)
        found.append(child)
    return found


def error_html(error: BaseException) -> str:
    """An error for people: what was wrong, where, and what would be right."""
    parts = [f"<b>{escape(_headline(error))}</b><br>{escape(error)}"]
    if isinstance(error, RequestError) and error.allowed:
        parts.append(f"<br>Allowed: {escape(error.allowed)}")
    if isinstance(error, ScriptError):
        if error.line:
            parts.append(f"<pre>{error.line:>4} | {escape(error.excerpt)}</pre>")
        if error.output.strip():
            parts.append(f"<pre>{escape(error.output.strip()[-2000:])}</pre>")
    return f'<div class="cadw-error" role="alert">{"".join(parts)}</div>'


_HEADLINES = {
    "RequestError": "This value does not work",
    "AuthError": "The service refuses the key or the account",
    "NotFound": "Not found",
    "Busy": "The service is busy",
    "BuildRefused": "The service could not build the model",
    "BadAnswer": "The service answered something unexpected",
    "ConnectionFailed": "The service cannot be reached",
    "TimedOut": "The service did not answer in time",
    "SourceError": "The service failed",
    "ScriptSyntaxError": "The script does not parse",
    "ScriptTimeout": "The script ran too long",
    "WorkerDied": "The script took its process down",
    "ScriptError": "The script failed",
    "GeometryError": "The model cannot be shown",
}


def _headline(error: BaseException) -> str:
    for kind in type(error).__mro__:
        if kind.__name__ in _HEADLINES:
            return _HEADLINES[kind.__name__]
    return "Something went wrong" if isinstance(error, CadWidgetsError) else type(error).__name__


def stops_live_mode(error: BaseException) -> bool:
    """Whether asking again with another value is pointless: the key or the account is refused."""
    return isinstance(error, AuthError)
