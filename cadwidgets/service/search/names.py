"""What the dimensions of an index are called, and which of them people choose by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cadwidgets.service.catalog.languages import LANGUAGES, translated
from cadwidgets.service.search import trade_names
from cadwidgets.service.search.columns import NumberColumn
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.texts import level


def dimension_names(index: SearchIndex) -> Mapping[str, Sequence[str]]:
    """From names, level and in all languages, to the columns that may be meant: ``length`` to ``l``."""
    names: dict[str, dict[str, None]] = {}
    for name, symbols in trade_names.DIMENSIONS.items():
        names.setdefault(name, {}).update(dict.fromkeys(symbols))
    for symbol, label in _labels(index):
        for language in LANGUAGES:
            name = level(translated(label, language)).removesuffix(f" {level(symbol)}")
            if name and name != level(symbol):
                names.setdefault(name, {})[symbol] = None
    return {name: list(symbols) for name, symbols in names.items()}


def sizes(index: SearchIndex) -> Sequence[str]:
    """The numbers that parts are chosen by, those of the most families first."""
    selectors = [name for family in index.families for name in family.selectors]
    return sorted(dict.fromkeys(selectors), key=lambda name: -selectors.count(name))


def _labels(index: SearchIndex) -> Sequence[tuple[str, str]]:
    """Each number's name with each of its labels."""
    numbers = {name for name, column in index.columns.items() if isinstance(column, NumberColumn)}
    pairs = (pair for family in index.families for pair in family.labels.items() if pair[0] in numbers)
    return list(dict.fromkeys(pairs))
