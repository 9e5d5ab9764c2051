"""The statements of the table of jobs that every build needs, made once: making one takes longer than executing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select

from cadwidgets.service.account_tables import ACCOUNTS
from cadwidgets.service.job_records import SOURCES, UNFINISHED, State
from cadwidgets.service.job_tables import JOBS

_ACCOUNT: BindParameter[Any] = bindparam("account")


def _is_one_of(states: Iterable[State]) -> ColumnElement[bool]:
    """``IN`` is written anew at every execution."""
    return or_(*[JOBS.c.state == state for state in states])


INSERT = JOBS.insert()
BY_REPEAT_KEY = select(JOBS).where(JOBS.c.account == _ACCOUNT, JOBS.c.repeat_key == bindparam("repeat_key"))
KIND_AND_ACCOUNT = select(JOBS.c.kind, JOBS.c.account).where(JOBS.c.id == bindparam("job_id"))

COUNTS = select(func.count(), func.count().filter(JOBS.c.account == _ACCOUNT)).where(_is_one_of(UNFINISHED))
"""How many jobs are unfinished, and how many of these are of one account."""

MOVES = {
    to: JOBS.update().where(JOBS.c.id == bindparam("job_id"), _is_one_of(sources)) for to, sources in SOURCES.items()
}
"""To each state, from those from which it can be reached; what else changes is given with the job's id."""
BEGIN = MOVES["running"].values(attempts=JOBS.c.attempts + 1)
PUT_BACK = MOVES["queued"].values(attempts=JOBS.c.attempts - 1)

QUOTA_AND_USED = select(ACCOUNTS.c.quota, ACCOUNTS.c.used).where(ACCOUNTS.c.name == _ACCOUNT)
PENDING = select(func.count()).where(_is_one_of(UNFINISHED), JOBS.c.kind == "build", JOBS.c.account == _ACCOUNT)
"""How many builds of an account wait or run."""
CHARGE = ACCOUNTS.update().where(ACCOUNTS.c.name == _ACCOUNT).values(used=ACCOUNTS.c.used + 1)
