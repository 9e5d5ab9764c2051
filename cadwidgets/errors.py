"""Every exception that cadwidgets raises on purpose.

    CadWidgetsError
    |- RequestError (also ValueError)   .parameter .value .allowed      the input cannot become a request
    |- SourceError                      .url .status                    a service failed or could not be used
    |  |- ConnectionFailed              nobody answers there
    |  |- TimedOut                      .limit                          it answered too late
    |  |- AuthError                     wrong key, or the account may not download any more
    |  |- NotFound                      no such model, part or file
    |  |- Busy                          .retry_after                    try again later
    |  |- BuildRefused                  it could not build, and says no more than that
    |  `- BadAnswer                     it answered something else than its contract says
    |- ScriptError                      .line .column .excerpt .output  the model script failed
    |  |- ScriptSyntaxError             the script does not parse
    |  |- ScriptTimeout                 .limit                          the script ran longer than it may
    |  `- WorkerDied                    the script took its process down
    |- GeometryError                    .format .offset                 bytes are not what they claim to be
    |- LockBroken                       .deviations                     parts are not what a lock file says they are
    `- Cancelled                        the user no longer wants the answer

Programming mistakes stay TypeError and RuntimeError, outside the tree. No message holds a key: URLs come
here already redacted.
"""

from __future__ import annotations

from typing import Any


class CadWidgetsError(Exception):
    """The base of everything below: ``except CadWidgetsError`` catches all that cadwidgets raises on purpose."""


class RequestError(CadWidgetsError, ValueError):
    """The input cannot become a request: says which parameter, which value, and what is allowed."""

    def __init__(self, message: str, *, parameter: str = "", value: Any = None, allowed: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value
        self.allowed = allowed


class SourceError(CadWidgetsError):
    """A build service or a catalog failed. ``url`` is redacted, ``status`` is 0 when there was no answer."""

    def __init__(self, message: str, *, url: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.url = url
        self.status = status


class ConnectionFailed(SourceError):
    """Nobody answers at that address."""


class TimedOut(SourceError):
    """The service did not answer within ``limit`` seconds."""

    def __init__(self, message: str, *, url: str = "", status: int = 0, limit: float = 0.0) -> None:
        super().__init__(message, url=url, status=status)
        self.limit = limit


class AuthError(SourceError):
    """The key is missing or wrong, or its account cannot download any more."""


class NotFound(SourceError):
    """The model, part or file does not exist."""


class Busy(SourceError):
    """The service is at its limit; ask again after ``retry_after`` seconds."""

    def __init__(self, message: str, *, url: str = "", status: int = 0, retry_after: float = 1.0) -> None:
        super().__init__(message, url=url, status=status)
        self.retry_after = retry_after


class BuildRefused(SourceError):
    """The service could not build the model and says no more than that (50X with a plain body)."""


class BadAnswer(SourceError):
    """The service answered, but not what its contract says."""


class ScriptError(CadWidgetsError):
    """The model script failed.

    ``line`` and ``column`` count from 1 (0 = unknown), ``excerpt`` is the script's own line, ``output`` what
    the script printed before it failed.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0, excerpt: str = "", output: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.output = output


class ScriptSyntaxError(ScriptError):
    """The script does not parse."""


class ScriptTimeout(ScriptError):
    """The script ran longer than ``limit`` seconds and was stopped."""

    def __init__(self, message: str, *, limit: float = 0.0, output: str = "") -> None:
        super().__init__(message, output=output)
        self.limit = limit


class WorkerDied(ScriptError):
    """The script took its own process down: a crash of the CAD kernel, an exit, a limit of memory."""


class GeometryError(CadWidgetsError):
    """Bytes are not the ``format`` they claim to be; ``offset`` is the byte (or index) where it shows."""

    def __init__(self, message: str, *, format: str = "", offset: int = -1) -> None:  # noqa: A002 - the field's word
        super().__init__(message)
        self.format = format
        self.offset = offset


class LockBroken(CadWidgetsError):
    """The catalog has lost parts of a lock file, or gives other files. ``deviations`` say each in words."""

    def __init__(self, deviations: tuple[str, ...]) -> None:
        super().__init__("; ".join(deviations))
        self.deviations = deviations


class Cancelled(CadWidgetsError):
    """The user no longer wants the answer."""
