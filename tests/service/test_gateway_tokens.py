"""Tokens of the gateway: what they stand for, and when they end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest

from cadwidgets.contract.accounts import LOCAL, tenant_of
from cadwidgets.errors import AuthError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.database import open_database
from cadwidgets.service.gateway_tokens import TOKEN_SECONDS, GatewayTokens

KEY = "key_4711_secret"
ADMINISTRATOR = Caller(LOCAL, administrator=True)


class Clock:
    """A time that a test sets."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    engine = open_database(tmp_path)
    yield Accounts(engine, [KEY])
    engine.dispose()


def test_a_token_ends_after_a_day_and_not_before(accounts: Accounts) -> None:
    clock = Clock()
    tokens = GatewayTokens(accounts, clock)
    token = tokens.issue(tenant_of(LOCAL), KEY)
    assert token.expiry_date == "2023-11-15T22:13:20Z"
    clock.now += TOKEN_SECONDS - 1
    assert tokens.caller(token.text.reveal()) == ADMINISTRATOR
    clock.now += 1
    with pytest.raises(AuthError, match="expired"):
        tokens.caller(token.text.reveal())


def test_a_token_of_another_run_of_the_service_is_wrong(accounts: Accounts) -> None:
    token = GatewayTokens(accounts).issue(tenant_of(LOCAL), KEY)
    with pytest.raises(AuthError, match="wrong"):
        GatewayTokens(accounts).caller(token.text.reveal())


def test_a_token_that_nobody_signed_is_wrong(accounts: Accounts) -> None:
    claims = {"sub": LOCAL, "key": "x", "exp": 9_999_999_999}
    with pytest.raises(AuthError, match="wrong"):
        GatewayTokens(accounts).caller(jwt.encode(claims, None, "none"))


def test_a_token_holds_no_key(accounts: Accounts) -> None:
    token = GatewayTokens(accounts).issue(tenant_of(LOCAL), KEY)
    claims = jwt.decode(token.text.reveal(), options={"verify_signature": False})
    assert KEY not in str(claims)
    assert token.text.reveal() not in repr(token)


def test_the_token_of_a_regenerated_key_ends(accounts: Accounts) -> None:
    key_id, key = accounts.keys.create(LOCAL)
    tokens = GatewayTokens(accounts)
    token = tokens.issue(tenant_of(LOCAL), key)
    assert tokens.caller(token.text.reveal()).key_id == key_id
    accounts.keys.regenerate(key_id, ADMINISTRATOR)
    with pytest.raises(AuthError):
        tokens.caller(token.text.reveal())
