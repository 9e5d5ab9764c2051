"""The jobs of a service: one table, one set of rules, and an end for every job, whatever is killed in between.

A job is queued, then running, then done, failed or cancelled; a done CAD request expires with its files. Each change is
one transaction, and none but those of `SOURCES` happens. A job that dies by itself, by a limit or a crash, has failed
and is never run again. One whose service died under it is run once more, if it can be made without its caller.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Update, and_, or_, select

from cadwidgets.errors import Busy
from cadwidgets.service.charges import builds_left, charge, check_quota
from cadwidgets.service.database import hurried
from cadwidgets.service.idempotency import KEPT_SECONDS, KeyReused, Repeat
from cadwidgets.service.job_records import (
    SOURCES,
    UNFINISHED,
    Job,
    NewJob,
    State,
    done_values,
    failed_values,
    job_of,
    row_of,
    taken,
)
from cadwidgets.service.job_statements import BEGIN, BY_REPEAT_KEY, COUNTS, INSERT, KIND_AND_ACCOUNT, MOVES, PUT_BACK
from cadwidgets.service.job_tables import JOBS
from cadwidgets.service.storage import StorageFailed
from cadwidgets.service.store import KEEP_SECONDS
from cadwidgets.service.workers.results import plain

MAX_UNFINISHED = 1000
MAX_UNFINISHED_OF_ACCOUNT = 100
MAX_ATTEMPTS = 2
REMEMBERED_SECONDS = 30 * 24 * 3600.0
"""Jobs that ended longer ago are forgotten; what builds cost stays in the account's count."""
_RETRY_SECONDS = 5.0
PASSING = ("busy", "unavailable", "storage", "internal", "lost")
"""Kinds of failure that say nothing about the job: a repeated call is a new job then."""
_LONGEST_MESSAGE = 500
_KEY = re.compile(r"cw_[0-9a-f]{40}")

_log = logging.getLogger(__name__)


