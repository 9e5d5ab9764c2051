"""Long flat lists of numbers in a JSON object, read piece by piece.

A piece and what simdjson makes of it stay in the processor's cache: that takes half the time and a small part of the
memory of parsing the whole text at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import simdjson
from numpy.typing import NDArray

_PIECE = 1 << 16
_KEY = re.compile(rb'"(\w{1,40})"\s*:\s*\[')
_MOST_QUOTES = 10_000
"""Far more than stand outside of the lists of numbers."""
_MARK = os.urandom(8).hex()
"""Stands in the text for a list that was cut out: no file can know it."""
DTYPES = {"d": np.float64, "i": np.int64}
"""What simdjson makes of a list, by its name for the kind."""


class NumberText:
    """The list ``name`` of a JSON object that is still text, from ``start`` to ``end`` of ``data``."""

    def __init__(self, data: bytes, name: str, start: int, end: int) -> None:
        self.data = data
        self.name = name
        self._start = start
        self._end = end

    def array(self, kind: str) -> NDArray[Any]:
        """The numbers as (n,) float64 for the kind ``d`` and int64 for ``i``.

        Raises ValueError or TypeError when simdjson refuses one, or when it is not of the kind.
        """
        parser, count = simdjson.Parser(), 0
        array = np.empty((self._end - self._start) // 2 + 1, DTYPES[kind])  # a number and its comma are two bytes
        for start, end in self._pieces():
            parsed: Any = parser.parse(b"[" + self.data[start:end] + b"]")
            numbers = np.frombuffer(parsed.as_buffer(of_type=kind), array.dtype)
            del parsed  # a parser reads nothing new while somebody holds what it read last
            if not len(numbers) and (start, end) != (self._start, self._end):
                raise ValueError("a comma with no number behind it")
            array[count : count + len(numbers)] = numbers
            count += len(numbers)
        array.resize(count, refcheck=False)
        return array

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Ranges that end before a comma, the last one at the end of the list."""
        start = self._start
        while self._end - start > _PIECE:
            comma = self.data.rfind(b",", start, start + _PIECE)
            if comma < 0:
                raise ValueError("no comma far and wide")
            yield start, comma
            start = comma + 1
        yield start, self._end


class CutObject:
    """A JSON object some of whose lists are still text."""

    def __init__(self, rest: Any, lists: Mapping[str, NumberText]) -> None:
        self._rest = rest
        self._lists = lists

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name."""
        return self._lists[name] if name in self._lists else self._rest.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self._rest


def cut_out(data: bytes, names: Sequence[str]) -> CutObject | None:
    """The JSON object with the lists of these names left as text.

    None where that cannot be told from the text alone: when the rest is not read, is no object, or when a list
    stands deeper in it.
    """
    lists = _find(data, names)
    ranges = sorted((start, end, name) for name, (start, end) in lists.items())
    rest, last = b"", 0
    for start, end, name in ranges:
        rest += data[last:start] + f'"{_MARK} {name}"'.encode()
        last = end
    try:
        parsed = simdjson.Parser().parse(rest + data[last:])
    except (ValueError, RuntimeError):
        return None
    if not isinstance(parsed, simdjson.Object) or any(parsed.get(name) != f"{_MARK} {name}" for name in lists):
        return None
    return CutObject(parsed, {name: NumberText(data, name, start + 1, end - 1) for name, (start, end) in lists.items()})


def _find(data: bytes, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where the first list of each name begins and ends, its brackets included.

    Only what is in quotes is looked at, and of that not too much: there is none among numbers.
    """
    found: dict[str, tuple[int, int]] = {}
    at = -1
    for _ in range(_MOST_QUOTES):
        at = data.find(b'"', at + 1)
        match = _KEY.match(data, at) if at >= 0 else None
        if at < 0 or len(found) == len(names):
            break
        name = match[1].decode() if match else ""
        if match and name in names and name not in found:
            end = data.find(b"]", match.end())
            if end < 0:
                break
            found[name] = match.end() - 1, end + 1
            at = end
    return found
