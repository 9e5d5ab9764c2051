"""The state of a model's explorer as one line that goes into a URL, a chat or a notebook.

It names its model and holds the values and the view, no script unless one is put in on purpose. Anybody may have
written such a line: it is checked before it is unpacked, and while it is.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NoReturn

from cadwidgets.contract.parameters import Value
from cadwidgets.contract.requests import MAX_SCRIPT_BYTES
from cadwidgets.contract.view_state import ViewState
from cadwidgets.errors import RequestError

VERSION = 1
MAX_CHARACTERS = 1 << 19
"""Such a line may be this long."""
MAX_BYTES = MAX_SCRIPT_BYTES + (1 << 20)
"""So long may be what it holds, unpacked: the longest script, and as much again."""
_MAX_DEPTH = 8
_CHECK_BYTES = 8
_FORM = re.compile(r"cw([0-9]{1,4})-([A-Za-z0-9_-]+)", re.ASCII)
# every quotation mark begins a match, also one without an end: otherwise each of a million would be followed to the end
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*+\\?(?:"|\Z)', re.DOTALL)
_DEEPER = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OTHERS = bytes(byte for byte in range(256) if byte not in _DEEPER)
_ALLOWED = "a whole line that `share` gave"
_MEMBERS = ("model", "preset", "params", "view", "script")


def model_name(script: str, model_id: str, files: Mapping[str, bytes]) -> str:
    """A name that tells models apart: the id of a stored one, else a digest of the script and its files.

    How lines end makes no difference.
    """
    if not script:
        return f"id {model_id}"
    parts = [_digest(script.replace("\r\n", "\n").encode("utf-8", "surrogatepass"))]
    parts += [f"{name} {_digest(files[name])}" for name in sorted(files)]
    return f"script {_digest(json.dumps(parts).encode())[:32]}"


@dataclass(frozen=True)
class SharedState:
    """The ``model`` by its `model_name`, its ``preset`` and values, how it is seen, and perhaps its ``script``."""

    model: str
    preset: str = ""
    params: Mapping[str, Value] = field(default_factory=dict)
    view: ViewState = field(default_factory=ViewState)
    script: str = ""

    def text(self) -> str:
        """The line, of letters, digits, ``-`` and ``_``. Raises RequestError for what is too long to be shared."""
        told = {
            "model": self.model,
            "preset": self.preset,
            "params": dict(self.params),
            "view": self.view.told(),
            "script": self.script,
        }
        kept = {name: value for name, value in told.items() if value}
        try:
            plain = json.dumps(kept, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
        except ValueError as error:  # half of a surrogate pair, an integer that Python does not write
            raise RequestError(f"this cannot be shared: {error}", parameter="params", allowed="plain values") from None
        packed = zlib.compress(plain, 9)
        text = f"cw{VERSION}-{_base64(_check(packed) + packed)}"
        if len(plain) > MAX_BYTES or len(text) > MAX_CHARACTERS:
            allowed = f"at most {MAX_BYTES} bytes, and {MAX_CHARACTERS} characters when packed"
            raise RequestError("this is too long to be shared", parameter="share", allowed=allowed)
        return text

    @classmethod
    def read(cls, text: str) -> SharedState:
        """What a line holds; white space in it does not count. Raises RequestError for anything else."""
        told = _unpacked(text)
        if not isinstance(told, dict) or not set(told) <= set(_MEMBERS):
            _damaged("it holds something else")
        model, preset, script = (told.get(name, "") for name in ("model", "preset", "script"))
        params = told.get("params", {})
        if not all(isinstance(one, str) for one in (model, preset, script)) or not isinstance(params, dict):
            _damaged("it holds something else")
        if script and model_name(script, "", {}) != model:
            _damaged("its script is not that of its model")
        values = {name: _value(value) for name, value in params.items()}
        return cls(model, preset, values, ViewState.read(told.get("view", {})), script)


def _unpacked(text: object) -> Any:
    if not isinstance(text, str):
        _damaged(f"it is a {type(text).__name__}")
    found = _FORM.fullmatch("".join(text.split())) if len(text) <= 2 * MAX_CHARACTERS else None
    if found is None or len(found[2]) > MAX_CHARACTERS:
        _damaged("it does not look like one")
    if int(found[1]) != VERSION:
        _wrong(f"it has the version {found[1]}, which another cadwidgets wrote", f"version {VERSION}")
    whole = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4)) if len(found[2]) % 4 != 1 else b""
    check, packed = whole[:_CHECK_BYTES], whole[_CHECK_BYTES:]
    if _base64(whole) != found[2] or _check(packed) != check:
        _damaged("a part of it is missing, or has been changed")
    return _parsed(_inflated(packed))


def _inflated(packed: bytes) -> bytes:
    inflating = zlib.decompressobj()
    try:
        plain = inflating.decompress(packed, MAX_BYTES + 1)
    except zlib.error:
        _damaged("it cannot be unpacked")
    if len(plain) > MAX_BYTES:
        _wrong("it is too long when unpacked", f"at most {MAX_BYTES} bytes")
    if not inflating.eof or inflating.unused_data:
        _damaged("it cannot be unpacked")
    return plain


def _parsed(plain: bytes) -> Any:
    brackets = _TEXTS.sub(b"", plain).translate(None, _OTHERS)
    if max(accumulate(_DEEPER[byte] for byte in brackets), default=0) > _MAX_DEPTH:
        _wrong("it is nested too deep", f"at most {_MAX_DEPTH} levels")
    try:
        return json.loads(plain)
    except (ValueError, RecursionError):
        _damaged("it holds no JSON")


def _value(value: object) -> Value:
    numbers = value if isinstance(value, list) else [value]
    fine = all(isinstance(one, int | float) and math.isfinite(one) for one in numbers)
    if isinstance(value, str):
        return value
    if not fine:
        _damaged("it holds something else")
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]  # a number, or a bool


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _check(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:_CHECK_BYTES]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _damaged(why: str) -> NoReturn:
    _wrong(why, _ALLOWED)


def _wrong(why: str, allowed: str) -> NoReturn:
    raise RequestError(f"this is no shared state: {why}", parameter="state", allowed=allowed)
