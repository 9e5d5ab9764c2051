"""What a request says, however it is encoded: query string, form, multipart form or JSON object.

The body beats the query string, and the last of a repeated name wins. Every limit holds while the body comes in,
whether its length was announced or not.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from fastapi import Request

from cadwidgets.contract.files import FIELD, MAX_ALL_BYTES
from cadwidgets.contract.parameters import RESERVED
from cadwidgets.contract.requests import MAX_SCRIPT_BYTES, http_text
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.door import Door, key_of
from cadwidgets.service.incoming import STRANGERS_BYTES, whole_body
from cadwidgets.service.multipart import Parts, read_multipart

MAX_FIELDS = 300
_MAX_PAIRS = 4 * MAX_FIELDS
"""A name may be repeated, and a pair be empty, but not without end: reading them takes time."""
MAX_NAME_BYTES = 200
MAX_VALUE_BYTES = 4 << 10
"""A value other than the script."""
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_JSON = "application/json"
_TEXT_BODY_BYTES = STRANGERS_BYTES
"""A script and some values, also when each of their bytes takes several characters as ``%0A`` or ``\\u000a``."""
MAX_BODY_BYTES = MAX_ALL_BYTES + (4 << 20)
SHORT_BODY_BYTES = 64 << 10
"""What is enough where neither a script nor a file is expected."""
_BODY_BYTES = {_FORM: _TEXT_BODY_BYTES, _JSON: _TEXT_BODY_BYTES, _MULTIPART: MAX_BODY_BYTES}
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Said:
    """The ``fields`` of a request as texts by name, and the content of the ``files`` that came with it by name."""

    fields: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The field's text; empty when it was not sent."""
        return self.fields.get(name, "")

    @property
    def without_key(self) -> Mapping[str, Any]:
        """All that was said but who says it."""
        return {"fields": {**self.fields, "key": ""}, "files": dict(self.files)}


async def read_said(
    request: Request, *, text_files: bool = False, limit: int = MAX_BODY_BYTES, accounts: Accounts | None = None
) -> Said:
    """All that ``request`` says. With ``text_files`` the field ``files`` is a text as any other, else it is for files.

    With ``accounts``, a key that comes ahead of the body is checked before the body is read. Raises Refused (400, 413,
    503), AuthError.
    """
    fields, files = parse_form(request.scope["query_string"], "the query string"), {}
    if request.method not in ("GET", "HEAD"):
        parts = await _read_body(request, limit, Door(accounts, key_of(request, fields)))
        fields, files = fields | dict(parts.fields), dict(parts.files)
    _check(fields)
    if FIELD in fields and not text_files:
        allowed = "files of a multipart form; p.files for a parameter of the model"
        raise Refused("request", "files holds text", parameter=FIELD, allowed=allowed)
    return Said(fields, files)


async def read_asked(
    request: Request, accounts: Accounts, *, text_files: bool = False, limit: int = MAX_BODY_BYTES
) -> tuple[Said, Caller]:
    """All that ``request`` says, and who asks. Raises as `read_said` and `caller_of`."""
    said = await read_said(request, text_files=text_files, limit=limit, accounts=accounts)
    return said, caller_of(request, said, accounts)


def caller_of(request: Request, said: Said, accounts: Accounts) -> Caller:
    """Who asks: the key is the field ``key`` or the header ``X-Api-Key``. Raises AuthError."""
    return accounts.caller(key_of(request, said.fields))


async def _read_body(request: Request, limit: int, door: Door) -> Parts:
    header = request.headers.get("content-type", "")
    kind = header.partition(";")[0].strip().lower()
    limit = min(limit, _BODY_BYTES.get(kind, _TEXT_BODY_BYTES))
    knock = partial(door.knock, header)
    body = await whole_body(request, limit, stranger=door.is_stranger, knock=knock, refusal=door.refusal)
    if not body:
        return Parts({}, {})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused("request", "the body is compressed", parameter="Content-Encoding", allowed="no compression")
    if kind == _MULTIPART:
        return await asyncio.to_thread(read_multipart, header, body)
    if kind == _JSON:
        return Parts(parse_json(body), {})
    if kind in (_FORM, ""):
        return Parts(parse_form(body, "the body"), {})
    allowed = ", ".join(_BODY_BYTES)
    raise Refused("request", f"a body of type {kind[:80]!r} is not read", parameter="Content-Type", allowed=allowed)


def parse_form(encoded: bytes, where: str) -> dict[str, str]:
    """The fields of an urlencoded form (URL Standard, 5.1), but strict: what is no UTF-8 is refused, not replaced."""
    try:
        text = encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("request", f"{where} is not UTF-8", allowed="UTF-8, percent-encoded") from None
    if (count := text.count("&")) > _MAX_PAIRS:
        raise Refused("toolarge", f"{where} holds {count:,} pairs", allowed=f"at most {MAX_FIELDS} fields")
    fields = {}
    for pair in filter(None, text.split("&")):
        name, _, value = pair.partition("=")
        fields[_unquoted(name, where)] = _unquoted(value, where)
    return fields


def _unquoted(text: str, where: str) -> str:
    if bad := _BAD_PERCENT.search(text):
        wrong = text[bad.start() : bad.start() + 3]
        raise Refused("request", f"{where} holds {wrong!r}", value=wrong, allowed="% with two hexadecimal digits")
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("request", f"{where} is not UTF-8", allowed="UTF-8, percent-encoded") from None


def parse_json(body: bytes) -> dict[str, str]:
    """The fields of a JSON object: texts, numbers, booleans, and lists of these, as the form would send them."""
    try:
        said = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        why = " ".join(str(error).split())[:200]
        raise Refused("request", f"the body is no JSON: {why}", allowed="one JSON object in UTF-8") from None
    if not isinstance(said, dict):
        raise Refused("request", "the body is JSON, but no object", allowed="one JSON object")
    return {name: _json_text(name, value) for name, value in said.items()}


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")


def _json_text(name: str, value: object) -> str:
    if name in RESERVED and not isinstance(value, str):
        raise Refused("request", f"the value of {name} is no text", parameter=name, allowed="a text")
    items = value if isinstance(value, list) else [value]
    if all(isinstance(item, (str, int, float)) for item in items):  # a bool is an int, too
        return http_text(value)
    allowed = "a text, a number, true, false, or a list of these"
    raise Refused("request", f"the value of {name[:80]!r} cannot be sent", parameter=name[:80], allowed=allowed)


def _check(fields: Mapping[str, str]) -> None:
    if len(fields) > MAX_FIELDS:
        raise Refused("toolarge", f"there are {len(fields)} fields", allowed=f"at most {MAX_FIELDS}")
    for name, value in fields.items():
        _check_field(name, value)


def _check_field(name: str, value: str) -> None:
    shown = name.encode("utf-8", "replace").decode()[:80]
    try:
        name_length, length = len(name.encode()), len(value.encode())
    except UnicodeEncodeError:
        raise Refused("request", f"{shown!r} holds half a character", parameter=shown, allowed="UTF-8") from None
    if name_length > MAX_NAME_BYTES:
        allowed = f"names of at most {MAX_NAME_BYTES} bytes"
        raise Refused("toolarge", f"the name {shown!r}... is too long", parameter=shown, allowed=allowed)
    limit, unit = (MAX_SCRIPT_BYTES, "1 MiB") if name == "s" else (MAX_VALUE_BYTES, "4 KiB")
    if length > limit:
        what = "the script" if name == "s" else f"the value of {shown!r}"
        raise Refused("toolarge", f"{what} is longer than {unit}", parameter=shown, allowed=f"at most {unit}")
