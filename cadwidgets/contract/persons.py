"""A person who registers at a catalog service: personal data, shown nowhere and sent only when the person agrees."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadwidgets.errors import RequestError

ADDRESS_LINES = 3
_LENGTHS = {
    "email": (5, 100),
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
    def address_lines(self) -> tuple[str, str, str]:
        """The address as exactly three lines, of which some may be empty."""
        first, second, third = (*self.address, "", "", "")[:ADDRESS_LINES]
        return first, second, third
