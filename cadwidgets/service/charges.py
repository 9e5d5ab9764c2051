"""What builds cost their accounts. Every function here is one step of a transaction of the table of jobs."""

from __future__ import annotations

from sqlalchemy import Connection

from cadwidgets.errors import AuthError
from cadwidgets.service.job_statements import CHARGE, PENDING, QUOTA_AND_USED


class QuotaSpent(AuthError):
    """The account has executed, or is executing, as many builds as its quota allows."""

    def __init__(self, quota: int | None) -> None:
        text = f"the account cannot execute any more downloads: its quota of {quota} builds is spent"
        super().__init__(text, status=403)


def check_quota(connection: Connection, account: str) -> None:
    """Whether the account may execute one more build; those that wait or run count, too. Raises QuotaSpent."""
    quota, used = _count(connection, account)
    if quota is None:
        return
    if used + connection.scalars(PENDING, {"account": account}).one() >= quota:
        raise QuotaSpent(quota)


def charge(connection: Connection, account: str) -> None:
    """One more build was executed."""
    connection.execute(CHARGE, {"account": account})


def builds_left(connection: Connection, account: str) -> int | None:
    """How many builds the account has left; None = unlimited."""
    quota, used = _count(connection, account)
    return None if quota is None else max(0, quota - used)


def _count(connection: Connection, account: str) -> tuple[int | None, int]:
    quota, used = connection.execute(QUOTA_AND_USED, {"account": account}).one()
    return quota, used
