"""Asking a person before personal data is sent to a service: nothing leaves this machine without a yes."""

from __future__ import annotations

from collections.abc import Callable

from cadwidgets.contract.persons import Person
from cadwidgets.errors import Cancelled

Agree = Callable[[str], bool]
"""Asked, in words, whether personal data may be sent."""

_NAMES = {
    "email": "mail address",
    "company": "company",
    "country": "country",
    "name": "name",
    "first_name": "first name",
    "address": "address",
    "city": "city",
    "state": "state",
    "zip_code": "zip code",
    "phone": "phone",
    "fax": "fax",
}


def ask_first(person: Person, source: str, agree: Agree) -> None:
    """Return after a yes to registering the person at ``source``. Raises Cancelled without it."""
    if not agree(f"Register an account at {source}? {_told(person)} will be sent there."):
        raise Cancelled("the registration was not agreed to: nothing was sent")


def _told(person: Person) -> str:
    """What would be sent, by name and not by content."""
    consents = [
        word for word, given in (("offers", person.offers), ("partners' offers", person.partner_offers)) if given
    ]
    names = ", ".join(word for name, word in _NAMES.items() if getattr(person, name)).capitalize()
    return f"{names}, and a consent to {' and '.join(consents)}" if consents else names
