"""What a query means: which pieces of it are conditions, in whatever order and spelling. The rest are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cadwidgets.contract.search import Filter
from cadwidgets.service.search import trade_names
from cadwidgets.service.search.columns import NumberColumn
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.names import dimension_names, sizes
from cadwidgets.service.search.quantities import AMOUNT, condition, unit_of
from cadwidgets.service.search.texts import level, plain

_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_STANDARD = re.compile(
    rf"{_START}(?:(?:din|en|iso|ansi|asme|as|nf|jis)[\s/-]*){{1,3}}\d+(?:-\d{{1,2}}(?!\d))?(?=m\d|{_END})"
)
_CLASS = re.compile(rf"{_START}(?:\d{{1,2}}\.\d|[ac]\d(?:-\d\d)?){_END}")
_SIZE = r"\d{1,4}(?:[.,]\d{1,4})?"
_THREAD = re.compile(rf"{_START}m\s?({_SIZE})(?:(\s*[x*-]\s*)({_SIZE}))?(?:(\s*[x*]\s*)({_SIZE}))?{_END}")
_LENGTH = re.compile(rf"{_START}[x*]\s*({_SIZE}){_END}")
_TRADED = {
    name: {plain(phrase): values for phrase, values in table.items()}
    for name, table in (("standard", trade_names.STANDARDS), ("category", trade_names.CATEGORIES))
}
_PLURAL = r"(?:es|s|en|n|e)?"


class Meant(NamedTuple):
    """A piece of a query, and the condition that it is."""

    text: str
    filter: Filter


class Piece(NamedTuple):
    """A piece of a query: the conditions that it may be, the likeliest first; ``beside`` goes along where it can."""

    start: int
    end: int
    alternatives: Sequence[tuple[Meant, ...]]
    beside: Filter | None = None


class Reader:
    """Reads queries by what an index knows."""

    def __init__(self, index: SearchIndex) -> None:
        self._columns = index.columns
        self._sizes = sizes(index)
        self._names = dimension_names(index)
        symbols = (name for name, column in index.columns.items() if isinstance(column, NumberColumn))
        named = _any_of({*self._names, *map(level, symbols)})
        self._rules: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Iterator[tuple[Meant, ...]]]], ...] = (
            (re.compile(rf"{_START}(?P<name>{named})\s*(?P<sign>[<>]=?|[=:])?\s*{AMOUNT}"), self._named),
            (_STANDARD, self._standard),
            (
                re.compile(rf"{_START}({_any_of([*trade_names.STANDARDS, *trade_names.CATEGORIES])}){_PLURAL}{_END}"),
                self._traded,
            ),
            (_CLASS, self._class),
            (_THREAD, self._thread),
            (_LENGTH, self._length),
            (re.compile(rf"{_START}{AMOUNT}"), self._amount),
        )

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a query that may be conditions, the surest first; they do not overlap."""
        left, found = level(text), []
        for pattern, meanings in self._rules:
            for match in pattern.finditer(left):
                alternatives = list(meanings(text, match))
                if alternatives:
                    beside = Filter("category", (trade_names.FASTENERS,)) if pattern is _THREAD else None
                    found.append(Piece(*match.span(), alternatives, beside))
                    left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
        return found

    def _named(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``d=25``, ``bore 25``, ``length 20..30``: a symbol, which needs a sign, or what a dimension is called."""
        typed, sign = text[slice(*match.span("name"))], match["sign"]
        symbols = [typed, *(name for name in self._columns if level(name) == match["name"])] if sign else []
        for column in self._numbers([*symbols, *self._names.get(match["name"], ())]):
            yield from _meant(text, match, condition(column, match, sign or "="))

    def _amount(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``20 mm``: some size; a number without unit may be anything."""
        if unit_of(match):
            for column in self._numbers(self._sizes):
                yield from _meant(text, match, condition(column, match))

    def _standard(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``ISO 4762``, ``DIN EN ISO 4762``, ``iso4762``; of an old standard also what took its place."""
        body, number = re.findall(r"[a-z]+|\d.*", match[0])[-2:]
        name = f"{body.upper()} {number}"
        successors = trade_names.SUCCESSORS.get(name) or trade_names.SUCCESSORS.get(name.partition("-")[0], ())
        known = [value for value in self._columns["standard"].texts if level(value).startswith(f"{level(name)}-")]
        yield from self._text(text, match, "standard", [name, *known, *successors])

    def _traded(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``SHCS``, ``o-ring``: a name of the trade."""
        for name, meanings in _TRADED.items():
            yield from self._text(text, match, name, meanings.get(plain(match[1]), ()))

    def _class(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``8.8``, ``A2-70``, ``A2``, which means all that begin so."""
        values = self._columns["class"].texts
        yield from self._text(
            text, match, "class", [each for each in values if f"{level(each)}-".startswith(f"{match[0]}-")]
        )

    def _thread(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``M6``, ``M6x20``, ``M8x1x20``; the second number of two is a length, else a pitch."""
        second, third = text[match.start(2) : match.end(3)], text[match.start(4) : match.end(5)]
        first = self._is("d", text[match.start() : match.end(1)], match[1])
        if match[5]:
            yield from _together(first, self._is("P", second, match[3]), self._is("l", third, match[5]))
        elif match[3]:
            yield from _together(first, self._is("l", second, match[3]))
            yield from _together(first, self._is("P", second, match[3]))
        else:
            yield from _together(first)

    def _length(self, text: str, match: re.Match[str]) -> Iterator[tuple[Meant, ...]]:
        """``x20``: what is left of ``M6x20`` without its ``M6``."""
        yield from _together(self._is("l", text[slice(*match.span())], match[1]))

    def _is(self, name: str, text: str, number: str) -> Meant | None:
        return Meant(text, Filter(name, (number.replace(",", "."),))) if list(self._numbers([name])) else None

    def _text(self, text: str, match: re.Match[str], name: str, values: Iterable[str]) -> Iterator[tuple[Meant, ...]]:
        column = self._columns[name]
        there = [value for value in values if column.chosen(Filter(name, (value,))).any()]
        yield from _meant(text, match, Filter(name, tuple(there)) if there else None)

    def _numbers(self, names: Iterable[str]) -> Iterator[NumberColumn]:
        for name in dict.fromkeys(names):
            column = self._columns.get(name)
            if isinstance(column, NumberColumn):
                yield column


def _meant(text: str, match: re.Match[str], wanted: Filter | None) -> Iterator[tuple[Meant, ...]]:
    if wanted:
        yield (Meant(text[slice(*match.span())].strip(), wanted),)


def _together(*meant: Meant | None) -> Iterator[tuple[Meant, ...]]:
    """Conditions that only make sense together."""
    if None not in meant:
        yield tuple(each for each in meant if each)


def _any_of(phrases: Iterable[str]) -> str:
    """The pattern of any of the phrases, the longest first; their words may be joined or hyphenated."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"[\s-]*".join(map(re.escape, phrase.split())) for phrase in ordered)
