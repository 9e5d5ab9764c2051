"""Which parts are hidden, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from cadwidgets.errors import RequestError
from cadwidgets.viewer.parts import Part

_REMEMBERED = 100


class Visibility:
    """The paths of the ``hidden`` parts of a model. Every change can be undone, and done again."""

    def __init__(self, parts: Sequence[Part] = (), hidden: Sequence[str] = ()) -> None:
        self.parts = tuple(parts)
        self.hidden = self._known(hidden)
        self._before: list[tuple[str, ...]] = []
        self._undone: list[tuple[str, ...]] = []

    def hide(self, *paths: str) -> None:
        """Hide parts, or all in the assemblies with these paths. Raises RequestError for a path that there is not."""
        self._change({*self.hidden, *self._below(paths)})

    def show(self, *paths: str) -> None:
        """Show them again. Raises as `hide`."""
        self._change({*self.hidden} - self._below(paths))

    def only(self, *paths: str) -> None:
        """Hide all others. Raises as `hide`."""
        self._change({part.path for part in self.parts} - self._below(paths))

    def replace(self, paths: Sequence[str]) -> None:
        """Hide exactly these parts; those that there are not do not count."""
        self._change(set(paths))

    def show_all(self) -> None:
        """Hide none."""
        self._change(set())

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        if self._before:
            self._undone.append(self.hidden)
            self.hidden = self._before.pop()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self._undone:
            self._before.append(self.hidden)
            self.hidden = self._undone.pop()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def _below(self, paths: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for path in paths:
            some = {part.path for part in self.parts if part.is_below(path)}
            if not some:
                allowed = ", ".join(part.path for part in self.parts[:10]) or "a model with parts"
                raise RequestError(f"there is no part {path!r}", parameter="path", value=path, allowed=allowed)
            found |= some
        return found

    def _change(self, hidden: set[str]) -> None:
        changed = self._known(hidden)
        if changed != self.hidden:
            self._before = [*self._before[1 - _REMEMBERED :], self.hidden]
            self._undone.clear()
            self.hidden = changed

    def _known(self, hidden: Sequence[str] | set[str]) -> tuple[str, ...]:
        """In the order of the parts."""
        wanted = set(hidden)
        return tuple(part.path for part in self.parts if part.path in wanted)
