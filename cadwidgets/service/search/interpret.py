"""A query against an index: the rows that it leaves, and what of it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

import numpy as np

from cadwidgets.contract.search import Filter
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service.search.columns import Chosen, Column
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.meanings import Meant, Piece
from cadwidgets.service.search.narrowing import Narrowed
from cadwidgets.service.search.texts import level, plain, words
from cadwidgets.service.search.trade_names import SPELLINGS
from cadwidgets.service.search.understand import Reader

_TIMES = re.compile(r"(?<=\d)\s*[x*]\s*(?=\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_SHOWN_NAMES = 40

_Condition = tuple[Column, Chosen]


@dataclass(frozen=True)
class Interpreted:
    """What a query leaves of an index, and the conditions that were understood. ``about``: there may be more."""

    narrowed: Narrowed
    meant: Sequence[Meant]
    about: bool = False


def interpret(
    index: SearchIndex, reader: Reader, text: str, filters: Iterable[Filter], classification: str
) -> Interpreted:
    """What is left by the filters, the words and what the words mean.

    A filter beats what was typed about its facet. Where conditions that were understood leave nothing, the last ones
    are taken for words after all. Where it is the filters that leave nothing, the text means what it would without
    them: so their facets say what else could be chosen. Raises RequestError for a filter that makes no sense,
    NotFound for an unknown catalog.
    """
    given = [_condition(index, each) for each in filters]
    asked = _Asked(index, text, {column.name for column, _ in given}, _catalog(index, classification))
    pieces = reader.pieces(text)
    for first, last in [(given, []), ([], given)] if given else [(given, given)]:
        for kept in range(len(pieces), -1, -1):
            found = asked.taking(pieces[:kept], first)
            if found.narrowed.left.size:
                return Interpreted(_by(found.narrowed, last), found.meant, asked.about)
    return Interpreted(_by(found.narrowed, last), found.meant, asked.about)


class _Asked:
    """One query; it remembers which rows have its words."""

    def __init__(self, index: SearchIndex, text: str, filtered: Set[str], catalog: np.ndarray) -> None:
        self.about = False
        self._index = index
        self._columns = index.columns
        self._text = text
        self._filtered = filtered
        self._catalog = catalog
        self._speaking_of = cache(self._looked_up)

    def taking(self, pieces: Sequence[Piece], given: Iterable[_Condition]) -> Interpreted:
        """What is left when the pieces are taken for conditions where they can be, and all else for words."""
        words_left = "".join(
            " " if any(piece.start <= place < piece.end for piece in pieces) else letter
            for place, letter in enumerate(self._text)
        )
        narrowed = _by(Narrowed(np.flatnonzero(self._having(words_left) & self._catalog)), given)
        understood: list[Meant] = []
        for piece in pieces:
            fitting = next(self._fitting(narrowed, piece), None)
            if fitting is None:
                narrowed = narrowed.within(self._having(self._text_of(piece)))
            else:
                narrowed, meant = fitting
                understood += meant
        return Interpreted(narrowed, understood)

    def _fitting(self, narrowed: Narrowed, piece: Piece) -> Iterator[tuple[Narrowed, list[Meant]]]:
        """The meanings of a piece that leave something, with what is left."""
        for every, beside in piece.meanings:
            meant = [each for each in every if each.filter.facet not in self._filtered]
            further = (
                _by(narrowed, self._conditions(meant)) if every else narrowed.within(self._having(self._text_of(piece)))
            )
            if not further.left.size:
                continue
            if beside and beside.facet not in self._filtered:
                also = Meant(every[0].text, beside)
                closer = _by(further, self._conditions([also]))
                if 0 < closer.left.size < further.left.size:
                    yield closer, [*meant, also]
            yield further, meant

    def _text_of(self, piece: Piece) -> str:
        return self._text[piece.start : piece.end]

    def _conditions(self, meant: Iterable[Meant]) -> Iterator[_Condition]:
        for _, wanted in meant:
            yield self._columns[wanted.facet], self._columns[wanted.facet].chosen(wanted)

    def _looked_up(self, *spellings: str) -> np.ndarray:
        self.about |= self._index.is_too_broad(*spellings)
        return self._index.speaking_of(*spellings)

    def _having(self, text: str) -> np.ndarray:
        """The rows that have all words of a text, or, where none has, the text as one word without punctuation.

        The x of ``M6 x``, whose end is still to come, is no word.
        """
        found = np.ones(len(self._catalog), bool)
        for word in {*words(_COMMA.sub(".", _TIMES.sub("x", level(text))))} - {"x"}:
            found &= self._speaking_of(word, *_spellings(word))
        return found if found.any() else self._speaking_of(plain(text))


def _by(narrowed: Narrowed, conditions: Iterable[_Condition]) -> Narrowed:
    for column, chosen in conditions:
        narrowed = narrowed.by(column, chosen)
    return narrowed


def _catalog(index: SearchIndex, classification: str) -> np.ndarray:
    """For each row whether it belongs to a catalog; all belong to no particular one."""
    if not classification:
        return np.ones(index.size, bool)
    column = index.columns["catalog"]
    chosen = column.chosen(Filter("catalog", (classification,)))
    if not chosen.any():
        raise NotFound(f"there is no catalog {classification[:60]!r}")
    rows: np.ndarray = chosen[column.codes]
    return rows


def _condition(index: SearchIndex, wanted: Filter) -> _Condition:
    if wanted.facet not in index.columns:
        raise RequestError(
            f"the filter {wanted.text[:80]!r} names no facet of this catalog",
            parameter="filter",
            value=wanted.text[:80],
            allowed=", ".join(list(index.columns)[:_SHOWN_NAMES]),
        )
    return index.columns[wanted.facet], index.columns[wanted.facet].chosen(wanted)


def _spellings(word: str) -> Iterator[str]:
    """How this catalog writes what others call ``6205zz``."""
    for theirs, ours in SPELLINGS.items():
        if word.endswith(theirs):
            yield word.removesuffix(theirs) + ours
