"""From words to the one family that they name: ``deep-groove bearing`` is the deep groove ball bearings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cadwidgets.errors import RequestError
from cadwidgets.service.catalog.model import Family

MAX_NAMED = 5
"""An error names so many families, parts or sizes."""
_WORD = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")
_PLURAL = re.compile(r"(?<=sh)es$|(?<=[^\Wsu])s$")


def family_named(families: Iterable[Family], words: str) -> Family:
    """The family with all of ``words`` in its id, title, name or standard: of several, the one that says least beside.

    Case, hyphens and the plural do not matter, and a family's whole id always names it. Raises RequestError for words
    that name none, and for words that name several alike, which it lists.
    """
    known, wanted = tuple(families), _words(words)
    whole = [family for family in known if _words(family.id) == wanted]
    fitting = [family for family in known if wanted and wanted <= _all_words(family)]
    least = min((_surplus(family, wanted) for family in fitting), default=0)
    found = whole or [family for family in fitting if _surplus(family, wanted) == least]
    if len(found) == 1:
        return found[0]
    if not found:
        allowed = "words of one family's title, such as 'deep groove ball bearing', or its standard"
        raise RequestError(f"no part family is called {words[:60]!r}", parameter="name", value=words, allowed=allowed)
    titles = ", ".join(repr(family.title) for family in found[:MAX_NAMED])
    more = f" and {len(found) - MAX_NAMED} more" if len(found) > MAX_NAMED else ""
    message = f"{words[:60]!r} names {len(found)} part families"
    raise RequestError(message, parameter="name", value=words, allowed=f"one of {titles}{more}")


def _texts(family: Family) -> tuple[str, ...]:
    return (family.id, family.title, family.name, family.standard)


def _words(text: str) -> frozenset[str]:
    return frozenset(_PLURAL.sub("", word) for word in _WORD.findall(text.casefold()))


def _all_words(family: Family) -> frozenset[str]:
    return _words(" ".join(_texts(family)))


def _surplus(family: Family, wanted: frozenset[str]) -> int:
    """How many words the shortest of the family's texts has beside the wanted ones; of all texts where none has all."""
    whole = [words for words in map(_words, _texts(family)) if wanted <= words] or [_all_words(family)]
    return min(len(words - wanted) for words in whole)
