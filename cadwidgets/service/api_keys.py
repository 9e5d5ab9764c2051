"""API keys: made at random, kept as hashes, compared in constant time and never shown again."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Engine, Row, select

from cadwidgets.contract.accounts import LOCAL
from cadwidgets.contract.delivery import Delivery
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service.account_tables import ACCOUNTS, KEYS

_MAX_LABEL = 100


@dataclass(frozen=True)
class Caller:
    """Who is behind a valid key. ``key_id`` tells keys of one account apart (empty for the given ones)."""

    account: str
    administrator: bool = False
    key_id: str = ""
    delivery: Delivery = field(default_factory=Delivery)

    @property
    def owner(self) -> str:
        """Whose CAD requests and calls these are: the key's, not the whole account's."""
        return f"{self.account}/{self.key_id}"


@dataclass(frozen=True)
class ApiKey:
    """What is known of a key that is stored. ``created`` is in Unix seconds; ``delivery``: how its CAD files come."""

    id: str
    account: str
    label: str
    created: float
    disabled: bool
    delivery: Delivery = field(default_factory=Delivery)


class ApiKeys:
    """The keys of all accounts. ``given`` are an administrator's, valid for this run only and stored nowhere.

    The stored ones are kept in memory too, so that no request waits for the disk: one process has the database.
    """

    def __init__(self, engine: Engine, given: Iterable[str]) -> None:
        self._engine = engine
        self._given = tuple(_digest(key) for key in given)
        self._lock = threading.Lock()
        with engine.begin() as connection:
            self._stored = {row.digest: _api_key(row) for row in connection.execute(select(KEYS))}

    def caller(self, key: str) -> Caller:
        """Who is behind ``key``. Takes the same time for every wrong key. Raises AuthError."""
        if not key:
            raise AuthError("the key is missing: send it as the parameter key or in the header X-Api-Key", status=403)
        digest = _digest(key)
        if any([hmac.compare_digest(digest, known) for known in self._given]):  # noqa: C419 - no early end
            return Caller(LOCAL, administrator=True)
        # looked up by the hash of a random key: how long that takes says nothing about the key
        known = self._stored.get(digest)
        if known is None:
            raise AuthError("the key is wrong", status=403)
        if known.disabled:
            raise AuthError("the key is disabled", status=403)
        return Caller(known.account, key_id=known.id, delivery=known.delivery)

    def of(self, account: str = "") -> list[ApiKey]:
        """The stored keys of an account, or of all, the oldest first."""
        keys = [known for known in list(self._stored.values()) if account in ("", known.account)]
        return sorted(keys, key=lambda known: (known.created, known.id))

    def create(self, account: str, label: str = "", delivery: Delivery | None = None) -> tuple[str, str]:
        """Make a key; returns its id and the key. Raises RequestError, NotFound for an unknown account.

        ``delivery`` (None = as documented for every key) says which files its CAD requests name one by one.
        """
        if len(label) > _MAX_LABEL:
            raise RequestError("the label is too long", parameter="label", allowed=f"at most {_MAX_LABEL} characters")
        key = _new_key()
        key_id = secrets.token_hex(4)
        row: dict[str, object] = {"id": key_id, "account": account, "label": label, "digest": _digest(key)}
        row |= {"created": time.time(), "disabled": False, **_columns(delivery or Delivery())}
        with self._lock, self._engine.begin() as connection:
            if connection.execute(select(ACCOUNTS.c.name).where(ACCOUNTS.c.name == account)).one_or_none() is None:
                raise NotFound(f"there is no account {account[:64]!r}", status=404)
            connection.execute(KEYS.insert().values(row))
        self._reload()
        return key_id, key

    def disable(self, key_id: str, caller: Caller) -> None:
        """Nobody can use the key any more. Raises NotFound for a key that is not the caller's to change."""
        self._change(key_id, caller, {"disabled": True})

    def regenerate(self, key_id: str, caller: Caller) -> str:
        """Put a new key in the place of an old one, which ends at once. Raises NotFound, RequestError."""
        if self._owned(key_id, caller).disabled:
            raise RequestError("the key is disabled", parameter="id", value=key_id, allowed="a new key: POST /keys")
        key = _new_key()
        self._change(key_id, caller, {"digest": _digest(key)})
        return key

    def _owned(self, key_id: str, caller: Caller) -> ApiKey:
        for known in self.of():
            if known.id == key_id and (caller.administrator or known.account == caller.account):
                return known
        raise NotFound(f"there is no key with the id {key_id[:16]!r}", status=404)

    def _change(self, key_id: str, caller: Caller, values: dict[str, object]) -> None:
        self._owned(key_id, caller)
        with self._lock, self._engine.begin() as connection:
            connection.execute(KEYS.update().where(KEYS.c.id == key_id).values(values))
        self._reload()

    def _reload(self) -> None:
        with self._lock, self._engine.begin() as connection:
            self._stored = {row.digest: _api_key(row) for row in connection.execute(select(KEYS))}


def _api_key(row: Row[tuple[object, ...]]) -> ApiKey:
    delivery = Delivery.of(row.files.split(","), row.zip_type)
    return ApiKey(row.id, row.account, row.label, row.created, row.disabled, delivery)


def _columns(delivery: Delivery) -> dict[str, object]:
    return {"files": ",".join(delivery.files), "zip_type": delivery.zip_type}


def _new_key() -> str:
    return f"cw_{secrets.token_hex(20)}"  # 160 bits of chance, in the letters that every contract allows


def _digest(key: str) -> bytes:
    """SHA-256 is enough here, without salt and rounds: a random key of 160 bits cannot be guessed from it."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
