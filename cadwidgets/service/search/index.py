"""The index of all parts: rows in catalog order, their words, and their columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cadwidgets.service.search.blocks import GENERAL, TEXT, TREE, Block, Property
from cadwidgets.service.search.columns import Column
from cadwidgets.service.search.gathering import Gathered, Names
from cadwidgets.service.search.text_column import TextColumn
from cadwidgets.service.search.texts import Texts, alphabetical
from cadwidgets.service.search.word_index import MOST, WordIndex


@dataclass(frozen=True)
class IndexedFamily:
    """A family's rows, which follow each other from ``start`` on; the names of its columns, and its labels by them.

    ``unseen`` are the places within the family of the parts that there is no picture of.
    """

    part_id: str
    name: str
    start: int
    selectors: tuple[str, ...]
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    unseen: Collection[int]

    def picture_path(self, row: int) -> str:
        """The path below the service's root of the picture of a part; empty where there is none."""
        place = row - self.start
        return "" if place in self.unseen else f"pictures/{self.part_id}/{place}.png"


class SearchIndex:
    """Finds rows by words and properties. It never changes, and may be used from several threads.

    A part is found by the words of its part number, and by those of its texts, such as the titles of its family. The
    latter are few, since many parts share them: they are looked through, and the column says whose they are.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        part_numbers: list[str] = []
        paths: list[str] = []
        families: list[IndexedFamily] = []
        gathered = {Property(symbol): Gathered(Property(symbol)) for symbol in GENERAL}
        names = Names(gathered)
        for block in (block for block in blocks if block.part_numbers):
            families.append(_indexed(block, len(part_numbers), {each: names[each] for each in _properties(block)}))
            _gather(block, len(part_numbers), gathered)
            part_numbers += block.part_numbers
            paths += block.paths
        self.size = len(part_numbers)
        self.families: Sequence[IndexedFamily] = families
        self.columns: Mapping[str, Column] = {
            names[known]: each.column(names[known], self.size) for known, each in gathered.items()
        }
        self.part_numbers = Texts(part_numbers)
        self.number_ranks = alphabetical(part_numbers)
        self.paths = Texts(paths)
        self._words = WordIndex(part_numbers)
        self._starts = np.array([family.start for family in families], np.int64)

    def speaking_of(self, *spellings: str) -> np.ndarray:
        """For each row whether it has a word that begins with one of the spellings, which are level."""
        found = np.zeros(self.size, bool)
        for word in spellings:
            found[self._words.beginning(word)] = True
            for column in self.columns.values():
                if isinstance(column, TextColumn) and (chosen := column.speaking_of(word)) is not None:
                    found |= chosen[column.codes]
        return found

    def is_too_broad(self, *spellings: str) -> bool:
        """Whether more part numbers than can be looked at have a word that begins with one of the spellings."""
        return any(len(self._words.beginning(word)) == MOST for word in spellings)

    def family_of(self, row: int) -> IndexedFamily:
        """The family that a row belongs to."""
        return self.families[int(np.searchsorted(self._starts, row, side="right")) - 1]

    def families_of(self, rows: np.ndarray) -> list[IndexedFamily]:
        """The families that have one of the rows, which ascend; those with the most rows first."""
        ends = np.append(self._starts[1:], self.size)
        counts = np.searchsorted(rows, ends) - np.searchsorted(rows, self._starts)
        return [self.families[place] for place in np.argsort(-counts, kind="stable") if counts[place]]

    @property
    def memory(self) -> Mapping[str, int]:
        """The bytes that its parts take."""
        return {
            "texts": self.part_numbers.size + self.paths.size + self.number_ranks.nbytes,
            "words": self._words.size,
            "codes": sum(column.codes.nbytes for column in self.columns.values()),
        }


def _properties(block: Block) -> list[Property]:
    return [*(Property(symbol) for symbol in block.same), *block.columns]


def _indexed(block: Block, start: int, names: Mapping[Property, str]) -> IndexedFamily:
    by_symbol = {known.symbol: name for known, name in names.items()}
    return IndexedFamily(
        part_id=block.part_id,
        name=block.name,
        start=start,
        selectors=tuple(by_symbol[symbol] for symbol in block.selectors if symbol in by_symbol),
        columns=tuple(names[known] for known in block.columns),
        labels={name: block.labels.get(known.symbol, known.symbol) for known, name in names.items()},
        unseen=block.unseen,
    )


def _gather(block: Block, start: int, gathered: dict[Property, Gathered]) -> None:
    for symbol, value in block.same.items():
        known = Property(symbol, TEXT)
        above = block.above if symbol == TREE else {}
        gathered[known].add_same(start, len(block.part_numbers), value, block.meanings.get(symbol, ()), above)
    for known, values in block.columns.items():
        gathered.setdefault(known, Gathered(known)).add(start, values)
