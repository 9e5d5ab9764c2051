"""The fields of a UserRegistration call: all are checked, and nothing but the mail address is kept."""

from __future__ import annotations

import re

from cadwidgets.contract.persons import FIELD_LENGTHS
from cadwidgets.service.classic_request import ClassicError, Query

REQUIRED = ("company", "country")
FIELDS = tuple("zipcode" if name == "zipCode" else name for name in FIELD_LENGTHS)
OPT_INS = ("TPOptIn", "PartnersOptIn")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


def check_registration(query: Query) -> None:
    """An error 400 for a field that is missing, too short, too long or of the wrong kind. No message repeats it."""
    for name in REQUIRED:
        query.needed(name)
    for name, (shortest, longest) in zip(FIELDS, FIELD_LENGTHS.values(), strict=True):
        if query[name] and not shortest <= len(query[name]) <= longest:
            raise ClassicError(400, f"{name} has not {shortest} to {longest} characters")
    if not _COUNTRY.fullmatch(query["country"]):
        raise ClassicError(400, "country is no code of two letters such as DE")
    for name in OPT_INS:
        query.flag(name)
