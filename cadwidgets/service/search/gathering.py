"""Columns as they are gathered, block after block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from cadwidgets.service.search.blocks import NUMBER, TREE, Property, Value
from cadwidgets.service.search.columns import Column, NumberColumn
from cadwidgets.service.search.text_column import TextColumn
from cadwidgets.service.search.tree_column import TreeColumn, levels


class Gathered:
    """The values of one property so far: a code for each value in the order in which they come, and runs of codes."""

    def __init__(self, known: Property) -> None:
        self._known = known
        self._codes: dict[Value, int] = {None: 0}
        self._meanings: dict[Value, tuple[str, ...]] = {}
        self._above: dict[str, str] = {}
        self._runs: list[tuple[int, np.ndarray]] = []

    def add(self, start: int, values: Sequence[Value]) -> None:
        """The values of the rows from ``start`` on."""
        codes = self._codes
        self._runs.append((start, np.array([codes.setdefault(value, len(codes)) for value in values], np.int32)))

    def add_same(self, start: int, size: int, value: str, meaning: tuple[str, ...], above: Mapping[str, str]) -> None:
        """The value that ``size`` rows from ``start`` on share; ``above`` are titles of values above it."""
        self._above.update(above)
        self._meanings.setdefault(value, meaning)
        self._runs.append((start, np.full(size, self._codes.setdefault(value, len(self._codes)), np.int32)))

    def column(self, name: str, size: int) -> Column:
        """The column of ``size`` rows."""
        values = [value for value in self._codes if value is not None]
        if self._known.kind == NUMBER:
            numbers = np.array(values, np.float64)
            order = np.argsort(numbers)
            places = np.concatenate([[0], np.argsort(order) + 1])
            return NumberColumn(name, self._dense(size, places), numbers[order], self._known.unit)
        texts = [str(value) for value in values]
        if self._known.symbol == TREE:
            return self._tree(name, size, texts)
        return TextColumn(name, self._dense(size, np.arange(len(texts) + 1)), texts, list(map(self._meaning, texts)))

    def _tree(self, name: str, size: int, texts: Sequence[str]) -> TreeColumn:
        every = levels(texts)
        places = {text: place for place, text in enumerate(every, start=1)}
        final = np.array([0, *(places[text] for text in texts)])
        return TreeColumn(name, self._dense(size, final), every, list(map(self._meaning, every)))

    def _meaning(self, text: str) -> tuple[str, ...]:
        return self._meanings.get(text) or (self._above.get(text, text),)

    def _dense(self, size: int, final: np.ndarray) -> np.ndarray:
        """The codes of all rows in as few bytes as will do; ``final`` says what becomes of each code."""
        dense = np.zeros(size, np.min_scalar_type(int(final.max())))
        for start, codes in self._runs:
            dense[start : start + len(codes)] = final[codes]
        return dense


class Names:
    """A name for each property: its symbol, with its unit behind it where another one is called so already."""

    def __init__(self, first: Iterable[Property]) -> None:
        self._names = {known: known.symbol for known in first}

    def __getitem__(self, known: Property) -> str:
        if known not in self._names:
            taken = set(self._names.values())
            spelt = (known.symbol, f"{known.symbol} {known.unit or known.kind}", " ".join(known))
            self._names[known] = next(name for name in spelt if name not in taken)
        return self._names[known]
