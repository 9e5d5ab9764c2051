"""The tokens of the API gateway: JSON Web Tokens that stand for a key for 24 hours, at this run of the service."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt

from cadwidgets.contract.accounts import tenant_of
from cadwidgets.errors import AuthError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.api_keys import Caller
from cadwidgets.settings import Secret

TOKEN_SECONDS = 24 * 3600
"""How long a token is good for (documented for the gateway)."""
_ALGORITHM = "HS256"


@dataclass(frozen=True)
class Token:
    """A new token and when it ends, in Unix seconds."""

    text: Secret
    expires: float

    @property
    def expiry_date(self) -> str:
        """The end in ISO 8601."""
        return datetime.fromtimestamp(self.expires, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class GatewayTokens:
    """Issues tokens and knows them again. ``clock`` gives the time in Unix seconds.

    A token names its key by a keyed hash; whether that key is still good is asked anew each time.
    """

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.time) -> None:
        self._accounts = accounts
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._keys: dict[str, Secret] = {}

    def issue(self, tenant: str, key: str) -> Token:
        """A token for a key of the account with that tenantUid. Raises AuthError."""
        caller = self._accounts.caller(key)
        if not hmac.compare_digest(tenant_of(caller.account), tenant.lower()):
            raise AuthError("the apiKey belongs to another tenantUid", status=401)
        name = hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()
        self._keys[name] = Secret(key)
        now = int(self._clock())
        ends = now + TOKEN_SECONDS
        claims = {"sub": caller.account, "key": name, "iat": now, "exp": ends}
        return Token(Secret(jwt.encode(claims, self._secret, _ALGORITHM)), ends)

    def caller(self, token: str) -> Caller:
        """Who is behind a token. Raises AuthError for one that is forged, has expired, or whose key has ended."""
        claims = self._claims(token)
        if self._clock() >= float(claims["exp"]):
            raise AuthError("the token has expired", status=401)
        return self._accounts.caller(self._keys[str(claims["key"])].reveal())

    def _claims(self, token: str) -> dict[str, Any]:
        try:  # the time is compared by this object's own clock
            return jwt.decode(token, self._secret, [_ALGORITHM], options={"verify_exp": False, "verify_iat": False})
        except jwt.InvalidTokenError:
            raise AuthError("the token is wrong", status=401) from None
