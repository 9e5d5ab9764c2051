"""Which rows have a word that begins so: a full-text index of the part numbers, in SQLite (FTS5)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from cadwidgets.service.search.texts import plain, words

MOST = 250_000
"""Of a beginning that more rows have, only the first are found: it is too broad to be of use, and slow to read."""

_CREATE = """CREATE VIRTUAL TABLE words USING fts5(
    text, content='', columnsize=0, detail=none, prefix='1 2 3', tokenize="ascii tokenchars '.'"
)"""  # the words are level already: nothing but ASCII punctuation parts them
_INSERT = "INSERT INTO words (rowid, text) VALUES (?, ?)"
# one text of all row ids: many times faster than a row each
_FIND = "SELECT group_concat(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)"
_REMEMBERED = 16


class WordIndex:
    """The words of the part numbers. A dot stays in a word (``M2.5``); a number is also a word as a whole, without
    punctuation.

    The first letters have indexes of their own (``prefix``): all that a search as you type asks for are beginnings. It
    may be used from several threads.
    """

    def __init__(self, part_numbers: Iterable[str]) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(_CREATE)
        texts = (" ".join({*words(number), plain(number)}) for number in part_numbers)
        self._database.executemany(_INSERT, enumerate(texts, start=1))
        self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.beginning = lru_cache(_REMEMBERED)(self._beginning)  # of the instance, and gone with it

    def _beginning(self, prefix: str) -> np.ndarray:
        """The rows with a word that begins so, ascending; at most `MOST`."""
        with self._lock:
            (found,) = self._database.execute(_FIND, (f'"{prefix}"*', MOST)).fetchone()
        rows = np.fromstring(found, np.int64, sep=",") if found else np.empty(0, np.int64)
        return rows - 1

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        with self._lock:
            pages, size = (
                self._database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
        return int(pages * size)
