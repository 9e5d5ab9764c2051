"""What is drawn together, held twice: while one set of objects is on screen, the other takes the next arrays.

A new mesh is then a message for each array that differs and one that swaps the sets. New objects would be a message for
each of them, which the browser answers with objects of its own; arrays sent to the objects on screen would be drawn one
by one, as a mixture of two models.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

import pythreejs as three

from cadwidgets.viewer.drawing import Content, empty, release


class Layer:
    """Objects that are exchanged together: `shown` belongs into the scene after each `put`."""

    def __init__(self) -> None:
        self.shown: tuple[three.Object3D, ...] = ()
        self._contents: tuple[Content, ...] = ()
        self._spare: tuple[three.Object3D | None, ...] = ()
        self._left_over: list[three.Object3D] = []

    def put(self, contents: Iterable[Content]) -> None:
        """Have `shown` be objects with these contents; what was shown is the spare set from now on.

        A content that is in its place already, the very same one, keeps its object.
        """
        before, self._contents = self._contents, tuple(contents)
        shown, spares = [], []
        for content, last, drawn, spare in zip_longest(self._contents, before, self.shown, self._spare):
            if content is not None and content is last:
                shown.append(drawn)
                spares.append(spare)
                continue
            if spare is not None and (content is None or not content.fits(spare)):
                self._left_over.append(spare)
            if content is not None:
                shown.append(_filled(content, spare))
            spares.append(drawn)
        self.shown, self._spare = tuple(shown), tuple(spares)

    def keep(self, count: int) -> None:
        """Show the first ``count`` objects only."""
        self._left_over += [*self.shown[count:], *filter(None, self._spare[count:])]
        self.shown, self._spare, self._contents = self.shown[:count], self._spare[:count], self._contents[:count]

    def add(self, content: Content) -> None:
        """Show one more object."""
        self.shown, self._contents = (*self.shown, content.drawn()), (*self._contents, content)

    def clear_up(self) -> None:
        """Close what is of no use any more; only once the scene has the objects that are `shown`."""
        for drawn in self._left_over:
            release(drawn)
        self._left_over = []

    def rest(self) -> None:
        """Let go of the arrays that are not on screen, which a saved notebook would keep, too."""
        for drawn in filter(None, self._spare):
            empty(drawn)

    def close(self) -> None:
        """Close the spare set; what is shown belongs to the scene."""
        for drawn in filter(None, self._spare):
            release(drawn)
        self._spare = ()
        self.clear_up()


def _filled(content: Content, spare: three.Object3D | None) -> three.Object3D:
    if spare is None or not content.fits(spare):
        return content.drawn()
    content.fill(spare)
    return spare
