"""Accounts at the classic services: whether a mail address has one, and how somebody gets one."""

from __future__ import annotations

from threading import Event

from cadwidgets.clients._classic_catalog import ClassicCatalog
from cadwidgets.clients._classic_lists import read_registered
from cadwidgets.clients._registration import Agree, ask_first
from cadwidgets.contract.persons import Person
from cadwidgets.errors import RequestError
from cadwidgets.settings import Secret


class ClassicAccount(ClassicCatalog):
    """The services' accounts: every CAD request names the mail address of one."""

    def check_login(self, email: Secret | str, *, cancel: Event | None = None) -> bool:
        secret = email if isinstance(email, Secret) else Secret(email)
        if not secret:
            raise RequestError("no mail address was given", parameter="email", allowed="a mail address")
        query = {"Format": self._answers, "UserEmail": secret.reveal()}
        return read_registered(
            self._calls.get("CheckLogin", query, seconds=self._pace().deadline, cancel=cancel, secrets=(secret,))
        )

    def register(self, person: Person, *, agree: Agree, cancel: Event | None = None) -> bool:
        """Register a person; returns whether the address is registered now. Nothing is sent unless ``agree`` says yes.

        Raises Cancelled without that yes.
        """
        ask_first(person, self.source, agree)
        return read_registered(
            self._calls.get(
                "UserRegistration",
                {"Format": self._answers, **_fields(person)},
                seconds=self._pace().deadline,
                cancel=cancel,
                secrets=tuple(Secret(text) for text in person.texts),
                again=False,  # who knows whether the first one was taken
            )
        )


def _fields(person: Person) -> dict[str, str]:
    """The person in the contract's names, without empty ones."""
    told = {"zipcode" if name == "zipCode" else name: text for name, text in person.fields.items()}
    consents = {"TPOptIn": str(int(person.offers)), "PartnersOptIn": str(int(person.partner_offers))}
    return {"UserEmail": person.email} | told | consents
