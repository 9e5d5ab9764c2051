"""The fields of a UserRegistration call: all are checked, and nothing but the mail address is kept."""

from __future__ import annotations

import re

from cadwidgets.service.classic_request import ClassicError, Query

REQUIRED = {"company": range(2, 51), "country": range(2, 3)}
OPTIONAL = {
    "name": range(2, 51),
    "fname": range(2, 51),
    "addr1": range(2, 81),
    "addr2": range(2, 81),
    "addr3": range(2, 81),
    "city": range(2, 51),
    "state": range(2, 11),
    "zipcode": range(3, 21),
    "phone": range(5, 26),
    "fax": range(5, 21),
}
"""How many characters each field may have."""
OPT_INS = ("TPOptIn", "PartnersOptIn")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


def check_registration(query: Query) -> None:
    """An error 400 for a field that is missing, too short, too long or of the wrong kind. No message repeats it."""
    for name in REQUIRED:
        query.needed(name)
    for name, lengths in (REQUIRED | OPTIONAL).items():
        if query[name] and len(query[name]) not in lengths:
            raise ClassicError(400, f"{name} has not {lengths.start} to {lengths.stop - 1} characters")
    if not _COUNTRY.fullmatch(query["country"]):
        raise ClassicError(400, "country is no code of two letters such as DE")
    for name in OPT_INS:
        query.flag(name)
