"""The column of the categories, which are a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from cadwidgets.service.search.blocks import above
from cadwidgets.service.search.columns import Chosen
from cadwidgets.service.search.text_column import TextColumn


class TreeColumn(TextColumn):
    """Codes that begin with those of their parents, of all levels, see `levels`; what is below one is of it, too."""

    kind = "tree"

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """How many of the rows have each value or one below it."""
        counts = [0, *super().counts(rows).tolist()]
        for code in range(len(counts) - 1, 0, -1):  # what is below a value stands behind it
            counts[self._parents[code]] += counts[code]
        return np.array(counts[1:])

    def marked(self, chosen: Chosen) -> Chosen:
        """What was chosen itself, and not all that is below it."""
        itself: np.ndarray = chosen & ~chosen[self._parents]
        return itself

    def _codes_of(self, value: str) -> Iterator[int]:
        return (code for code, known in enumerate(self.texts, 1) if f"{known}.".startswith(f"{value}."))

    @cached_property
    def _parents(self) -> np.ndarray:
        """The code of the value above each code, 0 for those at the top."""
        codes = {text: code for code, text in enumerate(self.texts, 1)}
        return np.array([0, *(codes.get(text.rpartition(".")[0], 0) for text in self.texts)])


def levels(codes: Iterable[str]) -> Sequence[str]:
    """The codes of categories and of all above them, each before those below it."""
    every = {each for code in codes for each in (*above(code), code)}
    return sorted(every, key=lambda code: code.split("."))
