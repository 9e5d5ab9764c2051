"""Which rows have a word that begins so: an inverted index of the part numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from cadwidgets.service.search.texts import Texts, plain, words

Rows = np.ndarray
"""Row ids in ascending order, or a part of the postings in any order."""
_LAST = chr(0x10FFFF)


class Postings:
    """The words of the part numbers in alphabetical order, and the rows of each, one after the other.

    All words with the same beginning stand side by side, hence their rows too: those of a prefix are one slice of one
    array, however many they are. A part number is also a word as a whole, without punctuation.
    """

    def __init__(self, part_numbers: Iterable[str]) -> None:
        ids: dict[str, int] = {}
        word_ids, rows = [], []
        for row, number in enumerate(part_numbers):
            for word in {*words(number), plain(number)}:
                word_ids.append(ids.setdefault(word, len(ids)))
                rows.append(row)
        ordered = sorted(ids)
        rank = np.empty(len(ids), np.int32)
        rank[np.array([ids[word] for word in ordered], np.int64)] = np.arange(len(ids))
        ranks = rank[np.array(word_ids, np.int64)]
        self._words = Texts(ordered)
        self._rows = np.array(rows, np.int32)[np.argsort(ranks, kind="stable")]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(ranks, minlength=len(ids)))])

    def beginning(self, prefix: str) -> Rows:
        """The rows with a word that begins so, in no particular order; a row may come several times."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + _LAST, lo=first)
        return self._rows[self._starts[first] : self._starts[last]]

    @property
    def size(self) -> int:
        """The bytes that they take."""
        return self._words.size + self._rows.nbytes + self._starts.nbytes
