"""Columns whose values are texts, which are found by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from cadwidgets.contract.search import Filter
from cadwidgets.errors import RequestError
from cadwidgets.service.catalog.languages import LANGUAGES, spoken, translated
from cadwidgets.service.search.blocks import TEXT
from cadwidgets.service.search.columns import Chosen, Column
from cadwidgets.service.search.texts import alphabetical, plain, words

_SHORTEST_WITHIN = 5
"""So many letters are also found within a word: Schraube in Zylinderschraube."""


class TextColumn(Column):
    """A property that is a text. ``meanings`` says in English what each value means, see `Block`."""

    kind = TEXT

    def __init__(self, name: str, codes: np.ndarray, texts: Sequence[str], meanings: Sequence[tuple[str, ...]]) -> None:
        super().__init__(name, codes, texts)
        self._meanings = meanings

    def chosen(self, wanted: Filter) -> Chosen:
        if not wanted.values:
            raise RequestError(
                f"{self.name} is a text and has no range",
                parameter="filter",
                value=wanted.text[:80],
                allowed=f"{self.name}:value,value",
            )
        chosen = np.zeros(len(self.texts) + 1, bool)
        chosen[[code for value in wanted.values for code in self._codes_of(value)]] = True
        return chosen

    def titles(self, language: str) -> Sequence[str]:
        return self._titles[spoken(language)]

    def title(self, value: str, language: str) -> str:
        """The value's title in ``language``."""
        place = self._places.get(plain(value))
        return value if place is None else self.titles(language)[place]

    def spelt(self, value: str) -> str:
        """A value as the column spells it; an empty text for what it has not."""
        place = self._places.get(plain(value))
        return "" if place is None else self.texts[place]

    def speaking_of(self, word: str) -> Chosen | None:
        """The values that have a word beginning so, or a longer one within a word; None where no value has."""
        wanted = word if len(word) >= _SHORTEST_WITHIN else f" {word}"
        chosen = np.array([False, *(wanted in known for known in self._words)])
        return chosen if chosen.any() else None

    def _codes_of(self, value: str) -> Iterator[int]:
        if (place := self._places.get(plain(value))) is not None:
            yield place + 1

    @cached_property
    def ranks(self) -> np.ndarray:
        return alphabetical(self.texts)

    @cached_property
    def _titles(self) -> dict[str, Sequence[str]]:
        return {code: [translated(meaning[0], code) for meaning in self._meanings] for code in LANGUAGES}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {plain(value): place for place, value in enumerate(self.texts)}

    @cached_property
    def _words(self) -> list[str]:
        """The words of each value in all languages, each behind a blank."""
        return [
            "".join(f" {word}" for word in dict.fromkeys(_words_of(value, meaning)))
            for value, meaning in zip(self.texts, self._meanings, strict=True)
        ]


def _words_of(value: str, meaning: tuple[str, ...]) -> Iterator[str]:
    """The words of a value, and those of its meaning that are no numbers: ``M3 to M12`` is no word for each of them."""
    yield from words(value)
    for text in meaning:
        for language in LANGUAGES:
            yield from (word for word in words(translated(text, language)) if word.isalpha())
