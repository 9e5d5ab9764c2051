"""Accounts at the API gateway: whether a mail address has one, and how somebody gets one."""

from __future__ import annotations

from threading import Event
from urllib.parse import quote

from cadwidgets.clients._gateway_catalog import GatewayCatalog
from cadwidgets.clients._gateway_refusals import refusal
from cadwidgets.clients._json import parsed
from cadwidgets.clients._registration import Agree, ask_first
from cadwidgets.contract.persons import Person
from cadwidgets.errors import BadAnswer, RequestError
from cadwidgets.settings import Secret


class GatewayAccount(GatewayCatalog):
    """The gateway's accounts: every CAD request names the mail address of one."""

    def check_login(self, email: Secret | str, *, cancel: Event | None = None) -> bool:
        secret = email if isinstance(email, Secret) else Secret(email)
        if not secret:
            raise RequestError("no mail address was given", parameter="email", allowed="a mail address")
        path = f"v2/Account/CheckLogin/{quote(secret.reveal(), safe='')}"
        answer = self._calls.get(path, seconds=self._pace().deadline, cancel=cancel, secrets=(secret,))
        if answer.status not in (200, 404):
            raise refusal(answer, "the account")
        return answer.status == 200

    def register(self, person: Person, *, agree: Agree, cancel: Event | None = None) -> str:
        """Register a person; returns the new account's id. Nothing is sent unless ``agree`` says yes.

        Raises Cancelled without that yes.
        """
        ask_first(person, self.source, agree)
        secrets = tuple(Secret(text) for text in person.texts)
        answer = self._calls.post(
            "v2/Account/SignUp", json=_sign_up(person), secrets=secrets, seconds=self._pace().deadline, cancel=cancel
        )
        if answer.status not in (200, 201):
            raise refusal(answer, "a registration", "a mail address that is none")
        try:
            said = parsed(answer.body)
        except ValueError:
            said = answer.body.decode("utf-8", errors="replace")
        if not isinstance(said, str) or not said.strip() or "<" in said:
            raise BadAnswer("the gateway's answer names no account", url=answer.url, status=answer.status)
        return said.strip()


def _sign_up(person: Person) -> dict[str, str | bool]:
    """The person in the contract's names, without empty keys."""
    consents = {"tpOptIn": person.offers, "partnersOptIn": person.partner_offers}
    return {"userEmail": person.email, **person.fields, **consents}
