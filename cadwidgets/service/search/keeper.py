"""Keeps a search that is up to date with the catalogs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from cadwidgets.service.catalog import Family
from cadwidgets.service.search.blocks import blocks_of
from cadwidgets.service.search.search import Search


class SearchKeeper:
    """Makes the search when it is first wanted, and anew when ``families`` are no longer the same objects.

    It lives in memory: making it for the whole catalog takes about a second, and less than to check a file for being
    up to date.
    """

    def __init__(self, families: Callable[[], Iterable[Family]]) -> None:
        self._families = families
        self._lock = threading.Lock()
        self._made_of: tuple[Family, ...] | None = None
        self._search: Search | None = None

    def search(self) -> Search:
        """The search of the families as they are now. Whoever asks while it is being made waits for it."""
        with self._lock:
            families = tuple(self._families())
            if self._search is None or families != self._made_of:
                self._search = Search(blocks_of(families))
                self._made_of = families
            return self._search

    def warm(self) -> None:
        """Make the search in the background, so that the first query need not wait."""
        threading.Thread(target=self.search, name="cadwidgets-search", daemon=True).start()
