"""Taking the bodies of the classic services apart, JSON and XML alike: both become dictionaries, lists and texts.

Names are compared in lower case and without a namespace, because their spelling in XML is not documented. The unknown
is ignored, the missing is empty, a wrong type is a BadAnswer.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element  # only the type

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import MAX_BYTES, parsed
from cadwidgets.clients._rows import Row, bad
from cadwidgets.clients._xml import root_of

_LISTS = ("list", "filespath", "bomfields", "emails", "websites")
"""How the names of elements end that hold a list, each entry an element of whatever name."""


def body_of(answer: Answer, most: int = MAX_BYTES) -> Any:
    """The content of a body of ``most`` bytes; None where there is none, or neither JSON nor XML."""
    body = answer.body.strip()
    try:
        if body.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
            root = root_of(body[:most])
            return None if _name(root) == "html" else _members(list(root)) or (root.text or "").strip() or {}
        return _lower(parsed(body, most))
    except ValueError:
        return None


def row_of(body: object, answer: Answer, what: str) -> Row:
    """The object that is the whole body, or the first of a list, or stands in a ``globalInfo``."""
    if isinstance(body, list) and body:
        body = body[0]
    if isinstance(body, dict) and isinstance(body.get("globalinfo"), dict):
        body = body["globalinfo"]
    if not isinstance(body, dict):
        raise bad(answer, what)
    return body


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


def _members(children: list[Element]) -> dict[str, Any]:
    """The contents by name; a repeated name makes a list."""
    members: dict[str, Any] = {}
    for child in children:
        name, content = _name(child), _content(child)
        if name in members:
            content = [*_listed(members[name]), *_listed(content)]
        members[name] = content
    return members


def _listed(content: Any) -> list[Any]:
    return content if isinstance(content, list) else [content]
