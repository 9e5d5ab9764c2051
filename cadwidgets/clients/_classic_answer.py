"""Reading the answers of the classic TraceParts web services, also those in other shapes than documented.

Documented at developers.traceparts.com (DownloadCADPath, HTTP error codes); what is not documented there is read
tolerantly: the order of the tests below decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

from cadwidgets.clients._classic_body import body_of
from cadwidgets.clients._http import Answer
from cadwidgets.clients._refusals import plain_line
from cadwidgets.clients._retry import asked_pause
from cadwidgets.clients._rows import Row, bad, flag
from cadwidgets.errors import AuthError, BadAnswer, BuildRefused, Busy, NotFound, SourceError, TimedOut

_RETRY_SECONDS = 60.0
_WHAT = "the CAD files"
_ARCHIVE = ("archive", "url")


@dataclass(frozen=True)
class CadFiles:
    """Where a CAD request has got to: its job id, whether its files are ready, and (type, URL) of each."""

    job_id: str
    ready: bool
    files: tuple[tuple[str, str], ...] = ()

    @property
    def archive(self) -> str:
        """The URL of the zip with everything, or an empty text: told by its type, else by its ending."""
        for kind, url in self.files:
            if kind.lower() in _ARCHIVE:
                return url
        return next((url for _, url in self.files if _path(url).endswith(".zip")), "")


def read_cad_files(answer: Answer) -> CadFiles:
    """What a DownloadCADPath answer says. Raises SourceError or one of its kinds."""
    body = checked(answer)
    if isinstance(body, dict) and not body.keys() & {"globalinfo", "filespath"} and len(body) == 1:
        body = _nested(body)  # version 1 in XML: its elements have names of their own
    if isinstance(body, list):
        return _version_1(body, answer)
    if not isinstance(body, dict):
        raise bad(answer, _WHAT, "is neither an object nor a list")
    info = body.get("globalinfo") or {}
    if not isinstance(info, dict):
        raise bad(answer, _WHAT, "has a globalInfo of no use")
    return _version_2(info, _paths(body.get("filespath")), answer)


def checked(answer: Answer) -> Any:
    """The body of an answer that is no error object; one with a job counts whatever its status is."""
    body = body_of(answer)
    if isinstance(body, dict) and "codeerror" in body:
        _raise_for(error_code(body, answer.status), str(body.get("messageerror", "")), answer)
    if isinstance(body, dict) and "globalinfo" in body:
        return body
    if answer.status >= 400:
        _raise_for(answer.status, plain_line(answer.text), answer)
    if answer.status != 200 or body is None:
        raise BadAnswer(
            f"the catalog answered {answer.status} with neither JSON nor XML of use",
            url=answer.url,
            status=answer.status,
        )
    return body


def error_code(body: Row, status: int) -> int:
    """The code of an error object, which may come under another status."""
    text = str(body["codeerror"]).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 3 else status


def _raise_for(code: int, said: str, answer: Answer) -> NoReturn:
    """The error that belongs to a classic HTTP code (documented: 400, 403, 404, 408, 500, 503)."""
    url, said = answer.url, plain_line(said) or "no reason given"
    if code in (401, 403):
        raise AuthError(f"the catalog refused the key: {said}", url=url, status=code)
    if code == 404:
        raise NotFound(f"the catalog does not have it: {said}", url=url, status=code)
    if code == 408:
        raise TimedOut(f"the catalog took too long: {said}", url=url, status=code)
    if code in (429, 503):
        pause = asked_pause(answer.headers)
        raise Busy(
            f"the catalog is at its limit: {said}",
            url=url,
            status=code,
            retry_after=_RETRY_SECONDS if pause is None else pause,
        )
    what = "found something missing or wrong" if code == 400 else f"failed ({code})"
    raise SourceError(f"the catalog {what}: {said}", url=url, status=code)


def _version_2(info: Row, files: tuple[tuple[str, str], ...], answer: Answer) -> CadFiles:
    job_id = str(info.get("jobid") or "")
    if flag(info.get("error"), answer, _WHAT):
        raise BuildRefused("the catalog could not make the CAD file", url=answer.url, status=answer.status)
    ready = flag(info.get("downloadable"), answer, _WHAT)
    if ready is None:
        if not files and not job_id:
            raise bad(answer, _WHAT, "has neither a job nor files")
        ready = bool(files)
    return CadFiles(job_id, ready, files if ready else ())


def _paths(listed: object) -> tuple[tuple[str, str], ...]:
    """(type, URL) of all entries that have a URL, which stays as it is."""
    if isinstance(listed, dict):
        listed = [listed]
    found = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    pairs = ((str(row.get("type") or ""), str(row.get("path") or "")) for row in found)
    return tuple((kind, path) for kind, path in pairs if path.strip())


def _version_1(body: list[Any], answer: Answer) -> CadFiles:
    """The older answer: a list whose second element lists pairs, each with a URL second.

    The first element tells of the job, as its number or in pairs of a name and a text. Without a URL the job is not
    ready.
    """
    if len(body) < 2 or not isinstance(body[1], (list, str, type(None))):
        raise bad(answer, _WHAT)
    told = dict(_pairs(body[0]))
    told = {name.lower(): text for name, text in told.items()}
    if flag(told.get("error"), answer, _WHAT):
        raise BuildRefused("the catalog could not make the CAD file", url=answer.url, status=answer.status)
    files = tuple((kind, url) for kind, url in _pairs(body[1]) if "://" in url)
    return CadFiles(told.get("jobid") or _number(body[0]), bool(files), files)


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    """All pairs of two texts in nested lists; of a longer list of texts the first two."""
    if not isinstance(value, list):
        return
    if len(value) > 1 and isinstance(value[1], str):
        yield ("" if isinstance(value[0], (list, dict)) else str(value[0] or "")), value[1]
        return
    for item in value:
        yield from _pairs(item)


def _number(value: object) -> str:
    """The first number in nested lists, as text."""
    items = value if isinstance(value, list) else [value]
    found = (_number(item) if isinstance(item, list) else str(item) for item in items)
    return next((text for text in found if text.isascii() and text.isdecimal()), "")


def _nested(value: Any) -> Any:
    """Lists instead of elements: what stands in an element of whatever name is an entry."""
    if isinstance(value, list):
        return [_nested(item) for item in value]
    if not isinstance(value, dict):
        return value
    entries = [_nested(item) for item in value.values()]
    return entries[0] if len(entries) == 1 and isinstance(entries[0], list) and len(value) == 1 else entries


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.lower()
    except ValueError:  # no address at all, so not that of a zip
        return ""
