"""Keeps a search that is up to date with the catalogs."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cadwidgets.service.search.blocks import Stock, blocks_of
from cadwidgets.service.search.search import Search


class SearchKeeper:
    """Makes the search when it is first wanted, and anew when ``stock`` gives other families or titles.

    Families are told apart by identity: those that have not changed should be the same objects. The search lives in
    memory: making it for the whole catalog takes less than a second.
    """

    def __init__(self, stock: Callable[[], Stock]) -> None:
        self._stock = stock
        self._lock = threading.Lock()
        self._made_of: Stock | None = None
        self._search: Search | None = None

    def search(self) -> Search:
        """The search of the stock as it is now. Whoever asks while it is being made waits for it."""
        with self._lock:
            stock = self._stock()
            if self._search is None or stock != self._made_of:
                self._search, self._made_of = Search(blocks_of(stock)), stock
            return self._search

    def warm(self) -> None:
        """Make the search in the background, so that the first query need not wait."""
        threading.Thread(target=self.search, name="cadwidgets-search", daemon=True).start()
