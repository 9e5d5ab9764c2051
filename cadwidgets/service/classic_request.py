"""Reading the query of a classic TraceParts call: names in any case, flags as 0 and 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cadwidgets.errors import NotFound
from cadwidgets.service import catalog
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.catalog.formats import PartFormat, format_by_id
from cadwidgets.service.part_files import PartOrder

_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_LANGUAGE = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2,4})?")
_FLAGS = {"": False, "0": False, "false": False, "1": True, "true": True}


class ClassicError(Exception):
    """The answer is an error object with this HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Query:
    """The parameters of a call; a missing one is an empty text, of a repeated one the last counts."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values = {name.lower(): value for name, value in pairs}

    def __getitem__(self, name: str) -> str:
        return self._values.get(name.lower(), "")

    def needed(self, name: str) -> str:
        """The value of ``name``, or an error 400."""
        if not self[name]:
            raise ClassicError(400, f"the parameter {name} is missing")
        return self[name]

    def flag(self, name: str) -> bool:
        """The 0 or 1 of ``name``."""
        text = self[name].lower()
        if text not in _FLAGS:
            raise ClassicError(400, f"{name} is neither 0 nor 1")
        return _FLAGS[text]


@dataclass(frozen=True)
class Download:
    """A checked DownloadCADPath call."""

    order: PartOrder
    asynchronous: bool
    job_id: str


def read_caller(query: Query, accounts: Accounts) -> str:
    """The owner behind the ApiKey of a call that wants JSON."""
    key = query["ApiKey"]
    if not accounts.check(key):
        raise ClassicError(403, "the ApiKey is wrong" if key else "the ApiKey is missing")
    wanted = query.needed("Format").lower()
    if wanted == "xml":
        raise ClassicError(400, "Format=xml is not offered yet: ask for Format=json")
    if wanted != "json":
        raise ClassicError(400, "Format is neither json nor xml")
    _check_language(query["Language"])
    return accounts.owner(key)


def read_download(query: Query) -> Download:
    """The part, the format and the mode that a DownloadCADPath call asks for."""
    if not _MAIL.fullmatch(query.needed("UserEmail")):
        raise ClassicError(400, "UserEmail is no mail address")
    query.needed("Language")
    if query["Version"] != "2":
        raise ClassicError(400, "only Version=2 is offered")
    query.flag("https")  # the answer's URLs always have the scheme by which the service was reached
    order = _read_order(query, with_text=not query.flag("NoTXTFile"))
    job_id = query["JobID"]
    if job_id and not job_id.isdecimal():
        raise ClassicError(400, "JobID is no number")
    return Download(order, query.flag("Asynchronous"), job_id)


def check_pair(query: Query) -> None:
    """An error unless the optional pair of a list call is absent, or names a part that exists."""
    if query["ClassificationID"] or query["PartNumber"] or query["PartID"] or query["SelectionPath"]:
        _find(query)


def _read_order(query: Query, *, with_text: bool) -> PartOrder:
    part = _find(query)
    return PartOrder(part[0], part[1].part_number, _read_format(query), with_text)


def _find(query: Query) -> tuple[catalog.Family, catalog.Configuration]:
    if query["PartID"] or query["SelectionPath"]:
        raise ClassicError(400, "this catalog names a part by ClassificationID and PartNumber only")
    try:
        return catalog.find(query.needed("ClassificationID"), query.needed("PartNumber"))
    except NotFound as error:
        raise ClassicError(404, str(error)) from None


def _read_format(query: Query) -> PartFormat:
    text = query.needed("CADFormatID")
    if not text.isdecimal() or len(text) > 9:
        raise ClassicError(400, "CADFormatID is no number")
    try:
        return format_by_id(int(text))
    except NotFound as error:
        raise ClassicError(404, str(error)) from None


def _check_language(text: str) -> None:
    if text and not _LANGUAGE.fullmatch(text):
        raise ClassicError(400, "Language is no language code such as en")
