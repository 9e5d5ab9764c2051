"""The client of a service's accounts and keys. Keys come as `Secret`: they do not show by accident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from cadwidgets.clients._http import Answer, Message, Patience, ServiceClient
from cadwidgets.clients._refusals import json_of, unreadable
from cadwidgets.clients._retry import ONCE_DONE, OURS
from cadwidgets.clients._transport import BUILD_SECONDS
from cadwidgets.contract.accounts import Account, ApiKey, KeyTest, NewKey
from cadwidgets.contract.delivery import Delivery
from cadwidgets.settings import Secret

_CALL_SECONDS = 60.0


class AccountsClient(ServiceClient):
    """Asks about, makes and changes accounts and keys at one service of this project.

    Other accounts than the key's own are for administrators: those who have a key that the service was started with.
    All calls raise AuthError, NotFound, RequestError, or SourceError and its kinds.
    """

    def account(self) -> Account:
        """The key's own account: its quota, and what is used of it."""
        return self._account(self._get("account"))

    def accounts(self) -> tuple[Account, ...]:
        """All accounts; for administrators."""
        answer = self._get("accounts")
        with unreadable(answer, "the list of accounts"):
            return tuple(Account.from_json(entry) for entry in json_of(answer)["accounts"])

    def create_account(self, name: str, quota: int | None = None) -> Account:
        """A new account without keys; ``quota`` None = without a limit. For administrators."""
        form = {"name": name} if quota is None else {"name": name, "quota": str(quota)}
        return self._account(self._change("POST", "accounts", form))

    def set_quota(self, name: str, quota: int | None) -> Account:
        """Let the account execute ``quota`` builds in all, None = without a limit. For administrators."""
        form = {"quota": "" if quota is None else str(quota)}
        return self._account(self._change("PATCH", f"accounts/{quote(name, safe='')}", form))

    def keys(self, account: str = "") -> tuple[ApiKey, ...]:
        """The keys of the key's own account; administrators may name another ``account``."""
        answer = self._get("keys", {"account": account} if account else {})
        with unreadable(answer, "the list of keys"):
            return tuple(ApiKey.from_json(entry) for entry in json_of(answer)["keys"])

    def create_key(self, label: str = "", account: str = "", delivery: Delivery | None = None) -> NewKey:
        """A new key: nobody can see it again later. Administrators may make it for another ``account``.

        ``delivery`` says which files its CAD requests name one by one (None = only the zip).
        """
        given = {"label": label, "account": account}
        if delivery is not None:
            given |= {"files": ",".join(delivery.files), "zip_type": delivery.zip_type}
        return _new_key(self._change("POST", "keys", {name: text for name, text in given.items() if text}))

    def disable_key(self, key_id: str) -> None:
        """Nobody can use that key any more."""
        json_of(self._change("POST", f"keys/{quote(key_id, safe='')}/disable", {}))

    def regenerate_key(self, key_id: str) -> NewKey:
        """A new key in the place of that one, which ends at once."""
        return _new_key(self._change("POST", f"keys/{quote(key_id, safe='')}/regenerate", {}))

    def test_key(self, key: Secret | None = None) -> KeyTest:
        """Have the service build its sample with ``key`` (this client's own if None), and say what came of it."""
        form = {} if key is None else {"key": key.reveal()}
        key_in, name = ("form", "key") if key is None else ("", "")
        message = Message("POST", "keys/test", form=form, key_in=key_in, key_name=name)
        answer = self._http.ask(message, Patience(BUILD_SECONDS, retries=OURS))
        said = json_of(answer)
        with unreadable(answer, "the outcome of the test"):
            return KeyTest(
                bool(said["ok"]),
                int(said.get("bytes") or 0),
                int(said.get("triangles") or 0),
                str(said.get("reason") or ""),
            )

    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Answer:
        return self._http.call("GET", path, query=query, patience=Patience(_CALL_SECONDS, retries=OURS))

    def _change(self, method: str, path: str, form: Mapping[str, str]) -> Answer:
        return self._http.call(method, path, form=form, patience=Patience(_CALL_SECONDS, retries=ONCE_DONE))

    def _account(self, answer: Answer) -> Account:
        with unreadable(answer, "the account"):
            return Account.from_json(json_of(answer))


def _new_key(answer: Answer) -> NewKey:
    said: Any = json_of(answer)
    with unreadable(answer, "the new key"):
        return NewKey(str(said["id"]), Secret(str(said["key"])), str(said.get("tenant") or ""))
