"""Columns of an index: a small integer for each row, and what it stands for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from cadwidgets.contract._filter_text import quantity
from cadwidgets.contract.search import Filter
from cadwidgets.errors import RequestError
from cadwidgets.service.search.blocks import NUMBER
from cadwidgets.units import MILLIMETRES, length_unit

_CLOSE = 1e-6
"""Numbers that differ by less are the same."""

Chosen = np.ndarray
"""A truth for each code; that of the code 0, no value, is False."""


class Column(ABC):
    """A property of all rows. Its codes count from 1 in the order of its values; 0 is a row that has none."""

    kind: ClassVar[str]

    def __init__(self, name: str, codes: np.ndarray, texts: Sequence[str], unit: str = "") -> None:
        self.name = name
        self.codes = codes
        self.texts = texts
        self.unit = unit

    @property
    def symbol(self) -> str:
        """The symbol that the name begins with, see `Names`."""
        return self.name.partition(" ")[0]

    @abstractmethod
    def chosen(self, wanted: Filter) -> Chosen:
        """The codes that a filter lets pass. Raises RequestError for a filter that makes no sense here."""

    @abstractmethod
    def titles(self, language: str) -> Sequence[str]:
        """What people call the values, in their order."""

    @abstractmethod
    def title(self, value: str, language: str) -> str:
        """What people call a value, by its text."""

    @property
    @abstractmethod
    def ranks(self) -> np.ndarray:
        """The place of each value when they are sorted."""

    def marked(self, chosen: Chosen) -> Chosen:
        """Of the codes that are chosen, those to show as chosen."""
        return chosen

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """How many of the rows have each value."""
        return np.bincount(self.codes[rows], minlength=len(self.texts) + 1)[1:]

    def text_at(self, row: int) -> str:
        """The value of a row as text; an empty one if it has none."""
        code = int(self.codes[row])
        return self.texts[code - 1] if code else ""


class NumberColumn(Column):
    """A property that is a number; its values ascend."""

    kind = NUMBER

    def __init__(self, name: str, codes: np.ndarray, values: np.ndarray, unit: str) -> None:
        super().__init__(name, codes, [f"{value:.10g}" for value in values.tolist()], unit)
        self.values = values

    def chosen(self, wanted: Filter) -> Chosen:
        if wanted.values:
            exact = [self.in_unit(*quantity(value)) for value in wanted.values]
            passes = (abs(self.values[:, None] - np.array(exact)) <= _CLOSE).any(axis=1)
        else:
            low = -np.inf if wanted.minimum is None else self.in_unit(wanted.minimum, wanted.unit)
            high = np.inf if wanted.maximum is None else self.in_unit(wanted.maximum, wanted.unit)
            passes = (self.values >= low - _CLOSE) & (self.values <= high + _CLOSE)
        return np.concatenate([[False], passes])

    @property
    def ranks(self) -> np.ndarray:
        return np.arange(len(self.values))

    def titles(self, language: str) -> Sequence[str]:
        """The numbers, the same in every language."""
        return self.texts

    def title(self, value: str, language: str) -> str:
        return value

    def in_unit(self, number: float, unit: str) -> float:
        """A number in the column's unit; one without unit is in it already. Raises RequestError."""
        if unit in ("", self.unit):
            return number
        try:
            return number * MILLIMETRES[length_unit(unit)] / MILLIMETRES[length_unit(self.unit)]
        except ValueError:
            raise RequestError(
                f"{self.name} has no values in {unit[:20]!r}",
                parameter="filter",
                value=f"{number:.10g}{unit[:20]}",
                allowed=f"a number in {self.unit}" if self.unit else "a number without unit",
            ) from None