class JobTable:
    """The table of jobs. Only one process may work on a database. ``clock`` tells the time in Unix seconds.

    What costs nothing and nobody asks for later does not wait for the disk: that a build was taken, begun or cancelled,
    or answered from the cache. Without its row it has never been. Charges and CAD requests are on the disk first.

    ``admit`` is asked before a job is taken, and raises what it raises. Every method raises StorageFailed when the
    database fails; `fail` and `cancel` are then made up for by the next `sweep`.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        admit: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.time,
        max_unfinished: int = MAX_UNFINISHED,
        max_of_account: int = MAX_UNFINISHED_OF_ACCOUNT,
    ) -> None:
        self._engine = engine
        self._hurried = hurried(engine)
        self._admit = admit
        self._clock = clock
        self._limits = (max_unfinished, max_of_account)
        self._lock = threading.Lock()  # SQLite lets one writer in; waiting here is fair, polling there is not
        self._unwritten: dict[str, tuple[State, Mapping[str, Any]]] = {}

    def recover(self) -> list[Job]:
        """Judge what a service that ended had left, and return the jobs that are to be run now, the oldest first.

        Nobody waits for a build any more: its client is gone, and what nobody fetches would only be paid for. It has
        failed, uncharged, and the client's repeated call is a new job. A CAD request is asked for again by its id: it
        is run, unless that was tried twice before.
        """
        with self._lock, self._engine.begin() as connection:
            # as versions before this one called what is lost
            connection.execute(JOBS.update().where(JOBS.c.state == "abandoned").values(state="failed"))
            builds = JOBS.c.kind == "build"
            self._move_all(connection, builds, "failed", **_lost("the service ended before the build did"))
            tried = and_(JOBS.c.state == "running", JOBS.c.attempts >= MAX_ATTEMPTS)
            self._move_all(connection, tried, "failed", **_lost("the service ended under it, twice"))
            self._move_all(connection, JOBS.c.state == "running", "queued")
            waiting = select(JOBS).where(JOBS.c.state == "queued").order_by(JOBS.c.created, JOBS.c.id)
            return [job_of(row) for row in connection.execute(waiting)]

    def accept(self, new: NewJob) -> tuple[Job, bool]:
        """Take a job, unless there is one already that answers the same call; and whether it is a new one.

        Raises KeyReused, QuotaSpent, Busy for too many unfinished jobs, and what ``admit`` raises.
        """
        engine = self._hurried if new.kind == "build" else self._engine
        with self._lock, engine.begin() as connection:
            known = self._repeated(connection, new.account, new.repeat) or self._joined(connection, new)
            if known is not None:
                return known, False
            self._admit()
            if new.kind == "build":
                check_quota(connection, new.account)
            self._check_limits(connection, new.account)
            job = taken(replace(new, id=new.id or _free_id(connection)), self._clock())
            connection.execute(INSERT, row_of(job))
            return job, True

    def note_answered(self, new: NewJob) -> tuple[Job | None, int | None]:
        """Remember a call that is answered from the cache and costs nothing: its key is taken.

        Returns the job of an earlier call with the same key, which answers this one, too (None without one), and how
        many builds the account has left (None = unlimited). Raises KeyReused.
        """
        with self._lock, self._hurried.begin() as connection:
            earlier = self._repeated(connection, new.account, new.repeat)
            if earlier is None and new.repeat.key:
                now = self._clock()
                done = replace(taken(new, now), state="done", started=now, ended=now)
                connection.execute(INSERT, row_of(done))
            return earlier, builds_left(connection, new.account)

    def begin(self, job_id: str) -> bool:
        """queued → running: a worker is free for it. False for a job that has ended meanwhile."""
        with self._lock, self._hurried.begin() as connection:
            return self._move(connection, BEGIN, job_id, "running", started=self._clock())

    def put_back(self, job_id: str) -> bool:
        """running → queued, because the service is stopped in good order: that is no attempt."""
        with self._lock, self._engine.begin() as connection:
            return self._move(connection, PUT_BACK, job_id, "queued")

    def done(self, job_id: str, answer: Mapping[str, Any], level: str = "") -> int | None:
        """running → done, and a build is charged; returns how many builds its account has left (None = unlimited)."""
        with self._lock, self._engine.begin() as connection:
            kind, account = connection.execute(KIND_AND_ACCOUNT, {"job_id": job_id}).one()
            is_build = kind == "build"
            values = {"level": level, "charged": is_build} | done_values(answer)
            if self._move(connection, MOVES["done"], job_id, "done", **values) and is_build:
                charge(connection, account)
            return builds_left(connection, account)

    def fail(self, job_id: str, kind: str, message: str, answer: Mapping[str, Any], level: str = "") -> None:
        """queued or running → failed, for good; ``answer`` is the error in full."""
        values = {"level": level} | failed_values(kind, _masked(message), answer)
        self._end(job_id, "failed", values | ({"repeat_key": None} if kind in PASSING else {}))

    def cancel(self, job_id: str) -> None:
        """queued or running → cancelled: nobody waits for it any more."""
        self._end(job_id, "cancelled", {"repeat_key": None})

    def get(self, owner: str, job_id: str) -> Job | None:
        """The owner's job, or None if there is none by that id: a foreign job is as unknown as no job."""
        with self._lock, self._engine.begin() as connection:
            is_own = and_(JOBS.c.id == job_id, JOBS.c.owner == owner)
            row = connection.execute(select(JOBS).where(is_own)).one_or_none()
        return None if row is None else self._aged(job_of(row))

    def owe(self, job_id: str) -> None:
        """Note that a caller was sent away before the job had ended: the next equal call gets it, see `accept`."""
        with self._lock, self._engine.begin() as connection:
            connection.execute(JOBS.update().where(JOBS.c.id == job_id).values(owed=True))

    def sweep(self) -> int:
        """Write what could not be written, expire CAD requests with their files, forget what ended long ago.

        Returns how many jobs were forgotten.
        """
        for job_id, (state, values) in list(self._unwritten.items()):
            self._write_end(job_id, state, values)
            self._unwritten.pop(job_id, None)
        with self._lock, self._engine.begin() as connection:
            now = self._clock()
            old = and_(JOBS.c.kind == "cad", JOBS.c.ended < now - KEEP_SECONDS)
            self._move_all(connection, old, "expired", ended=JOBS.c.ended, answer="", owed=False)
            return connection.execute(JOBS.delete().where(JOBS.c.ended < now - REMEMBERED_SECONDS)).rowcount

    def _repeated(self, connection: Connection, account: str, repeat: Repeat) -> Job | None:
        if not repeat.key:
            return None
        row = connection.execute(BY_REPEAT_KEY, {"account": account, "repeat_key": repeat.key}).one_or_none()
        if row is None:
            return None
        if row.created < self._clock() - KEPT_SECONDS:
            connection.execute(JOBS.update().where(JOBS.c.id == row.id).values(repeat_key=None))
            return None
        if row.repeat_digest != repeat.digest:
            raise KeyReused(repeat.key)
        return self._aged(job_of(row))

    def _joined(self, connection: Connection, new: NewJob) -> Job | None:
        if not new.join:
            return None
        is_equal = and_(JOBS.c.kind == new.kind, JOBS.c.owner == new.owner, JOBS.c.request == new.request)
        owed = and_(JOBS.c.owed, JOBS.c.ended >= self._clock() - KEEP_SECONDS)
        query = select(JOBS).where(is_equal, or_(JOBS.c.state.in_(UNFINISHED), owed)).order_by(JOBS.c.created)
        row = connection.execute(query).first()
        if row is None:
            return None
        job = job_of(row)
        if job.finished:
            connection.execute(JOBS.update().where(JOBS.c.id == job.id).values(owed=False))
        return job

    def _check_limits(self, connection: Connection, account: str) -> None:
        in_all, of_account = connection.execute(COUNTS, {"account": account}).one()
        if in_all >= self._limits[0] or of_account >= self._limits[1]:
            whose = "of this account " if of_account >= self._limits[1] else ""
            raise Busy(f"too many requests {whose}are waiting", status=429, retry_after=_RETRY_SECONDS)

    def _aged(self, job: Job) -> Job:
        """The job as the next `sweep` will have it."""
        is_over = job.kind == "cad" and job.state == "done" and job.ended < self._clock() - KEEP_SECONDS
        return replace(job, state="expired", answer={}) if is_over else job

    def _end(self, job_id: str, state: State, values: Mapping[str, Any]) -> None:
        try:
            self._write_end(job_id, state, values)
        except StorageFailed as error:  # whoever ends a job has an error to tell already
            _log.warning("the end of the job %s could not be written yet: %s", job_id, error)
            self._unwritten[job_id] = state, values

    def _write_end(self, job_id: str, state: State, values: Mapping[str, Any]) -> None:
        engine = self._hurried if state == "cancelled" else self._engine
        with self._lock, engine.begin() as connection:
            self._move(connection, MOVES[state], job_id, state, **values)

    def _move(self, connection: Connection, move: Update, job_id: str, to: State, **values: Any) -> bool:
        changes = self._changes(to) | values
        return connection.execute(move, {"job_id": job_id} | changes).rowcount == 1

    def _move_all(self, connection: Connection, which: ColumnElement[bool], to: State, **values: Any) -> None:
        move = JOBS.update().where(which, JOBS.c.state.in_(SOURCES[to]))
        connection.execute(move.values(self._changes(to) | values))

    def _changes(self, to: State) -> dict[str, Any]:
        return {"state": to} | ({} if to in UNFINISHED else {"ended": self._clock()})


def _lost(why: str) -> dict[str, Any]:
    return {"repeat_key": None} | failed_values("lost", f"{why}: ask again", {})


def _free_id(connection: Connection) -> str:
    """Decimal, as in the contract of CAD requests; random, so that ids say nothing about other callers."""
    while True:
        job_id = str(10**11 + secrets.randbelow(9 * 10**11))
        if connection.execute(select(JOBS.c.id).where(JOBS.c.id == job_id)).one_or_none() is None:
            return job_id


def _masked(message: str) -> str:
    """One plain line without any key in it."""
    return _KEY.sub("***", " ".join(plain(message).split()))[:_LONGEST_MESSAGE]
