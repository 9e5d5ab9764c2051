"""The variants of a design table: which there are, by number, what came of them, and the steps back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cadwidgets.contract.design_row import DesignRow, row_key
from cadwidgets.contract.parameters import Value
from cadwidgets.widgets._history import History

Values = Mapping[str, Value]
Numbered = Mapping[int, Values]


class DesignRows:
    """Variants by a number that each keeps, at ``first`` these. Adding, removing and changing them are steps that can
    be taken back; what came of building one is remembered by its values, and stays."""

    def __init__(self, first: Iterable[Values] = ()) -> None:
        distinct = {row_key(values): dict(values) for values in first}
        self._steps: History[Numbered] = History(MappingProxyType(dict(enumerate(distinct.values(), 1))))
        self._outcomes: dict[object, DesignRow] = {}
        self._next = len(distinct) + 1
        self._placed: tuple[Numbered | None, dict[object, list[int]]] = (None, {})
        self.results: set[str] = set()
        """The names of all results that any variant had."""
        self.currencies: set[str] = set()
        """The currencies of their costs."""

    def __len__(self) -> int:
        return len(self._steps.now)

    def __contains__(self, number: object) -> bool:
        return number in self._steps.now

    def __getitem__(self, number: int) -> DesignRow:
        """The variant with what came of it. Raises KeyError."""
        values = self._steps.now[number]
        outcome = self._outcomes.get(row_key(values))
        return DesignRow(values) if outcome is None else outcome

    @property
    def all(self) -> dict[int, DesignRow]:
        """Every variant by its number, in the order in which they came."""
        return {number: self[number] for number in self._steps.now}

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._steps.can_redo

    def add(self, variants: Iterable[Values], step: str = "") -> list[int]:
        """Add variants; one that is there already is not added. The numbers of all that were meant. What is added with
        the same ``step`` one after the other is taken back together."""
        there = {key: numbers[0] for key, numbers in self._places.items()}
        new: dict[int, Values] = {}
        meant = []
        for values in variants:
            key = row_key(values)
            if key not in there:
                there[key] = self._next
                new[self._next] = dict(values)
                self._next += 1
            meant.append(there[key])
        self._put({**self._steps.now, **new}, step)
        return meant

    def change(self, number: int, values: Values) -> None:
        """Give a variant other values."""
        self._put({**self._steps.now, number: dict(values)})

    def remove(self, numbers: Iterable[int]) -> None:
        """Take variants away."""
        gone = set(numbers)
        self._put({number: values for number, values in self._steps.now.items() if number not in gone})

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._steps.undo()

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._steps.redo()

    def note(self, rows: Iterable[DesignRow]) -> list[int]:
        """Remember what came of these variants; the numbers of those that have their values."""
        numbers: list[int] = []
        for row in rows:
            key = row_key(row.values)
            self._outcomes[key] = row
            self.results.update(row.results)
            self.currencies.update([row.currency] if row.currency else [])
            numbers += self._places.get(key, [])
        return numbers

    def waiting(self) -> list[Values]:
        """The variants of which nothing is known."""
        return [self._steps.now[numbers[0]] for key, numbers in self._places.items() if key not in self._outcomes]

    @property
    def _places(self) -> dict[object, list[int]]:
        """The numbers of the variants by what makes them the same; found once for each step."""
        now = self._steps.now
        if self._placed[0] is not now:
            places: dict[object, list[int]] = {}
            for number, values in now.items():
                places.setdefault(row_key(values), []).append(number)
            self._placed = (now, places)
        return self._placed[1]

    def _put(self, variants: dict[int, Values], step: str = "") -> None:
        self._steps.put(MappingProxyType(variants), step)
