"""What a spreadsheet program makes of the formulas in our XLSX files: a calculator for the few functions in them."""

from __future__ import annotations

import io
import re
from functools import cached_property
from typing import Any

import numpy as np
from openpyxl import load_workbook

Value = str | float | None
_PLACE = re.compile(r"\b([A-Z]+\d+(?::[A-Z]+\d+)?)\b")
_EQUALS = re.compile(r"(?<![<>])=")


class Sheet:
    """The first sheet of a file, calculated: ``sheet["K2"]`` is what a reader sees there, None in a blank cell."""

    def __init__(self, data: bytes) -> None:
        self._cells = load_workbook(io.BytesIO(data)).active
        self._known: dict[str, Value] = {}

    def __getitem__(self, place: str) -> Value:
        if place not in self._known:
            cell = self._cells[place]
            self._known[place] = self._result(cell.value[1:]) if cell.data_type == "f" else cell.value
        return self._known[place]

    def column(self, heading: str) -> list[Value]:
        """All cells below a heading."""
        return [self[f"{self._letters[heading]}{row}"] for row in range(2, self._cells.max_row + 1)]

    @cached_property
    def _letters(self) -> dict[str, str]:
        return {cell.value: cell.column_letter for cell in self._cells[1]}

    def _result(self, formula: str) -> Value:
        """The formula in Python's words: places looked up, ``=`` compares; ``&``, which joins, is an operator there."""
        pieces = enumerate(re.split(r'("[^"]*")', formula))
        words = "".join(piece if number % 2 else self._in_python(piece) for number, piece in pieces)
        result = eval(words, {"__builtins__": {}}, {"at": self._at, **_FUNCTIONS})
        return str(result) if isinstance(result, str) else float(result)

    @staticmethod
    def _in_python(formula: str) -> str:
        return _EQUALS.sub("==", _PLACE.sub(r'at("\1")', formula))

    def _at(self, place: str) -> Any:
        """A cell, or a range of them, as the operators take it."""
        if ":" not in place:
            value = self[place]
            return _Blank() if value is None else value
        return np.array([self._at(cell.coordinate) for (cell,) in self._cells[place]], dtype=object)


class _Blank(float):
    """Counts as 0, equals an empty text."""

    def __eq__(self, other: object) -> bool:
        return other in ("", 0)

    __hash__ = float.__hash__


class _Joined(str):
    """A text that ``&`` makes longer."""

    def __and__(self, other: object) -> _Joined:
        return _Joined(f"{self}{other}")


class _Count(int):
    """A whole number that ``&`` makes a text of."""

    def __and__(self, other: object) -> Any:
        return _Joined(self) & other


def _is_number(values: Any) -> Any:
    return np.array([isinstance(one, int | float) and not isinstance(one, _Blank) for one in values])


def _sum_where(sums: Any, values: Any, wanted: Value) -> float:
    return sum(one for one, value in zip(sums, values, strict=True) if value == wanted and _is_number([one])[0])


_FUNCTIONS = {
    "IF": lambda condition, yes, no: yes if condition else no,
    "COUNT": lambda values: int(_is_number(values).sum()),
    "ISNUMBER": _is_number,
    "SUMIF": lambda values, wanted, sums: _sum_where(sums, values, wanted),
    "SUMIFS": _sum_where,
    "SUMPRODUCT": lambda products: _Count(products.sum()),
}
