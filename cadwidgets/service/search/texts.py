"""Text as the search compares it, and many texts in little memory."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import overload

import numpy as np

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_BETWEEN = re.compile(r"[\W_]+")
_TYPED = {"\u00d7": "x", "\u2013": "-", "\u2212": "-", "\u2033": '"'}
"""Signs of good typography, and what most people type for them."""


@lru_cache(4096)
def _leveled(letter: str) -> str:
    return _TYPED.get(letter) or unicodedata.normalize("NFKD", letter)[0].lower()[0]


def level(text: str) -> str:
    """``text`` without case and accents, letter by letter: places in it stay the same."""
    return text.lower() if text.isascii() else "".join(map(_leveled, text))


def words(text: str) -> list[str]:
    """The words of a text, level. A dot within a word stays: ``M2.5``, ``8.8``."""
    return _WORD.findall(level(text))


def plain(part_number: str) -> str:
    """A part number without blanks and punctuation, level: ``iso4762m6x20``."""
    return _BETWEEN.sub("", level(part_number))


def alphabetical(texts: Iterable[str]) -> np.ndarray:
    """The place of each text in alphabetical order, which knows no case and no accents; equal ones keep theirs."""
    leveled = [level(text) for text in texts]
    ranks = np.empty(len(leveled), np.int32)
    ranks[sorted(range(len(leveled)), key=leveled.__getitem__)] = np.arange(len(leveled))
    return ranks


class Texts(Sequence[str]):
    """Many short texts in one block of bytes: a list of them would take several times the memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._bytes = b"".join(encoded)
        self._ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self._bytes[self._ends[place] : self._ends[place + 1]].decode("utf-8", "surrogatepass")

    @property
    def size(self) -> int:
        """The bytes that they take."""
        return len(self._bytes) + self._ends.nbytes
