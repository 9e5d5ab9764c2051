"""Taking the bodies of the classic services apart, JSON and XML alike: both become dictionaries, lists and texts.

Names are compared in lower case and without a namespace, because their spelling in XML is not documented. The unknown
is ignored, the missing is empty, a wrong type is a BadAnswer.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree

from cadwidgets.clients._http import Answer
from cadwidgets.errors import BadAnswer

Row = dict[str, Any]
"""An object with its names in lower case."""

_TRUE, _FALSE = {"true", "1"}, {"false", "0"}
_LISTS = ("list", "filespath", "bomfields", "emails", "websites")
"""How the names of elements end that hold a list, each entry an element of whatever name."""


def body_of(answer: Answer) -> Any:
    """The content of a body; None where there is none, or neither JSON nor XML."""
    body = answer.body.strip()
    try:
        if body.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
            root = defusedxml.ElementTree.fromstring(body)
            return None if _name(root) == "html" else _members(list(root)) or (root.text or "").strip() or {}
        return _lower(json.loads(body))
    except (ValueError, ParseError, RecursionError):  # ValueError is also what a forbidden entity is
        return None


def bad(answer: Answer, what: str, why: str = "cannot be read") -> BadAnswer:
    """A success that is not what the contract says. The body is not repeated: nothing was taken out of it."""
    return BadAnswer(f"the catalog's answer with {what} {why}", url=answer.url, status=answer.status)


def rows(body: object, answer: Answer, what: str, *names: str) -> list[Row]:
    """The objects of a list that is the whole body, or a member of one of these names, or its only list.

    An XML list of one entry is an object in an object: it counts as a list where nothing else does.
    """
    if isinstance(body, dict):
        named = next((body[name] for name in names if body.get(name) not in (None, "")), None)
        body = _only_list(body) if named is None else named
    if isinstance(body, dict):
        body = [body]
    if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
        raise bad(answer, what)
    return body


def _only_list(body: Row) -> object:
    lists = [value for value in body.values() if isinstance(value, list)]
    single = list(body.values())
    if len(single) == 1 and isinstance(single[0], dict):
        return single
    return lists[0] if len(lists) == 1 else []


def row_of(body: object, answer: Answer, what: str) -> Row:
    """The object that is the whole body, or the first of a list, or stands in a ``globalInfo``."""
    if isinstance(body, list) and body:
        body = body[0]
    if isinstance(body, dict) and isinstance(body.get("globalinfo"), dict):
        body = body["globalinfo"]
    if not isinstance(body, dict):
        raise bad(answer, what)
    return body


def text_at(row: Row, answer: Answer, *names: str) -> str:
    """The first text among the members of these names; numbers become text, nothing becomes an empty text."""
    for name in names:
        value = row.get(name)
        if value in (None, "", {}):
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise bad(answer, name)
        return str(value)
    return ""


def flag(value: object, answer: Answer) -> bool | None:
    """True, False, "True", "false", 1, "0" and their like; None when there is no flag."""
    if value in (None, "", {}):
        return None
    text = str(value).strip().lower()
    if text not in _TRUE | _FALSE:
        raise BadAnswer(f"the catalog's answer has a flag {text[:20]!r}", url=answer.url, status=answer.status)
    return text in _TRUE


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {name.lower(): _lower(member) for name, member in value.items()}
    return [_lower(item) for item in value] if isinstance(value, list) else value


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _content(element: Element) -> Any:
    """The text of a leaf, the entries of a list, the members of anything else."""
    children = list(element)
    if not children:
        return element.text or ""
    if _name(element).endswith(_LISTS) and (any(map(len, children)) or len({_name(child) for child in children}) == 1):
        return [_content(child) for child in children]
    return _members(children)


def _members(children: list[Element]) -> Row:
    """The contents by name; a repeated name makes a list."""
    members: Row = {}
    for child in children:
        name, content = _name(child), _content(child)
        if name in members:
            content = [*_listed(members[name]), *_listed(content)]
        members[name] = content
    return members


def _listed(content: Any) -> list[Any]:
    return content if isinstance(content, list) else [content]
