"""Undo and redo of values that never change themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
_KEPT = 100
"""So many steps are kept: each holds a whole value, though values share what did not change."""


@dataclass(frozen=True)
class History(Generic[Value]):
    """A value and those before and after it. Every step gives another history."""

    now: Value
    earlier: tuple[Value, ...] = ()
    later: tuple[Value, ...] = ()

    def followed_by(self, value: Value) -> History[Value]:
        """With ``value`` as the newest; what was undone is forgotten."""
        return History(value, (*self.earlier, self.now)[-_KEPT:])

    def back(self) -> History[Value]:
        """One step back; itself where there is none."""
        if not self.earlier:
            return self
        return History(self.earlier[-1], self.earlier[:-1], (self.now, *self.later))

    def forward(self) -> History[Value]:
        """One step forward again; itself where there is none."""
        if not self.later:
            return self
        return History(self.later[0], (*self.earlier, self.now), self.later[1:])
