"""Reading the answers of the classic TraceParts web services, also those in other shapes than documented.

Documented at developers.traceparts.com (DownloadCADPath, CADFormatsList, HTTP error codes); what is not
documented there is read tolerantly: the order of the tests below decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from cadwidgets.clients._http import Answer
from cadwidgets.contract.parts import CadFormat
from cadwidgets.errors import AuthError, BadAnswer, BuildRefused, Busy, NotFound, SourceError, TimedOut

_TRUE, _FALSE = {"true", "1"}, {"false", "0"}
_RETRY_SECONDS = 60.0


@dataclass(frozen=True)
class CadFiles:
    """Where a CAD request has got to: its job id, whether its files are ready, and (type, URL) of each."""

    job_id: str
    ready: bool
    files: tuple[tuple[str, str], ...] = ()

    @property
    def archive(self) -> str:
        """The URL of the zip with everything, or an empty text."""
        for kind, url in self.files:
            if kind.lower() in ("archive", "url"):
                return url
        return next((url for _, url in self.files if url.lower().endswith(".zip")), "")


def read_cad_files(answer: Answer) -> CadFiles:
    """What a DownloadCADPath answer says. Raises SourceError or one of its kinds."""
    body = _checked(answer)
    if isinstance(body, list):
        return CadFiles("", True, _version_1(body, answer))
    if not isinstance(body, dict):
        raise BadAnswer("the catalog's answer is neither an object nor a list", url=answer.url, status=answer.status)
    info = body.get("globalInfo") or {}
    if not isinstance(info, dict):
        raise BadAnswer("the catalog's answer has a globalInfo of no use", url=answer.url, status=answer.status)
    return _version_2(info, _paths(body.get("filesPath")), answer)


def read_formats(answer: Answer) -> tuple[CadFormat, ...]:
    """What a CADFormatsList answer lists."""
    body = _checked(answer)
    rows = body.get("cadFormatList") if isinstance(body, dict) else body
    try:
        return tuple(CadFormat(int(row["cadFormatId"]), str(row["cadFormatName"])) for row in rows or ())
    except (TypeError, KeyError, ValueError):
        raise BadAnswer("the catalog's list of formats cannot be read", url=answer.url) from None


def _checked(answer: Answer) -> Any:
    """The JSON of an answer that is no error object; one with a job counts whatever its status is."""
    try:
        body = json.loads(answer.body) if answer.body.strip() else None
    except (ValueError, RecursionError):
        body = None
    if isinstance(body, dict) and "codeError" in body:
        _raise_for(_code(body["codeError"], answer.status), str(body.get("messageError", "")), answer)
    if isinstance(body, dict) and "globalInfo" in body:
        return body
    if answer.status >= 400:
        _raise_for(answer.status, answer.text, answer)
    if answer.status != 200 or body is None:
        raise BadAnswer(
            f"the catalog answered {answer.status} with no usable JSON", url=answer.url, status=answer.status
        )
    return body


def _code(text: object, status: int) -> int:
    return int(str(text)) if str(text).isdecimal() and len(str(text)) == 3 else status


def _raise_for(code: int, said: str, answer: Answer) -> NoReturn:
    """The error that belongs to a classic HTTP code (documented: 400, 403, 404, 408, 500, 503)."""
    url, said = answer.url, " ".join(said.split())[:300] or "no reason given"
    if code in (401, 403):
        raise AuthError(f"the catalog refused the key: {said}", url=url, status=code)
    if code == 404:
        raise NotFound(f"the catalog does not have it: {said}", url=url, status=code)
    if code == 408:
        raise TimedOut(f"the catalog took too long: {said}", url=url, status=code)
    if code in (429, 503):
        seconds = answer.headers.get("retry-after", "")
        retry_after = float(seconds) if seconds.isdecimal() else _RETRY_SECONDS
        raise Busy(f"the catalog is at its limit: {said}", url=url, status=code, retry_after=retry_after)
    what = "found something missing or wrong" if code == 400 else f"failed ({code})"
    raise SourceError(f"the catalog {what}: {said}", url=url, status=code)


def _version_2(info: Mapping[str, Any], files: tuple[tuple[str, str], ...], answer: Answer) -> CadFiles:
    job_id = str(info.get("jobId") or "")
    if _flag(info.get("error"), answer):
        raise BuildRefused("the catalog could not make the CAD file", url=answer.url, status=answer.status)
    ready = _flag(info.get("downloadable"), answer)
    if ready is None:
        if not files and not job_id:
            raise BadAnswer("the catalog's answer has neither a job nor files", url=answer.url, status=answer.status)
        ready = bool(files)
    return CadFiles(job_id, ready, files if ready else ())


def _flag(value: object, answer: Answer) -> bool | None:
    """True, False, "True", "false", 1, "0" and their like; None when there is no flag."""
    if value is None:
        return None
    text = str(value).strip().lower()
    if text not in _TRUE | _FALSE:
        raise BadAnswer(f"the catalog's answer has a flag {text[:20]!r}", url=answer.url, status=answer.status)
    return text in _TRUE


def _paths(rows: object) -> tuple[tuple[str, str], ...]:
    """(type, URL) of all entries that have a URL."""
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    pairs = ((str(row.get("type") or ""), str(row.get("path") or "")) for row in found)
    return tuple((kind, path) for kind, path in pairs if path.strip())


def _version_1(body: list[Any], answer: Answer) -> tuple[tuple[str, str], ...]:
    """The older answer: its second element lists pairs, each with a URL second; the archive comes first."""
    try:
        urls = [str(pair[1]) for pair in body[1]]
    except (IndexError, TypeError, KeyError):
        raise BadAnswer("the catalog's list cannot be read", url=answer.url, status=answer.status) from None
    kinds = ("Archive", *("" for _ in urls[1:]))
    return tuple(zip(kinds, urls, strict=True)) if urls else ()
