"""Accounts and their keys, as a service of this project tells of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.contract.delivery import Delivery
from cadwidgets.errors import RequestError
from cadwidgets.settings import Secret

LOCAL = "local"
"""The built-in account of every service: it owns the keys that the service was started with, and has no quota."""
EMBEDDED_EMAIL = "designer@localhost.localdomain"
"""A mail address that every service knows: it belongs to nobody and never leaves the machine."""
_TENANTS = uuid.UUID("6f1d2e0a-52c4-4c0e-9d55-9a3f3f6a7c1b")


def tenant_of(account: str) -> str:
    """The ``tenantUid`` of an account for the API gateway: a UUID that follows from its name, and no secret."""
    return str(uuid.uuid5(_TENANTS, account))


@dataclass(frozen=True)
class Account:
    """An account: it owns keys and a ``quota`` of builds, of which it has ``used`` some; None = without a limit.

    ``tenant`` is its ``tenantUid`` for the API gateway.
    """

    name: str
    quota: int | None = None
    used: int = 0
    administrator: bool = False
    tenant: str = ""

    @property
    def left(self) -> int | None:
        """How many builds it may still execute; None = without a limit."""
        return None if self.quota is None else max(0, self.quota - self.used)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Account:
        """The account that an answer describes. Raises KeyError, TypeError or ValueError for another."""
        quota = data.get("quota")
        return cls(
            str(data["account"] if "account" in data else data["name"]),
            None if quota is None else int(quota),
            int(data.get("used") or 0),
            bool(data.get("administrator")),
            str(data.get("tenant") or ""),
        )


@dataclass(frozen=True)
class ApiKey:
    """What a service knows of a key: it stores a hash, so nobody can see the key again. Unix seconds.

    ``delivery`` says which files its CAD requests name one by one.
    """

    id: str
    account: str = ""
    label: str = ""
    created: float = 0.0
    disabled: bool = False
    delivery: Delivery = field(default_factory=Delivery)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ApiKey:
        """The key that an answer describes. Raises KeyError, TypeError or ValueError for another."""
        return cls(
            str(data["id"]),
            str(data.get("account") or ""),
            str(data.get("label") or ""),
            float(data.get("created") or 0),
            bool(data.get("disabled")),
            _delivery(str(data.get("files") or ""), str(data.get("zip_type") or "")),
        )


def _delivery(files: str, zip_type: str) -> Delivery:
    """As `Delivery.of`; what a service tells is no input, so unknown words are a plain ValueError."""
    try:
        return Delivery.of(files.split(","), zip_type)
    except RequestError as error:
        raise ValueError(str(error)) from None


@dataclass(frozen=True)
class NewKey:
    """A key that was just made: the only time that it can be seen. ``tenant`` is its account's for the API gateway."""

    id: str
    key: Secret
    tenant: str = ""


@dataclass(frozen=True)
class KeyTest:
    """What came of building the sample with a key: its size as STL, or why the key was refused."""

    ok: bool
    bytes: int = 0
    triangles: int = 0
    reason: str = ""
