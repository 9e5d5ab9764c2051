"""The bodies of the classic services: the same content as JSON or XML, and the error object of all of them.

What the reference leaves open and this server chose:

- XML begins with a byte-order mark, lines end with CRLF, the root is ``Ws`` + the service's name in a namespace
- containers are the JSON key with a capital, each row is an ``Item``; acronyms are spelled ``JobId``, ``CadFormatId``
- v1 of DownloadCADPath is ``[the job's number, [[type, URL], ...]]``
- the light JSON leaves out the two flags
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from answers import Answer, as_json

NAMESPACE = "urn:contract-only:tpowebservices"


def said(status: int, body: object, form: str, name: str) -> Answer:
    """``body`` as an answer in the asked ``form``; ``name`` is the XML's root."""
    if form.lower() != "xml":
        return as_json(status, body)
    inner = _inner(body)
    root = name if name == "Error" else f'{name} xmlns="{NAMESPACE}"'
    text = f'\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<{root}>{inner}</{name}>\r\n'
    return Answer(status, text.encode(), "text/xml; charset=utf-8")


def error(status: int, message: str, form: str = "json") -> Answer:
    """Both members are text."""
    return said(status, {"codeError": str(status), "messageError": message}, form, "Error")


def cad_answer(number: int, downloadable: bool, failed: bool, files: list[tuple[str, str]]) -> dict[str, object]:
    """Version 2; while there are no files, the key for them is missing."""
    info = {"jobId": str(number), "downloadable": str(downloadable), "error": str(failed)}
    listed = {"filesPath": [{"type": kind, "path": url} for kind, url in files]} if files else {}
    return {"globalInfo": info, **listed}


def _inner(value: object) -> str:
    if isinstance(value, dict):
        return "".join(f"<{_tag(key)}>{_inner(item)}</{_tag(key)}>" for key, item in value.items())
    if isinstance(value, list):
        return "".join(f"\r\n  <Item>{_inner(item)}</Item>" for item in value)
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def _tag(key: str) -> str:
    return key[0].upper() + key[1:]
