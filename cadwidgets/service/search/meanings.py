"""Pieces of a query and what they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cadwidgets.contract.search import Filter


class Meant(NamedTuple):
    """A piece of a query, and the condition that it is."""

    text: str
    filter: Filter


class Meaning(NamedTuple):
    """Conditions that only make sense together; that ``beside`` them goes along where it leaves something.

    Without any condition the piece is words.
    """

    meant: tuple[Meant, ...] = ()
    beside: Filter | None = None


class Piece(NamedTuple):
    """A piece of a query, and what it may mean, the likeliest first."""

    start: int
    end: int
    meanings: Sequence[Meaning]


def meaning(text: str, match: re.Match[str], wanted: Filter | None, beside: Filter | None = None) -> Iterator[Meaning]:
    """That the whole match is the condition ``wanted``; no meaning where there is none."""
    if wanted:
        yield Meaning((Meant(text[slice(*match.span())].strip(), wanted),), beside)
