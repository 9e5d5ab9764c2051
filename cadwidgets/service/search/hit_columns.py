"""Which columns a table of hits has."""

from __future__ import annotations

import numpy as np

from cadwidgets.contract.search import HitColumn
from cadwidgets.service.search.facets import FEW, label_of
from cadwidgets.service.search.index import SearchIndex

MAX_COLUMNS = 10
"""A table with more of them is hard to read."""


def shared_columns(index: SearchIndex, rows: np.ndarray, language: str) -> tuple[HitColumn, ...]:
    """What all families of the rows tell of their parts: what these are chosen by first, in the order of the family
    with the most rows. None where there are many families: they have too little in common."""
    families = index.families_of(rows)
    if not 0 < len(families) <= FEW:
        return ()
    names = dict.fromkeys([*families[0].selectors, *families[0].columns])
    shared = [name for name in names if all(name in family.columns for family in families)]
    return tuple(
        HitColumn(name, label_of(name, families, language), index.columns[name].kind, index.columns[name].unit)
        for name in shared[:MAX_COLUMNS]
    )
