"""A query against an index: the rows that it leaves, and what of it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cadwidgets.contract.search import Filter
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service.search.columns import Column
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.narrowing import Narrowed
from cadwidgets.service.search.texts import level, words
from cadwidgets.service.search.trade_names import SPELLINGS
from cadwidgets.service.search.understand import Meant, Piece, Reader

_TIMES = re.compile(r"(?<=\d)\s*[x*]\s*(?=\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_SHOWN_NAMES = 40


@dataclass(frozen=True)
class Interpreted:
    """What a query leaves of an index, and the conditions that were understood."""

    narrowed: Narrowed
    meant: Sequence[Meant]


def interpret(
    index: SearchIndex, reader: Reader, text: str, filters: Iterable[Filter], classification: str
) -> Interpreted:
    """What is left by the filters, the words and what the words mean.

    A filter beats what was typed about its facet. Where conditions that were understood leave nothing, the last ones
    are taken for words after all. Raises RequestError for a filter that makes no sense, NotFound for an unknown
    catalog.
    """
    given = narrowed_by(index, filters, classification)
    pieces = reader.pieces(text)
    for kept in range(len(pieces), -1, -1):
        found = _interpret(index, text, given, pieces[:kept])
        if found.narrowed.left.size:
            break
    return found


def narrowed_by(index: SearchIndex, filters: Iterable[Filter], classification: str) -> Narrowed:
    """All rows, narrowed by a catalog and by filters."""
    rows = np.arange(index.size)
    if classification:
        chosen = index.columns["catalog"].chosen(Filter("catalog", (classification,)))
        if not chosen.any():
            raise NotFound(f"there is no catalog {classification[:60]!r}")
        rows = np.flatnonzero(chosen[index.columns["catalog"].codes])
    narrowed = Narrowed(rows)
    for wanted in filters:
        column = _column(index, wanted)
        narrowed = narrowed.by(column, column.chosen(wanted))
    return narrowed


def _column(index: SearchIndex, wanted: Filter) -> Column:
    if wanted.facet not in index.columns:
        raise RequestError(
            f"the filter {wanted.text[:80]!r} names no facet of this catalog",
            parameter="filter",
            value=wanted.text[:80],
            allowed=", ".join(list(index.columns)[:_SHOWN_NAMES]),
        )
    return index.columns[wanted.facet]


def _interpret(index: SearchIndex, text: str, given: Narrowed, pieces: Sequence[Piece]) -> Interpreted:
    narrowed = _having(index, given, _without(text, pieces))
    understood: list[Meant] = []
    for piece in pieces:
        fitting = next(_fitting(index, narrowed, given, piece), None)
        if fitting is None:
            narrowed = _having(index, narrowed, text[piece.start : piece.end])
        else:
            narrowed, meant = fitting
            understood += meant
    return Interpreted(narrowed, understood)


def _fitting(
    index: SearchIndex, narrowed: Narrowed, given: Narrowed, piece: Piece
) -> Iterator[tuple[Narrowed, list[Meant]]]:
    """The meanings of a piece that leave something, with what is left."""
    for every, beside in piece.meanings:
        meant = [each for each in every if each.filter.facet not in given.conditions]
        further = _by(index, narrowed, meant)
        if not further.left.size:
            continue
        if beside and beside.facet not in given.conditions:
            also = Meant(every[0].text, beside)
            closer = _by(index, further, [also])
            if 0 < closer.left.size < further.left.size:
                yield closer, [*meant, also]
        yield further, meant


def _by(index: SearchIndex, narrowed: Narrowed, meant: Iterable[Meant]) -> Narrowed:
    for _, wanted in meant:
        column = index.columns[wanted.facet]
        narrowed = narrowed.by(column, column.chosen(wanted))
    return narrowed


def _without(text: str, pieces: Sequence[Piece]) -> str:
    for piece in pieces:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text


def _having(index: SearchIndex, narrowed: Narrowed, text: str) -> Narrowed:
    """Narrowed to the rows that have all words of a text; the x of ``M6 x``, whose end is still to come, is none."""
    for word in dict.fromkeys(words(_COMMA.sub(".", _TIMES.sub("x", level(text))))):
        if word != "x":
            narrowed = narrowed.within(index.speaking_of(word, *_spellings(word)))
    return narrowed


def _spellings(word: str) -> Iterator[str]:
    """How this catalog writes what others call ``6205zz``."""
    for theirs, ours in SPELLINGS.items():
        if word.endswith(theirs):
            yield word.removesuffix(theirs) + ours
