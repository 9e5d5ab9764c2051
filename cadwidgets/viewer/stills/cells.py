"""The cells of a notebook: what is to be displayed at the end of the one that is running."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol
from weakref import WeakSet


class Placed(Protocol):
    """What is displayed at the end of a cell, and follows what later cells do."""

    def place(self) -> None:
        """Be displayed."""

    def settle(self) -> None:
        """A cell has ended: be up to date."""


class Cells:
    """Follows the cells of a shell from its first `show_at_the_end` on."""

    def __init__(self, shell: Any) -> None:
        self._waiting: list[Placed] = []
        self._placed: WeakSet[Placed] = WeakSet()
        # what was displayed outside of any cell, as by a button, has no end of a cell to wait for
        shell.events.register("pre_run_cell", lambda *_: self._waiting.clear())
        shell.events.register("post_run_cell", lambda *_: self._end())

    def show_at_the_end(self, one: Placed) -> None:
        """Have ``one`` displayed once the cell has ended."""
        if one not in self._waiting:
            self._waiting.append(one)

    def _end(self) -> None:
        for one in list(self._placed):
            one.settle()
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one.place()
            self._placed.add(one)


@cache
def cells_of(shell: Any) -> Cells:
    """The cells of a shell."""
    return Cells(shell)
