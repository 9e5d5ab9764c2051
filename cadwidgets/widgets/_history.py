"""History: what somebody chose, step by step, to go back and forth in."""

from __future__ import annotations

from typing import Generic, TypeVar

Value = TypeVar("Value")

_MOST_STEPS = 200
"""So many steps can be taken back: the oldest are forgotten first."""


class History(Generic[Value]):
    """Frozen values one after the other; ``now`` is the one that counts."""

    def __init__(self, first: Value) -> None:
        self.now = first
        self._past: list[Value] = []
        self._future: list[Value] = []
        self._kind = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a value before this one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether the last thing done was to go back."""
        return bool(self._future)

    def put(self, value: Value, kind: str = "") -> None:
        """Make ``value`` the one that counts. Steps of the same ``kind`` in a row are one, as the letters of a word."""
        if value == self.now:
            return
        if kind and kind == self._kind and self._past and value == self._past[-1]:
            self._past.pop()  # back where it began: no step at all
            kind = ""
        elif not kind or kind != self._kind:
            self._past = [*self._past, self.now][-_MOST_STEPS:]
        self.now, self._kind, self._future = value, kind, []

    def undo(self) -> Value:
        """Go one step back, where there is one; the value that counts then."""
        return self._go(self._past, self._future)

    def redo(self) -> Value:
        """Go forth again what was gone back; the value that counts then."""
        return self._go(self._future, self._past)

    def _go(self, source: list[Value], other: list[Value]) -> Value:
        self._kind = ""
        if source:
            other.append(self.now)
            self.now = source.pop()
        return self.now
