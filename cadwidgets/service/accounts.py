"""Who may use the service: accounts own keys and a quota of builds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, Row, select
from sqlalchemy.dialects.sqlite import insert

from cadwidgets.contract.accounts import LOCAL
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service.account_tables import ACCOUNTS
from cadwidgets.service.api_keys import ApiKeys, Caller

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
"""What an account may be called."""
MAX_QUOTA = 10**12


@dataclass(frozen=True)
class Usage:
    """An account's quota (None = unlimited) and how many builds it has used of it."""

    account: str
    quota: int | None
    used: int

    @property
    def left(self) -> int | None:
        """How many builds the account may still execute; None = unlimited."""
        return None if self.quota is None else max(0, self.quota - self.used)


class Accounts:
    """The accounts of a service, in its database. ``given`` are the keys that it was started with."""

    def __init__(self, engine: Engine, given: Iterable[str]) -> None:
        self._engine = engine
        with engine.begin() as connection:
            row = {"name": LOCAL, "quota": None, "used": 0, "created": time.time()}
            connection.execute(insert(ACCOUNTS).values(row).on_conflict_do_nothing())
        self.keys = ApiKeys(engine, given)

    def caller(self, key: str) -> Caller:
        """Who is behind ``key``. Raises AuthError."""
        return self.keys.caller(key)

    def check(self, key: str) -> bool:
        """Whether the key is valid."""
        try:
            self.caller(key)
        except AuthError:
            return False
        return True

    def owner(self, key: str) -> str:
        """The account behind a valid key. Raises AuthError."""
        return self.caller(key).account

    def usage(self, account: str) -> Usage:
        """What the account may do and has done. Raises NotFound."""
        with self._engine.begin() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == account)).one_or_none()
        if row is None:
            raise NotFound(f"there is no account {account[:64]!r}", status=404)
        return _usage(row)

    def all(self) -> list[Usage]:
        """Every account, by name."""
        with self._engine.begin() as connection:
            return [_usage(row) for row in connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name))]

    def add(self, name: str, quota: int | None = None) -> Usage:
        """A new account. Raises RequestError for a name that is taken or is none."""
        if not NAME.fullmatch(name):
            allowed = "1 to 64 letters, digits and . _ @ -, a letter or digit first"
            raise RequestError("this is no account's name", parameter="name", value=name[:80], allowed=allowed)
        row = {"name": name, "quota": quota, "used": 0, "created": time.time()}
        with self._engine.begin() as connection:
            added = connection.execute(insert(ACCOUNTS).values(row).on_conflict_do_nothing())
        if not added.rowcount:
            raise RequestError(
                f"the account {name} exists already", parameter="name", value=name, allowed="another name"
            )
        return Usage(name, quota, 0)

    def set_quota(self, name: str, quota: int | None) -> Usage:
        """Let the account execute ``quota`` builds, those already used included. Raises NotFound, RequestError."""
        if name == LOCAL:
            raise RequestError("the account local has no quota", parameter="name", value=name, allowed="another one")
        with self._engine.begin() as connection:
            connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.name == name).values(quota=quota))
        return self.usage(name)


def read_quota(text: str) -> int | None:
    """The number of builds that ``text`` grants; empty = unlimited. Raises RequestError."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 13 and int(text) <= MAX_QUOTA):
        allowed = f"a whole number from 0 to {MAX_QUOTA}, or nothing for unlimited"
        raise RequestError("the quota is no number of builds", parameter="quota", value=text[:80], allowed=allowed)
    return int(text)


def _usage(row: Row[tuple[object, ...]]) -> Usage:
    return Usage(row.name, row.quota, row.used)
