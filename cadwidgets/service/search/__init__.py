"""Search over all parts of the catalogs: words and part numbers, conditions read out of them, facets with counts.

No geometry, no web framework. A part is a row; its properties are small integers by row (`columns`), its words are
in a full-text index of SQLite (`word_index`). Whatever is counted is counted by numpy over arrays of rows.
"""

from __future__ import annotations

from cadwidgets.service.search.blocks import Stock
from cadwidgets.service.search.keeper import SearchKeeper
from cadwidgets.service.search.search import MAX_SIZE, Query, Search

__all__ = ["MAX_SIZE", "Query", "Search", "SearchKeeper", "Stock"]
