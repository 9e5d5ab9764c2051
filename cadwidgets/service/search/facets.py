"""Which facets an answer shows, and their values with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from cadwidgets.contract.search import Facet, FacetValue
from cadwidgets.service.catalog.languages import translated
from cadwidgets.service.search.blocks import GENERAL, NUMBER, TREE
from cadwidgets.service.search.columns import Column
from cadwidgets.service.search.index import IndexedFamily, SearchIndex
from cadwidgets.service.search.narrowing import Narrowed

MAX_FACETS = 8
MAX_VALUES = 200
"""Of a facet with more values, those with the most parts are shown."""
FEW = 3
"""So few families are told apart by their own selectors first, and by all of their dimensions."""
_FIRST = ("catalog", TREE)


def facets(index: SearchIndex, narrowed: Narrowed, language: str) -> tuple[Facet, ...]:
    """The facets that can narrow the rows further, those that did, and the categories.

    Each is counted behind its own condition: the counts say what choosing another value would bring.
    """
    families = index.families_of(narrowed.left)
    always = {TREE, *narrowed.conditions}
    room = MAX_FACETS - len(always)
    shown = []
    for name in _in_order(families, narrowed.conditions):
        if name not in always and room <= 0:
            continue
        rows = narrowed.behind(name)
        counts = index.columns[name].counts(rows)
        if name in narrowed.conditions or _tells_apart(index.columns[name], int(np.count_nonzero(counts))):
            room -= name not in always
            label = label_of(name, families or index.families_of(rows), language)
            shown.append(_facet(index.columns[name], counts, narrowed, label, language))
    return tuple(shown)


def _tells_apart(column: Column, values: int) -> bool:
    """Whether people would choose among so many values: not in a family's own texts with one for nearly each part.

    A single category still says where they are.
    """
    if column.name == TREE:
        return values > 0
    return values > 1 and (values <= MAX_VALUES or column.kind == NUMBER or column.name in GENERAL)


def label_of(name: str, families: Iterable[IndexedFamily], language: str) -> str:
    """What people call a facet; its name where the families differ on that, as a bore and a nominal diameter do."""
    labels = {GENERAL[name]} if name in GENERAL else {each.labels[name] for each in families if name in each.labels}
    return translated(labels.pop(), language) if len(labels) == 1 else name


def _in_order(families: Sequence[IndexedFamily], filtered: Iterable[str]) -> Iterable[str]:
    own = [name for family in families for name in family.selectors]
    if len(families) > FEW:
        return dict.fromkeys([*_FIRST, *GENERAL, *(name for name, _ in Counter(own).most_common()), *filtered])
    columns = (name for family in families for name in family.columns)
    return dict.fromkeys([*_FIRST, *own, *GENERAL, *columns, *filtered])


def _facet(column: Column, counts: np.ndarray, narrowed: Narrowed, label: str, language: str) -> Facet:
    there = np.flatnonzero(counts)
    most = np.sort(there[np.argsort(-counts[there], kind="stable")[:MAX_VALUES]])
    condition = narrowed.conditions.get(column.name)
    marked = column.marked(condition.chosen) if condition else np.zeros(len(column.texts) + 1, bool)
    titles = column.titles(language)
    values = (
        FacetValue(column.texts[place], int(counts[place]), titles[place], bool(marked[place + 1]))
        for place in most.tolist()
    )
    ends = (
        [float(column.texts[place]) for place in there[[0, -1]]] if column.kind == NUMBER and len(there) else [None] * 2
    )
    return Facet(column.name, label, column.kind, tuple(values), column.unit, *ends)
