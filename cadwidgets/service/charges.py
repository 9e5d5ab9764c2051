"""Charging builds to accounts, exactly: also when many come at once, and when the service is killed in between.

A build is reserved before it starts and settled when it has succeeded, before the first byte of its answer. Both
are one transaction each. What a killed service left running is abandoned by the next one and frees its place.
"""

from __future__ import annotations

import threading
import time

from sqlalchemy import Connection, Engine, func, select

from cadwidgets.errors import AuthError
from cadwidgets.service.account_tables import ACCOUNTS, JOBS

KEEP_SECONDS = 30 * 24 * 3600.0
"""Builds that ended longer ago are forgotten; what they cost stays in the account's count."""


class QuotaSpent(AuthError):
    """The account has executed, or is executing, as many builds as its quota allows."""

    def __init__(self, quota: int | None) -> None:
        text = f"the account cannot execute any more downloads: its quota of {quota} builds is spent"
        super().__init__(text, status=403)


class Charges:
    """The table of builds of a service. Only one process may work on a database (see `abandon_running`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()  # SQLite lets one writer in; waiting here is fair, polling there is not

    def abandon_running(self) -> int:
        """Free what a service that was killed had reserved; returns how many builds that were."""
        with self._lock, self._engine.begin() as connection:
            running = JOBS.update().where(JOBS.c.state == "running")
            return connection.execute(running.values(state="abandoned", ended=time.time())).rowcount

    def reserve(self, job_id: str, account: str, request: str) -> None:
        """Note that a build begins, for the request of this digest. Raises QuotaSpent."""
        with self._lock, self._engine.begin() as connection:
            quota, used = connection.execute(
                select(ACCOUNTS.c.quota, ACCOUNTS.c.used).where(ACCOUNTS.c.name == account)
            ).one()
            if quota is not None and used + _running(connection, account) >= quota:
                raise QuotaSpent(quota)
            row = {"id": job_id, "account": account, "request": request, "state": "running", "charged": False}
            connection.execute(JOBS.insert().values(row | {"started": time.time()}))

    def settle(self, job_id: str) -> int | None:
        """Charge a build that has succeeded; returns how many builds its account has left (None = unlimited)."""
        with self._lock, self._engine.begin() as connection:
            account = connection.scalars(select(JOBS.c.account).where(JOBS.c.id == job_id)).one()
            if _end(connection, job_id, "done"):
                more = ACCOUNTS.update().where(ACCOUNTS.c.name == account)
                connection.execute(more.values(used=ACCOUNTS.c.used + 1))
            quota, used = connection.execute(
                select(ACCOUNTS.c.quota, ACCOUNTS.c.used).where(ACCOUNTS.c.name == account)
            ).one()
        return None if quota is None else max(0, quota - used)

    def release(self, job_id: str) -> None:
        """Free what was reserved for a build that failed or that nobody waits for any more."""
        with self._lock, self._engine.begin() as connection:
            _end(connection, job_id, "failed")

    def prune(self, keep_seconds: float = KEEP_SECONDS) -> int:
        """Forget builds that ended long ago; returns how many."""
        with self._lock, self._engine.begin() as connection:
            return connection.execute(JOBS.delete().where(JOBS.c.ended < time.time() - keep_seconds)).rowcount


def _running(connection: Connection, account: str) -> int:
    query = select(func.count()).where(JOBS.c.state == "running", JOBS.c.account == account)
    return connection.scalars(query).one()


def _end(connection: Connection, job_id: str, state: str) -> bool:
    """Whether the build was still running, and is now ended: nothing is ended, or charged, twice."""
    running = JOBS.update().where(JOBS.c.id == job_id, JOBS.c.state == "running")
    values = {"state": state, "charged": state == "done", "ended": time.time()}
    return connection.execute(running.values(values)).rowcount == 1
