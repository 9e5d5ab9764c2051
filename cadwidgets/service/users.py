"""The mail addresses that may ask for CAD files, as TraceParts' user accounts do. Nothing else of a user is kept."""

from __future__ import annotations

import re
import time

from sqlalchemy import Column, Engine, Float, String, Table, select
from sqlalchemy.dialects.sqlite import insert

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.persons import EMAIL_LENGTHS
from cadwidgets.errors import RequestError
from cadwidgets.service.database import METADATA

USERS = Table("users", METADATA, Column("email", String(100), primary_key=True), Column("registered", Float))
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,90}")


class Users:
    """The registered addresses, in the service's database; upper and lower case make no difference."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.register(EMBEDDED_EMAIL)

    def registered(self, email: str) -> bool:
        """Whether the address is registered. Raises RequestError for text that is no address."""
        wanted = select(USERS.c.email).where(USERS.c.email == checked(email))
        with self._engine.begin() as connection:
            return connection.execute(wanted).one_or_none() is not None

    def register(self, email: str) -> bool:
        """Register the address; False if it was registered before. Raises RequestError as `registered`."""
        row = {"email": checked(email), "registered": time.time()}
        with self._engine.begin() as connection:
            return connection.execute(insert(USERS).values(row).on_conflict_do_nothing()).rowcount == 1


def checked(email: str) -> str:
    """The address in lower case. Raises RequestError, which does not repeat it, for text that is none."""
    if not EMAIL_LENGTHS[0] <= len(email) <= EMAIL_LENGTHS[1] or not _MAIL.fullmatch(email) or not email.isprintable():
        raise RequestError(
            "UserEmail is no mail address", parameter="UserEmail", allowed="5 to 100 characters with an @"
        )
    return email.lower()
