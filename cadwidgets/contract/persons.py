"""A person who registers at a catalog service: personal data, shown nowhere and sent only when the person agrees."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadwidgets.errors import RequestError

ADDRESS_LINES = 3
EMAIL_LENGTHS = (5, 100)
_LENGTHS = {
    "email": EMAIL_LENGTHS,
    "company": (2, 50),
    "country": (2, 2),
    "name": (2, 50),
    "first_name": (2, 50),
    "address": (2, 80),
    "city": (2, 50),
    "state": (2, 10),
    "zip_code": (3, 20),
    "phone": (5, 25),
    "fax": (5, 20),
}
"""How short and how long each text may be. Source: developers.traceparts.com/docs/userregistration."""
_REQUIRED = ("email", "company", "country")
_FIELDS = {
    "company": "company",
    "country": "country",
    "name": "name",
    "fname": "first_name",
    **{f"addr{line}": "address" for line in range(1, ADDRESS_LINES + 1)},
    "city": "city",
    "state": "state",
    "zipCode": "zip_code",
    "phone": "phone",
    "fax": "fax",
}
FIELD_LENGTHS = {field: _LENGTHS[name] for field, name in _FIELDS.items()}
"""The lengths of what is told of a person beside the mail address, by the gateway's names; the classic services have
the same names but ``zipcode``."""


@dataclass(frozen=True)
class Person:
    """``country`` is its code of two letters, ``address`` has at most three lines; empty texts are not sent.

    ``offers`` and ``partner_offers`` are consents to advertising by the service and by its partners. Raises
    RequestError, which names what is missing or of the wrong length, and does not show it.
    """

    email: str = field(repr=False)
    company: str = field(repr=False)
    country: str = field(repr=False)
    name: str = field(default="", repr=False)
    first_name: str = field(default="", repr=False)
    address: tuple[str, ...] = field(default=(), repr=False)
    city: str = field(default="", repr=False)
    state: str = field(default="", repr=False)
    zip_code: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    fax: str = field(default="", repr=False)
    offers: bool = False
    partner_offers: bool = False

    def __post_init__(self) -> None:
        for name, (shortest, longest) in _LENGTHS.items():
            for text in self.address if name == "address" else (getattr(self, name),):
                if (text or name in _REQUIRED) and not shortest <= len(text) <= longest:
                    raise RequestError(
                        f"{name} is missing, too short or too long",
                        parameter=name,
                        allowed=f"{shortest} to {longest} characters",
                    )
        if len(self.address) > ADDRESS_LINES:
            raise RequestError("the address has too many lines", parameter="address", allowed="at most three lines")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is personal, for masking."""
        single = (getattr(self, name) for name in _LENGTHS if name != "address")
        return tuple(text for text in (*single, *self.address) if text)

    @property
    def fields(self) -> dict[str, str]:
        """What is told beside the mail address, by the gateway's names (see `FIELD_LENGTHS`), without empty texts."""
        lines = {f"addr{number}": line for number, line in enumerate(self.address, start=1)}
        single = {field: getattr(self, name) for field, name in _FIELDS.items() if name != "address"}
        told = {field: lines.get(field, single.get(field, "")) for field in _FIELDS}
        return {field: text for field, text in told.items() if text}
