"""A second classification of the standard parts: not by what they do, but by the standard that they follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cadwidgets.service.catalog.model import BY_STANDARD_ID, Category, Contents, Family

NO_STANDARD = "Without a standard"
_ROOT = "ST"
_STANDARD = re.compile(r"(?P<body>[A-Z]+(?:[ /][A-Z]+)*)[ -]?(?P<number>[0-9][0-9A-Za-z-]*)")


def by_standard(families: Iterable[Family]) -> Contents:
    """The same families, each below the body (ISO, DIN, EN) and the number of the first standard that it names."""
    placed = [(_levels(family.standard), family) for family in families]
    titles = dict(sorted(pair for levels, _ in placed for pair in _coded(levels)))
    return Contents(
        tuple(Category(code, title, BY_STANDARD_ID) for code, title in titles.items()),
        tuple(_seen(family, levels) for levels, family in placed),
    )


def _levels(standard: str) -> tuple[str, ...]:
    """The titles from the body downwards: ``("ISO", "ISO 4762")``."""
    found = _STANDARD.match(standard)
    return (found["body"], found[0]) if found else (NO_STANDARD,)


def _coded(levels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each level's code, which begins with that of the one above it, and its title."""
    code = _ROOT
    for title in levels:
        code += "." + re.sub("[^0-9A-Za-z-]+", "-", title)
        yield code, title


def _seen(family: Family, levels: tuple[str, ...]) -> Family:
    *_, (code, _) = _coded(levels)
    return replace(family, category=code, classification_id=BY_STANDARD_ID)
