"""Reading the values of a lock file, which anybody may have written: what is wrong is told with its place."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from cadwidgets.contract.own_catalogs import check_file_name
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError

MAX_BYTES = 16 << 20
"""A lock file may be this long."""
MAX_ITEMS = 20_000
"""So many parts, or files of one part, may it have."""
MAX_TEXT = 500
"""Characters of a text; a selection path may have 16 times as many."""
_MAX_DIGITS = 20
_DIGEST = re.compile("[0-9a-f]{64}")


def json_object(data: bytes) -> Any:
    """The file's JSON, in which no member of an object comes twice."""
    if len(data) > MAX_BYTES:
        _wrong("lock", f"{len(data)} bytes", f"at most {MAX_BYTES >> 20} MiB")
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_no_number, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        _wrong("lock", f"no JSON at line {error.lineno}: {error.msg}", "a file that was written by lock()")
    except UnicodeDecodeError:
        _wrong("lock", "no UTF-8", "a file that was written by lock()")
    except RecursionError:
        _wrong("lock", "objects within objects without end", "a file that was written by lock()")


def members(value: Any, where: str, needed: Sequence[str], more: Sequence[str] = ()) -> Mapping[str, Any]:
    """An object that has all ``needed`` members, perhaps some of ``more``, and no others."""
    if not isinstance(value, dict):
        _wrong(where, _kind(value), "an object")
    if missing := [name for name in needed if name not in value]:
        _wrong(where, f"no member {missing[0]!r}", ", ".join(needed))
    if unknown := [name for name in value if name not in (*needed, *more)]:
        _wrong(where, f"a member {unknown[0][:60]!r}", ", ".join((*needed, *more)))
    return value


def items(value: Any, where: str, least: int = 1) -> list[Any]:
    """A list of at least that many items."""
    if not isinstance(value, list):
        _wrong(where, _kind(value), "a list")
    if not least <= len(value) <= MAX_ITEMS:
        _wrong(where, f"{len(value)} items", f"from {least} to {MAX_ITEMS}")
    return value


def text(value: Any, where: str, *, long: bool = False) -> str:
    """A text that is not empty. A number is none: a part number 00123 or 1E5 would have become another."""
    most = MAX_TEXT * (16 if long else 1)
    if not isinstance(value, str):
        _wrong(where, _kind(value), 'a text, in quotation marks: "00123"')
    if not 0 < len(value) <= most:
        _wrong(where, f"{len(value)} characters", f"from 1 to {most}")
    return value


def file_name(value: Any, where: str) -> str:
    """A plain file name: no folder, nothing that cannot be seen."""
    try:
        return check_file_name(text(value, where))
    except RequestError as error:
        _wrong(where, str(error), error.allowed)


def digest(value: Any, where: str) -> str:
    """A SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        _wrong(where, repr(value)[:80], "64 hexadecimal digits in lower case")
    return value


def size(value: Any, where: str) -> int:
    """A length in bytes."""
    if type(value) is not int or value < 0:  # a bool is an int too
        _wrong(where, repr(value)[:80], "a whole number of bytes")
    return value


def quantity(value: Any, where: str) -> float:
    """How many."""
    if type(value) not in (int, float) or not 0 <= value < math.inf:
        _wrong(where, repr(value)[:80], "a number that is not below 0")
    return float(value)


def named_part(names: Mapping[str, str], where: str) -> PartRef:
    """The part of that name."""
    try:
        return PartRef(**names)
    except RequestError as error:
        _wrong(where, str(error), error.allowed)


def check_version(found: Any, known: int) -> None:
    """Whether a file of version ``found`` can be read."""
    if found != known or type(found) is not int:
        _wrong("cadwidgets_lock", f"version {found!r:.40}", f"{known}; a newer cadwidgets may have written it")


def check_distinct(keys: Sequence[tuple[str, ...]], where: str) -> None:
    """Whether each comes once."""
    for before, key in itertools.pairwise(keys):
        if before == key:
            _wrong(where, f"{key[0]!r} twice in {key[1]!r}", "each part once in each format")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        _wrong("lock", f"a member twice: {max(names, key=names.count)[:60]!r}", "each member once")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        _wrong("lock", f"a number of {len(digits)} digits", f"at most {_MAX_DIGITS}")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    _wrong("lock", name, "numbers as JSON has them")


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"


def _wrong(where: str, found: str, allowed: str) -> NoReturn:
    raise RequestError(f"the lock file has {found} at {where}", parameter=where, value=found, allowed=allowed)
