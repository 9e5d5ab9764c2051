"""The client of the Parametric Parts Build Service: a request goes in, a built model comes out."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from typing import Any, NoReturn, Self

from cadwidgets.clients._http import Answer, HttpSession, Progress, RemoteEndpoint, ServiceClient
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    CadWidgetsError,
    NotFound,
    RequestError,
    ScriptError,
    ScriptSyntaxError,
    ScriptTimeout,
    WorkerDied,
)
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.modelscript import parse_script
from cadwidgets.settings import Secret

PROBE_SECONDS = 5.0
"""How long a service may take to say what it is."""


class BuildClient(ServiceClient):
    """Builds models at one service, by the contract alone; uses more where the service says that it is ours.

    ``requests`` counts the builds asked for: a foreign service charges each of them to the key's account.
    """

    def __init__(self, http: HttpSession) -> None:
        super().__init__(http)
        self._ours: bool | None = True if http.endpoint.embedded else None
        self.requests = 0

    @classmethod
    def at(cls, url: str, key: str = "") -> Self:
        """A client of the service whose base is ``url``, as in ``BuildClient.at("http://127.0.0.1:8765", "demo")``."""
        return cls(HttpSession(RemoteEndpoint(url, Secret(key))))

    def is_ours(self) -> bool:
        """Whether the service is a cadwidgets service, embedded or a team's (asked once, without the key)."""
        if self._ours is None:
            self._ours = self.health().get("service") == "cadwidgets"
        return self._ours

    def health(self) -> Mapping[str, Any]:
        """What the service says of itself at ``/health``; empty for a service that has no such page."""
        answer = self._http.get("health", timeout=PROBE_SECONDS)
        if answer.status != 200:
            return {}
        try:
            said = json.loads(answer.body)
        except ValueError:  # a foreign page: it says nothing of itself that we know
            return {}
        return said if isinstance(said, dict) else {}

    def build(
        self,
        request: BuildRequest,
        *,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
    ) -> BuiltModel:
        """Build the model and wait for it. Always a POST: scripts outgrow URLs, and a body is not logged.

        Raises RequestError, ScriptError and its kinds, AuthError, NotFound, Busy, BuildRefused, ConnectionFailed,
        TimedOut, or Cancelled once ``cancel`` is set.
        """
        self.requests += 1
        answer = self._http.post("parts/build", request.form(), cancel=cancel, progress=progress)
        if answer.status != 200:
            raise_for(answer)
        if not answer.body:
            raise BadAnswer("the service answered 200 without a model", url=answer.url, status=200)
        return BuiltModel(_result(request, answer))

    def schema(self, *, script: str = "", model_id: str = "") -> ParameterSchema | None:
        """The parameters of a script or of a stored model; None where a foreign service keeps them to itself."""
        if script:
            return parse_script(script)
        if not self.is_ours():
            return None
        answer = self._http.post("parts/parameters", {"id": model_id})
        if answer.status != 200:
            raise_for(answer)
        return ParameterSchema.from_json(json.loads(answer.body))


def _result(request: BuildRequest, answer: Answer) -> BuildResult:
    return BuildResult(
        request,
        answer.body,
        properties=_json_header(answer, "x-build-properties", {}),
        timings=_timings(answer.headers.get("server-timing", "")),
        warnings=tuple(map(str, _json_header(answer, "x-build-warnings", []))),
    )


def _json_header(answer: Answer, name: str, default: Any) -> Any:
    try:
        value = json.loads(answer.headers.get(name, "null"))
    except ValueError:
        raise BadAnswer(f"the header {name} is not JSON", url=answer.url, status=answer.status) from None
    return value if isinstance(value, type(default)) else default


def _timings(header: str) -> dict[str, float]:
    """Seconds by stage from a Server-Timing header (milliseconds there, W3C Server Timing)."""
    return {name: float(ms) / 1000 for name, ms in re.findall(r"(\w+);dur=([\d.]+)", header)}


def raise_for(answer: Answer) -> NoReturn:
    """Raise what an answer other than 200 means. Our service explains itself in JSON, others by status and text."""
    try:
        said = json.loads(answer.body)
        error = said["error"]
        message = str(error["message"])
    except (ValueError, KeyError, TypeError):  # a plain body: all that the contract promises
        raise _by_status(answer, answer.text) from None
    raise _by_kind(error, message) or _by_status(answer, message)


def _by_kind(error: Mapping[str, Any], message: str) -> CadWidgetsError | None:
    kind = error.get("kind")
    output = str(error.get("output", ""))
    place: dict[str, Any] = {
        "line": int(error.get("line") or 0),
        "column": int(error.get("column") or 0),
        "excerpt": str(error.get("excerpt", "")),
        "output": output,
    }
    if kind == "request":
        return RequestError(
            message,
            parameter=str(error.get("parameter", "")),
            value=error.get("value"),
            allowed=str(error.get("allowed", "")),
        )
    if kind == "syntax":
        return ScriptSyntaxError(message, **place)
    if kind == "timeout":
        return ScriptTimeout(message, limit=float(error.get("limit") or 0), output=output)
    if kind in ("died", "memory"):
        return WorkerDied(message, output=output)
    if kind in ("script", "geometry"):
        return ScriptError(message, **place)
    return None


def _by_status(answer: Answer, text: str) -> CadWidgetsError:
    where: dict[str, Any] = {"url": answer.url, "status": answer.status}
    if answer.status == 403:
        return AuthError(text or "the key is wrong, or its account cannot download any more", **where)
    if answer.status == 404:
        return NotFound(text or "there is no such model", **where)
    if answer.status in (400, 413, 414, 422):
        return RequestError(text or f"the request was refused (status {answer.status})")
    if answer.status == 503:
        wait = answer.headers.get("retry-after", "")
        return Busy(text or "the service is busy", retry_after=float(wait) if wait.isdigit() else 1.0, **where)
    if answer.status >= 500:
        return BuildRefused(text or f"the service could not build the model ({answer.status})", **where)
    return BadAnswer(f"unexpected status {answer.status}: {text}", **where)
