"""A body as an eye sees it, with some parts hidden and all of them apart."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.picking.body import Body
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.lines import Lines
from cadwidgets.viewer.picking.sight import NO_CUTS, Cuts, Sight

EDGE_PIXELS, VERTEX_PIXELS = 5.0, 7.0


class View:
    """``hidden`` are the paths of parts that are not drawn, ``apart`` is as in `spread`, ``cuts`` is cut away."""

    def __init__(self, body: Body, eye: Eye, hidden: frozenset[str], apart: float, cuts: Cuts = NO_CUTS) -> None:
        self.eye, self.hidden, self.apart, self.cuts = eye, hidden, apart, cuts
        self._body, self._shown = body, body.shown(hidden)

    @cached_property
    def sight(self) -> Sight:
        """The triangles that are drawn."""
        shown = np.flatnonzero(self._shown[self._body.owners])
        return Sight(self.eye, self._body.drawn(self.apart), shown, self.cuts)

    def vertex(self, pixel: Floats) -> int | None:
        """The number of the vertex near a pixel that is seen."""
        numbers, points = self._vertices
        near = self.sight.first_seen(points, pixel, VERTEX_PIXELS)
        return None if near is None else int(numbers[near.number])

    def edge(self, pixel: Floats) -> tuple[int, float] | None:
        """(The number of the segment near a pixel that is seen, the share of the way along it)."""
        numbers, segments = self._edges
        near = self.sight.first_seen(segments, pixel, EDGE_PIXELS)
        return None if near is None else (int(numbers[near.number]), near.share)

    @cached_property
    def _vertices(self) -> tuple[Indices, Lines]:
        chains = self._body.chains
        return self._lines(np.repeat(chains.points[:, None], 2, axis=1), chains.point_owner)

    @cached_property
    def _edges(self) -> tuple[Indices, Lines]:
        return self._lines(self._body.chains.segments, self._body.chains.owner)

    def _lines(self, segments: Floats, owner: Indices) -> tuple[Indices, Lines]:
        """(The numbers of those that are drawn, where they are drawn)."""
        numbers = np.flatnonzero(self._shown[owner])
        steps = self._body.steps(self.apart)[owner[numbers]]
        return numbers, Lines(self.eye, segments[numbers] + steps[:, None])
