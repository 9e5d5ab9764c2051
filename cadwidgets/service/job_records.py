"""What is known of a job, and which changes of its state there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sqlalchemy import Row

from cadwidgets.service.idempotency import Repeat

Kind: TypeAlias = Literal["build", "cad"]
"""A build of the Build Service, which is charged and whose client waits for it; or a CAD request, which goes on
without its caller."""
State: TypeAlias = Literal["queued", "running", "done", "failed", "expired", "cancelled"]
Payload: TypeAlias = Mapping[str, Any]
"""All that it takes to do a job, as JSON."""

SOURCES: Mapping[State, tuple[State, ...]] = {
    "queued": ("running",),  # the service ended under it
    "running": ("queued",),
    "done": ("running",),
    "failed": ("queued", "running"),
    "cancelled": ("queued", "running"),
    "expired": ("done",),
}
"""From which states each state can be reached. There is no way out of failed, cancelled and expired."""
UNFINISHED: tuple[State, ...] = ("queued", "running")


@dataclass(frozen=True)
class NewJob:
    """A job to be taken. ``request`` is the digest of what it makes; an equal unfinished one of the same owner is
    joined if ``join`` is set. Without an ``id`` it gets a decimal one."""

    kind: Kind
    account: str
    owner: str
    request: str
    id: str = ""
    payload: Payload = field(default_factory=dict)
    repeat: Repeat = field(default_factory=Repeat)
    join: bool = False


@dataclass(frozen=True)
class Job:
    """A job as it is now; times in Unix seconds, 0 = not yet.

    ``answer`` is what it made, or its error in full if its call can be repeated; ``message`` says in one line why it
    failed. ``level`` is how its script was confined.
    """

    id: str
    kind: Kind
    account: str
    owner: str
    request: str
    payload: Payload
    repeat: Repeat
    created: float
    state: State = "queued"
    attempts: int = 0
    level: str = ""
    started: float = 0.0
    ended: float = 0.0
    charged: bool = False
    error_kind: str = ""
    message: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether it has come to its end."""
        return self.state not in UNFINISHED


def job_of(row: Row[Any]) -> Job:
    """The job in a row of the table."""
    return Job(
        id=row.id,
        kind=row.kind,
        account=row.account,
        owner=row.owner,
        request=row.request,
        payload=_read(row.payload),
        repeat=Repeat(row.repeat_key or "", row.repeat_digest),
        state=row.state,
        attempts=row.attempts,
        level=row.level,
        created=row.created,
        started=row.started,
        ended=row.ended or 0.0,
        charged=row.charged,
        error_kind=row.error_kind,
        message=row.message,
        answer=_read(row.answer),
    )


def taken(new: NewJob, now: float) -> Job:
    """The job that a new one becomes when it is taken."""
    return Job(new.id, new.kind, new.account, new.owner, new.request, new.payload, new.repeat, created=now)


def row_of(job: Job) -> dict[str, Any]:
    """The row of a job that has not been in the table."""
    return {
        "id": job.id,
        "kind": job.kind,
        "account": job.account,
        "owner": job.owner,
        "request": job.request,
        "payload": _written(job.payload),
        "repeat_key": job.repeat.key or None,
        "repeat_digest": job.repeat.digest,
        "state": job.state,
        "created": job.created,
        "started": job.started,
        "ended": job.ended or None,
        "charged": job.charged,
    }


def failed_values(kind: str, message: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What is written down of a failure."""
    return {"error_kind": kind, "message": message, "answer": _written(answer)}


def done_values(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What is written down of a success."""
    return {"answer": _written(answer)}


def _read(text: str) -> Mapping[str, Any]:
    return dict(json.loads(text)) if text else {}


def _written(content: Mapping[str, Any]) -> str:
    return json.dumps(dict(content)) if content else ""
