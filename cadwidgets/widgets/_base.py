"""What all widgets share: unknown keywords refused, errors shown, text made harmless."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets
import traitlets

from cadwidgets.errors import AuthError, CadWidgetsError, RequestError, ScriptError
from cadwidgets.tables.bom_texts import visible
from cadwidgets.viewer.background import Done, LatestJob, Mailbox, Work
from cadwidgets.viewer.closing import close_tree
from cadwidgets.viewer.viewer import Viewer


def escape(text: object) -> str:
    """Text for HTML: nothing in it can become a tag, or turn round what stands beside it."""
    return html.escape(visible(str(text)), quote=True)


class Panel(ipywidgets.VBox):
    """A widget of several parts with slow work in the background. An unknown keyword is a TypeError."""

    error = traitlets.Instance(Exception, allow_none=True, read_only=True)
    """Why the last step failed; None after one that did not."""
    viewer: Viewer
    """The 3D view."""
    _error_panel: ipywidgets.HTML
    _made = False

    def __init__(self, **traits: Any) -> None:
        self._mailbox = Mailbox()
        self._job = LatestJob(self._mailbox)
        self._jobs = [self._job]
        self._jobs_aside: list[LatestJob] = []  # work that nobody waits for
        self._made = True
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {unknown[0]!r}")
        super().__init__(**traits)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """As any widget is displayed, with a picture of its 3D view for the saved notebook."""
        return self.viewer.still.show_beside(super()._repr_mimebundle_(**options))

    def _start(self, work: Work, done: Done, job: LatestJob | None = None) -> None:
        """Run ``work`` in the background, then ``done`` here; whatever goes wrong in either is shown.

        With a ``job`` of its own (see ``_jobs``) it takes no other work's place.
        """
        (job or self._job).submit(work, self._shown(done))

    def _shown(self, done: Done) -> Done:
        """``done``, and whatever goes wrong in it is shown."""

        def shown(outcome: Any) -> None:
            try:
                done(outcome)
            except Exception as error:  # a callback's last border: nobody above it could show the error
                self._fail(error)

        return shown

    def _fail(self, error: Exception) -> None:
        """Show ``error``; what is seen is out of date from now on."""
        self.viewer.stale = True
        self._error_panel.value = error_html(error)
        self.set_trait("error", error)

    def _succeed(self) -> None:
        """Take away the error of an earlier step."""
        self._error_panel.value = ""
        self.set_trait("error", None)

    def wait(self, timeout: float = 120.0) -> None:
        """Wait until nothing is running any more, as scripts and tests want it; a user just looks.

        Raises TimeoutError after ``timeout`` seconds.
        """
        # a job's last call is in the box before the job counts as ended, and may begin another job
        if not self._mailbox.wait(lambda: not self._busy() and self._mailbox.empty, timeout):
            raise TimeoutError(f"still at work after {timeout:g} s")

    def _busy(self) -> bool:
        """Whether any work is running or waiting."""
        return any(job.busy for job in self._jobs)

    def _stop(self) -> None:
        """Have all work end, and none begin."""
        for job in (*self._jobs, *self._jobs_aside):
            job.close()

    def close(self) -> None:
        """Stop the work and free everything that the widget holds, here and in the browser."""
        if not self._made:  # its arguments were refused; Python closes it all the same
            return
        self._stop()
        self.unobserve_all()  # a job that ends later must not show anything
        close_tree(vars(self), spare=self)
        super().close()


def error_html(error: BaseException) -> str:
    """An error for people: what was wrong, where, and what would be right."""
    parts = [f"<b>{escape(headline(error))}</b><br>{escape(error)}"]
    if allowed := _allowed(error):
        parts.append(f"<br>Allowed: {escape(allowed)}")
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


def headline(error: BaseException) -> str:
    """What kind of trouble an error is, in a few words."""
    for kind in type(error).__mro__:
        if kind.__name__ in _HEADLINES:
            return _HEADLINES[kind.__name__]
    return "Something went wrong" if isinstance(error, CadWidgetsError) else type(error).__name__


def error_view(error: Exception | None) -> dict[str, str] | None:
    """An error as plain data, for what a browser's script draws; None if there is none."""
    if error is None:
        return None
    return {"headline": headline(error), "text": str(error), "allowed": _allowed(error)}


def _allowed(error: BaseException) -> str:
    return error.allowed if isinstance(error, RequestError) else ""


def stops_live_mode(error: BaseException) -> bool:
    """Whether asking again with another value is pointless: the key or the account is refused."""
    return isinstance(error, AuthError)
