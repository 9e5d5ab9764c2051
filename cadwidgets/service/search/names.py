"""What the dimensions of an index are called, and which of them people choose by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cadwidgets.service.catalog.languages import LANGUAGES, translated
from cadwidgets.service.search import trade_names
from cadwidgets.service.search.columns import NumberColumn
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.texts import level

Names = Mapping[str, Mapping[str, Sequence[str]]]
"""From a name, level, to the columns that may be meant, and the categories whose families call them so."""
_PLURAL = "(?:es|s|en|n|e)?"
_BETWEEN = r"[\s-]*"


def any_of(phrases: Iterable[str]) -> str:
    """The pattern of any of the phrases, the longest first, with plurals; words may be joined or hyphenated."""
    ordered = sorted(dict.fromkeys(phrases), key=len, reverse=True)
    patterns = (_BETWEEN.join(re.escape(word) + _PLURAL for word in phrase.split()) for phrase in ordered)
    return f"(?:{'|'.join(patterns)})"


def dimension_names(index: SearchIndex) -> Names:
    """The names of all dimensions in all languages: those of their labels, and those of the trade."""
    names: dict[str, dict[str, dict[str, None]]] = {}
    for name, symbols in trade_names.DIMENSIONS.items():
        names[name] = {symbol: {} for symbol in symbols}
    for family in index.families:
        category = index.columns["category"].text_at(family.start)
        for symbol, label in family.labels.items():
            for name in _names_of(symbol, label) if isinstance(index.columns[symbol], NumberColumn) else ():
                names.setdefault(name, {}).setdefault(symbol, {})[category] = None
    return {name: {symbol: list(known) for symbol, known in symbols.items()} for name, symbols in names.items()}


def sizes(index: SearchIndex) -> Sequence[str]:
    """The numbers that parts are chosen by, those of the most families first."""
    selectors = [name for family in index.families for name in family.selectors]
    return sorted(dict.fromkeys(selectors), key=lambda name: -selectors.count(name))


def _names_of(symbol: str, label: str) -> Iterable[str]:
    """``bore``, ``bohrung``, ``alesage`` of ``Bore d``; a label that is no more than its symbol says no name."""
    spoken = (level(translated(label, language)).removesuffix(level(symbol)).strip() for language in LANGUAGES)
    return dict.fromkeys(name for name in spoken if name)
