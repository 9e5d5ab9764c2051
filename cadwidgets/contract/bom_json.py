"""Lines of a bill of materials as plain JSON values, without loss: what a line does not say is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cadwidgets.contract.bom import NUMBERS, TEXTS, BomLine
from cadwidgets.contract.parts import PartRef

MAX_LINES = 20_000
"""Lines of one BOM, those within others included."""
MAX_DEPTH = 30
MAX_TEXT = 10_000
MAX_ATTRIBUTES = 500
_DEFAULT = BomLine()
_PART = ("classification_id", "part_number", "part_id", "selection_path")


def to_json(lines: Iterable[BomLine]) -> list[dict[str, Any]]:
    """The lines as dicts of texts, numbers, lists and dicts. `lines_from_json` makes the same lines of them."""
    return [_line_json(line) for line in lines]


def lines_from_json(data: Any) -> tuple[BomLine, ...]:
    """The lines that `to_json` wrote, perhaps in another process.

    Raises ValueError (RequestError among them), KeyError or TypeError for anything else, and ValueError for more than
    `MAX_LINES` lines, `MAX_DEPTH` levels, `MAX_TEXT` characters or `MAX_ATTRIBUTES` attributes.
    """
    _check_sizes(data)
    return _lines(data)


def _line_json(line: BomLine) -> dict[str, Any]:
    said = {name: getattr(line, name) for name in (*TEXTS, *NUMBERS)}
    told: dict[str, Any] = {name: value for name, value in said.items() if value != getattr(_DEFAULT, name)}
    if line.attributes:
        told["attributes"] = [list(attribute) for attribute in line.attributes]
    if line.part:
        told["part"] = {name: getattr(line.part, name) for name in _PART if getattr(line.part, name)}
    if line.children:
        told["children"] = to_json(line.children)
    return told


def _lines(data: Any) -> tuple[BomLine, ...]:
    if not isinstance(data, list):
        raise TypeError(f"lines of a BOM are a list, not {type(data).__name__}")
    return tuple(_line(one) for one in data)


def _line(data: Any) -> BomLine:
    if not isinstance(data, dict):
        raise TypeError(f"a line of a BOM is an object, not {type(data).__name__}")
    told = dict(data)
    for name, read in (("attributes", _attributes), ("part", _part), ("children", _lines)):
        if name in told:
            told[name] = read(told[name])
    unknown = told.keys() - {*TEXTS, *NUMBERS, "attributes", "part", "children"}
    if unknown:
        raise KeyError(f"a line of a BOM has no {min(map(str, unknown))[:80]!r}")
    return BomLine(**told)


def _attributes(data: Any) -> tuple[Any, ...]:
    return tuple(tuple(attribute) for attribute in data)


def _part(data: Any) -> PartRef:
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        raise TypeError("the part of a BOM line is an object of texts")
    return PartRef(**data)


def _check_sizes(data: Any) -> None:
    """Level by level, so that no nesting exhausts the stack."""
    level, count, depth = data, 0, 0
    while isinstance(level, list) and level:
        count, depth = count + len(level), depth + 1
        if count > MAX_LINES or depth > MAX_DEPTH:
            raise ValueError(f"a BOM has at most {MAX_LINES:,} lines in {MAX_DEPTH} levels")
        lines = [line for line in level if isinstance(line, dict)]
        for line in lines:
            _check_line_sizes(line)
        level = [child for line in lines for child in line.get("children") or ()]


def _check_line_sizes(line: dict[str, Any]) -> None:
    attributes = line.get("attributes") or ()
    if len(attributes) > MAX_ATTRIBUTES:
        raise ValueError(f"a BOM line has at most {MAX_ATTRIBUTES} attributes")
    part = line.get("part")
    texts = [*line.values(), *(text for attribute in attributes for text in attribute)]
    texts += part.values() if isinstance(part, dict) else ()
    if any(isinstance(text, str) and len(text) > MAX_TEXT for text in texts):
        raise ValueError(f"a text of a BOM line has at most {MAX_TEXT:,} characters")
