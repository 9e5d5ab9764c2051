"""Reading the query of a classic TraceParts call: names in any case, flags as 0 and 1."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cadwidgets.errors import AuthError, Busy, NotFound, RequestError
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.catalog.formats import PartFormat, format_by_id
from cadwidgets.service.catalog.languages import DEFAULT, LANGUAGES, known
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.part_files import PartOrder

PATH_PAIR = ("PartID", "SelectionPath")
NUMBER_PAIR = ("ClassificationID", "PartNumber")
_FLAGS = {"": False, "0": False, "false": False, "1": True, "true": True}
_VERSIONS = {"": 1, "1": 1, "2": 2}


class ClassicError(Exception):
    """The answer is an error object with this HTTP status; ``retry_after`` in seconds, 0 = not told."""

    def __init__(self, status: int, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after

    @classmethod
    def busy(cls, error: Busy) -> ClassicError:
        """503, as the contract has it for every limit."""
        return cls(503, str(error), retry_after=error.retry_after)


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

    def number(self, name: str, default: int) -> int:
        """A whole number from 1, of at most nine digits."""
        text = self[name] or str(default)
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text)):
            raise ClassicError(400, f"{name} is no whole number from 1")
        return int(text)


@dataclass(frozen=True)
class ClassicCall:
    """A call of a known key: what it asks, and how it wants its answer. ``form`` is json, xml or csv."""

    query: Query
    caller: Caller
    form: str
    language: str
    version: int
    compact: bool


def read_call(service: ServiceContext, pairs: Iterable[tuple[str, str]], *forms: str) -> ClassicCall:
    """What all calls have in common, checked and counted; ``forms`` may be asked for, without any json and xml."""
    query = Query(pairs)
    caller = _counted_caller(service, query["ApiKey"])
    form = query.needed("Format").lower()
    if form not in (allowed := forms or ("json", "xml")):
        raise ClassicError(400, f"Format is none of {', '.join(allowed)}")
    if query["Version"] not in _VERSIONS:
        raise ClassicError(400, "Version is neither 1 nor 2")
    query.flag("https")  # an answer's URLs have the scheme by which the service was reached
    language, compact = _language(query), query.flag("ActiveJsonLight")
    return ClassicCall(query, caller, form, language, _VERSIONS[query["Version"]], compact)


def read_order(service: ServiceContext, call: ClassicCall) -> PartOrder:
    """The part and the format that a DownloadCADPath call asks for, of a user who is registered."""
    query = call.query
    if not is_registered(service, query.needed("UserEmail")):
        raise ClassicError(404, "UserEmail is not registered: see UserRegistration")
    family, configuration = read_part(service, query)
    wanted = read_format(query, family, configuration)
    return PartOrder(family, configuration, wanted, not query.flag("NoTXTFile"), call.language)


def is_registered(service: ServiceContext, email: str) -> bool:
    """Whether a user has that mail address; an error 400 for text that is none."""
    try:
        return service.users.registered(email)
    except RequestError as error:
        raise ClassicError(400, f"{error}: {error.allowed}") from None


def read_job_id(query: Query) -> str:
    """The JobID, or an empty text."""
    job_id = query["JobID"]
    if job_id and not (job_id.isascii() and job_id.isdecimal()):
        raise ClassicError(400, "JobID is no number")
    return job_id


def names_a_part(query: Query) -> bool:
    """Whether any parameter of either pair is there."""
    return any(query[name] for name in PATH_PAIR + NUMBER_PAIR)


def read_part(service: ServiceContext, query: Query) -> tuple[Family, Configuration]:
    """The part of the one pair that is there: 400 for none, half a pair or both, 404 for no such part."""
    by_path, by_number = (any(query[name] for name in pair) for pair in (PATH_PAIR, NUMBER_PAIR))
    if by_path and by_number:
        raise ClassicError(400, "name the part by PartID and SelectionPath or by ClassificationID and PartNumber")
    if not by_path and not by_number:
        raise ClassicError(400, "PartID and SelectionPath, or ClassificationID and PartNumber, are missing")
    first, second = (query.needed(name) for name in (PATH_PAIR if by_path else NUMBER_PAIR))
    with or_not_found():
        if by_number:
            return service.catalogs.find(first, second)
        family = service.catalogs.find_family(first)
        return family, family.configured(second)


@contextlib.contextmanager
def or_not_found() -> Iterator[None]:
    """What the catalog does not have is an error 404."""
    try:
        yield
    except NotFound as error:
        raise ClassicError(404, str(error)) from None


def read_format(query: Query, family: Family, configuration: Configuration) -> PartFormat:
    """The part's format of CADFormatID: 400 for no number, 404 for no such format and for a part without CAD."""
    text = query.needed("CADFormatID")
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise ClassicError(400, "CADFormatID is no number")
    if not family.has_cad(configuration):
        raise ClassicError(404, f"there is no CAD of {configuration.part_number}")
    with or_not_found():
        return format_by_id(int(text))


def _counted_caller(service: ServiceContext, key: str) -> Caller:
    try:
        caller = service.accounts.caller(key)
        service.classic_calls.count(caller.owner)
    except AuthError:
        raise ClassicError(403, "the ApiKey is wrong" if key else "the ApiKey is missing") from None
    except Busy as busy:
        raise ClassicError.busy(busy) from None
    return caller


def _language(query: Query) -> str:
    language = query["Language"] or DEFAULT
    if not known(language):
        raise ClassicError(400, f"Language is none of {', '.join(LANGUAGES)}")
    return language
