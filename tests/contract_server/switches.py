"""What a test may change in the contract-only TraceParts: settings of the key, and faults that are given out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus

EMAIL = "designer@example.com"
"""The one address that is registered from the beginning."""


@dataclass
class Fault:
    """A failure for requests whose path contains ``only``: the first ``after`` pass, the next ``left`` get it."""

    status: int
    left: int
    only: str
    after: int
    headers: dict[str, str]


@dataclass
class Switches:
    """Attributes that a test sets on the server; `defaults` sets them back.

    ``pending`` is how often a job is not ready, the start of a classic one included. ``file_types`` are those of the
    key besides the zip: ``primary``, ``secondary``, ``bom``; ``zip_type`` is what the zip is called. ``zip_fault`` is
    ``cut``, ``hostile`` or ``length`` (more is announced than comes). ``failed_status`` is the status of a classic
    answer whose ``error`` is "True". ``token_uses`` is how many calls a token is good for, ``plus_json_only`` refuses
    a POST that is not ``application/*+json``. ``faults_given`` are the statuses given out by `fail_next`.
    """

    pending: int = 2
    file_types: set[str] = field(default_factory=set)
    zip_type: str = "Archive"
    zip_fault: str = ""
    failed_status: int = 500
    token_uses: int | None = None
    plus_json_only: bool = False
    registered: set[str] = field(default_factory=lambda: {EMAIL})
    cad_requests: int = 0
    faults_given: list[int] = field(default_factory=list)
    _faults: list[Fault] = field(default_factory=list)
    _planning: threading.Lock = field(default_factory=threading.Lock)

    def fail_next(self, status: int, times: int = 1, *, retry_after: str = "", only: str = "", after: int = 0) -> None:
        """The next answers of both generations, or of the paths that contain ``only``, are this failure."""
        headers = {"Retry-After": retry_after} if retry_after else {}
        self._faults.append(Fault(HTTPStatus(status), times, only.lower(), after, headers))

    def next_fault(self, path: str) -> Fault | None:
        """What was planned for a request to ``path``, counted."""
        with self._planning:
            for fault in self._faults:
                if fault.only not in path.lower() or not fault.left:
                    continue
                if fault.after:
                    fault.after -= 1
                    return None
                fault.left -= 1
                self.faults_given.append(int(fault.status))
                return fault
        return None

    def knows(self, email: str) -> bool:
        """Whether this address is that of an account; upper and lower case are the same."""
        return email.lower() in {known.lower() for known in self.registered}

    def defaults(self) -> None:
        """As constructed."""
        self.__dict__.update(Switches().__dict__)


def looks_like_mail(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and "." in host.strip(".") and " " not in text and "@" not in host)
