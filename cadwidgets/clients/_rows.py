"""Taking a catalog's answer apart: the unknown is ignored, the missing is empty, a wrong type is a BadAnswer.

Both generations of TraceParts are read so: much of their answers is not documented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.errors import BadAnswer

Row = Mapping[str, Any]

_TRUE, _FALSE = {"true", "1"}, {"false", "0"}
_NOTHING: tuple[object, ...] = (None, "", {})
"""What is not there: an empty element of XML is read as an empty text or object."""


def bad(answer: Answer, what: str, why: str = "cannot be read") -> BadAnswer:
    """A success that is not what the contract says. The body is not repeated: nothing was taken out of it."""
    return BadAnswer(f"the catalog's answer with {what} {why}", url=answer.url, status=answer.status)


def json_body(answer: Answer, what: str) -> Any:
    """The JSON of a success. Raises BadAnswer."""
    try:
        return parsed(answer.body)
    except ValueError:
        raise bad(answer, what, "is not JSON") from None


def mapping(value: object, answer: Answer, what: str) -> Row:
    """An object; one that is missing is empty."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad(answer, what)
    return value


def text_at(row: Row, answer: Answer, *names: str) -> str:
    """The first text among the members of these names; numbers become text, nothing becomes an empty text."""
    for name in names:
        value = row.get(name)
        if value in _NOTHING:
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise bad(answer, name)
        return str(value)
    return ""


def whole_number(text: str) -> int | None:
    """The number that a text is; None for any other text, and for one of more digits than any id has."""
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else None


def flag(value: object, answer: Answer, what: str) -> bool | None:
    """True, False, "True", "false", 1, "0" and their like; None when there is no flag."""
    if value in _NOTHING:
        return None
    text = str(value).strip().lower()
    if text not in _TRUE | _FALSE:
        raise bad(answer, what, f"has a flag {text[:20]!r}")
    return text in _TRUE


def rows(body: object, answer: Answer, what: str, *names: str) -> list[Row]:
    """The objects of a list that is the whole body, or a member of one of these names, or its only list.

    An XML list of one entry is an object in an object: it counts as a list where nothing else does.
    """
    if isinstance(body, dict):
        named = next((body[name] for name in names if body.get(name) not in (None, "")), None)
        body = _only_list(body) if named is None else named
    if isinstance(body, dict):
        body = [body]
    if body is None:
        return []
    if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
        raise bad(answer, what)
    return body


def _only_list(body: Mapping[str, Any]) -> object:
    lists = [value for value in body.values() if isinstance(value, list)]
    single = list(body.values())
    if len(single) == 1 and isinstance(single[0], dict):
        return single
    return lists[0] if len(lists) == 1 else []
