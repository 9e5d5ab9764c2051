"""What a query means: which pieces of it are conditions, in whatever order and spelling. The rest are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cadwidgets.contract.search import Filter
from cadwidgets.service.search import trade_names
from cadwidgets.service.search.columns import NumberColumn
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.meanings import Meaning, Meant, Piece, meaning
from cadwidgets.service.search.names import any_of, dimension_names, sizes
from cadwidgets.service.search.quantities import AMOUNT, UNIT, condition, unit_of
from cadwidgets.service.search.text_column import TextColumn
from cadwidgets.service.search.texts import level

_START, _END = r"(?<![^\W_])(?<!\.)", r"(?![^\W_])"
_STANDARD = re.compile(
    rf"{_START}(?:(?:din|en|iso|ansi|asme|as|nf|jis)[\s/-]*){{1,3}}\d+(?:-\d{{1,2}}(?![.\d]))?(?=m\d|{_END})"
)
_CLASS = re.compile(rf"{_START}(?:\d{{1,2}}\.\d|[ac]\d(?:-\d\d)?){_END}")
_SIZE = r"\d{1,4}(?:[.,]\d{1,4})?"
_ONE_MORE = rf"(?:(\s*[x*-]\s*|\s+(?!{_SIZE}\s*{UNIT}))({_SIZE}))?"
_THREAD = re.compile(rf"{_START}m\s?({_SIZE}){_ONE_MORE}{_ONE_MORE}(?:\s?mm)?{_END}")
_BOX = re.compile(rf"{_START}({_SIZE})(\s*[x*]\s*)({_SIZE})(?:(\s*[x*]\s*)({_SIZE}))?(?:\s?mm)?{_END}")
_LENGTH = re.compile(rf"{_START}[x*]\s*({_SIZE}){_END}")
_OF_THREADS = {1: ("d",), 2: ("dl", "dP"), 3: ("dPl",)}
_OF_BOXES = {2: ("dl", "dD"), 3: ("dDB", "dDT")}
"""What so many numbers with an x between them may be."""
_SIGN = r"(?P<sign>[<>]=?|[=:])"
_MOST_PIECES = 12
"""Nobody means more; each of them costs time."""
_MOST_CATEGORIES = 6
"""A name that more categories know says nothing about which is meant."""


_Match = re.Match[str]
_Rule = Callable[[str, _Match], Iterator[Meaning]]


class Reader:
    """Reads queries by what an index knows."""

    def __init__(self, index: SearchIndex) -> None:
        self._columns = index.columns
        self._sizes = sizes(index)
        self._names = dimension_names(index)
        self._traded = [
            (re.compile(any_of([name])), facet, values)
            for facet, table in (("standard", trade_names.STANDARDS), ("category", trade_names.CATEGORIES))
            for name, values in table.items()
        ]
        self._by_symbol: dict[str, list[NumberColumn]] = {}
        for column in index.columns.values():
            if isinstance(column, NumberColumn):
                self._by_symbol.setdefault(column.symbol, []).append(column)
        named, symbols = any_of(self._names), any_of(map(level, self._by_symbol))
        traded = any_of([*trade_names.STANDARDS, *trade_names.CATEGORIES])
        self._rules: tuple[tuple[re.Pattern[str], _Rule], ...] = (
            (re.compile(rf"{_START}(?P<name>{symbols})\s*{_SIGN}\s*{AMOUNT}"), self._symbol),
            (re.compile(rf"{_START}(?P<name>{named})\s*{_SIGN}?\s*{AMOUNT}"), self._dimension),
            (re.compile(rf"{_START}{AMOUNT}\s*(?P<sign>)(?P<name>{named}){_END}"), self._dimension),
            (_STANDARD, self._standard),
            (re.compile(rf"{_START}(?:{traded}){_END}"), self._trade_name),
            (_CLASS, self._class),
            (_THREAD, self._thread),
            (_BOX, self._box),
            (_LENGTH, self._length),
            (re.compile(rf"{_START}{AMOUNT}"), self._amount),
        )

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a query that may be conditions, the surest first; they do not overlap."""
        left = level(text)
        found: list[Piece] = []
        for pattern, rule in self._rules:
            for match in pattern.finditer(left):
                meanings = list(rule(text, match))
                if meanings:
                    found.append(Piece(*match.span(), meanings))
                    left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
        return found[:_MOST_PIECES]

    def _symbol(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``d=25``, ``l>=20``: the symbol as it is written, else in the other case."""
        typed = text[slice(*match.span("name"))]
        for column in self._numbers([typed, *(each for each in self._by_symbol if level(each) == match["name"])]):
            yield from meaning(text, match, condition(column, match, match["sign"]))

    def _dimension(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``bore 25``, ``length 20..30``, ``20 teeth``: what a dimension is called."""
        named = self._names.get(" ".join(re.split(r"[\s-]+", match["name"])), {})
        for column in self._numbers(named):
            categories = tuple(named.get(column.name, ()))
            beside = Filter("category", categories) if 0 < len(categories) <= _MOST_CATEGORIES else None
            yield from meaning(text, match, condition(column, match, match["sign"] or "="), beside)

    def _amount(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``20 mm``: some size; without unit rather a word or, beside a thread's size, the class of a nut."""
        if not unit_of(match):
            threaded = _THREAD.search(level(text))
            yield from meaning(text, match, self._known("class", [match[0]])) if threaded else [Meaning()]
        for column in self._numbers(self._sizes):
            yield from meaning(text, match, condition(column, match))

    def _standard(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``ISO 4762``, ``DIN EN ISO 4762``, ``iso4762``; else its parts, and what took its place."""
        body, number = re.findall(r"[a-z]+|\d.*", match[0])[-2:]
        name = f"{body.upper()} {number}"
        parts = [value for value in self._columns["standard"].texts if value.startswith(f"{name}-")]
        successors = trade_names.SUCCESSORS.get(name) or trade_names.SUCCESSORS.get(name.partition("-")[0], ())
        itself = self._known("standard", [name])
        yield from meaning(text, match, itself or self._known("standard", [*parts, *successors]))

    def _trade_name(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``SHCS``, ``Seegerring``, ``o-ring``."""
        for pattern, facet, values in self._traded:
            if pattern.fullmatch(match[0]):
                yield from meaning(text, match, self._known(facet, values))

    def _class(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``8.8``, ``A2-70``, ``A2``, which means all that begin so."""
        values = [each for each in self._columns["class"].texts if f"{level(each)}-".startswith(f"{match[0]}-")]
        yield from meaning(text, match, self._known("class", values))

    def _thread(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``M6``, ``M6x20``, ``M8x1x20``; the second number of two is a length, else a pitch."""
        for meant in self._in_order(text, match, _OF_THREADS):
            yield Meaning(meant, Filter("category", (trade_names.FASTENERS,)))

    def _box(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``20x47x14``, if that is no word of a part number, as it is of a key's."""
        yield Meaning()
        yield from map(Meaning, self._in_order(text, match, _OF_BOXES))

    def _in_order(self, text: str, match: _Match, orders: Mapping[int, Iterable[str]]) -> Iterator[tuple[Meant, ...]]:
        """The sizes of a match, which are its groups 1, 3 and 5, as dimensions in one of the orders."""
        spans = (match.start(), match.end(1)), (match.start(2), match.end(3)), (match.start(4), match.end(5))
        typed = [
            (text[slice(*span)].strip(), size.replace(",", "."))
            for span, size in zip(spans, match.group(1, 3, 5), strict=True)
            if size
        ]
        for names in orders[len(typed)]:
            if self._columns.keys() >= set(names):
                yield tuple(
                    Meant(piece, Filter(name, (size,))) for name, (piece, size) in zip(names, typed, strict=True)
                )

    def _length(self, text: str, match: _Match) -> Iterator[Meaning]:
        """``x20``: what is left of ``M6x20`` without its ``M6``."""
        if "l" in self._columns:
            yield from meaning(text, match, Filter("l", (match[1].replace(",", "."),)))

    def _known(self, name: str, values: Iterable[str]) -> Filter | None:
        """The condition that a text has one of the values; None where no part has."""
        column = self._columns[name]
        spelt = [column.spelt(value) for value in values] if isinstance(column, TextColumn) else []
        known = tuple(dict.fromkeys(filter(None, spelt)))
        return Filter(name, known) if known else None

    def _numbers(self, names: Iterable[str]) -> Iterator[NumberColumn]:
        """The columns of the same symbols, in whatever unit."""
        for symbol in dict.fromkeys(name.partition(" ")[0] for name in names):
            yield from self._by_symbol.get(symbol, ())
