"""What a viewer leaves to the next one: a cell that runs again shows its model as it was seen.

A frontend tells the id of the cell that runs; plain Python has none, and so nothing is kept there. The viewers of a
cell are told apart by their order in it.
"""

from __future__ import annotations

import math
import sys
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from cadwidgets.contract.view_state import Camera, ViewState
from cadwidgets.viewer.camera import FIELD_OF_VIEW, Vector, unit

Sphere = tuple[Vector, float]

MAX_CELLS = 200
MAX_VIEWERS = 20
"""So many viewers of one cell are remembered."""
_SIMILAR = 10.0
"""A model so many times larger or smaller is another one, unless it has the same parts."""
_LEAST = 0.05
"""A model of which the picture's height is more than so many is seen."""


@dataclass(frozen=True)
class Remembered:
    """How a model with these ``parts`` in that ``sphere`` was seen."""

    state: ViewState
    parts: tuple[str, ...]
    sphere: Sphere

    def fitting(self, parts: Sequence[str], sphere: Sphere) -> ViewState | None:
        """How another model is to be seen; None where it is nothing like this one. Without a camera where it would
        not be in view."""
        same = bool(parts) and tuple(parts) == self.parts
        if not same and not 1.0 / _SIMILAR <= sphere[1] / self.sphere[1] <= _SIMILAR:
            return None
        camera = self.state.camera
        kept = camera is not None and in_view(camera, sphere, parallel=self.state.flag("parallel"))
        return self.state if kept else replace(self.state, camera=None)


class Leaves(Protocol):
    """A viewer that can say what is to be remembered of it."""

    def leave(self) -> Remembered | None:
        """None while it has shown nothing."""
        ...


class Place:
    """Where a viewer stands in its cell."""

    def __init__(self, viewer: Leaves) -> None:
        self._viewer = weakref.ref(viewer)
        self._last: Remembered | None = None

    def close(self) -> None:
        """The viewer is about to go."""
        self._last = self.remembered

    @property
    def remembered(self) -> Remembered | None:
        """What it shows, or showed last."""
        viewer = self._viewer()
        return self._last if viewer is None or self._last is not None else viewer.leave()


@dataclass
class _Cell:
    execution: str
    now: list[Place] = field(default_factory=list)
    before: list[Place] = field(default_factory=list)


class Cells:
    """The places of the viewers by cell, those of its last two runs."""

    def __init__(self) -> None:
        self._cells: OrderedDict[str, _Cell] = OrderedDict()

    def take(self, viewer: Leaves, running: tuple[str, str] | None) -> tuple[Place | None, Remembered | None]:
        """The next place in the ``running`` cell (its id, and that of its run), and what the one before left there."""
        if running is None:
            return None, None
        name, execution = running
        cell = self._cells.setdefault(name, _Cell(execution))
        self._cells.move_to_end(name)
        if cell.execution != execution:
            self._cells[name] = cell = _Cell(execution, before=cell.now)
        if len(self._cells) > MAX_CELLS:
            self._cells.popitem(last=False)
        if len(cell.now) == MAX_VIEWERS:
            return None, None
        before = cell.before[len(cell.now)].remembered if len(cell.now) < len(cell.before) else None
        cell.now.append(Place(viewer))
        return cell.now[-1], before


CELLS = Cells()
"""Of this kernel."""


def running_cell() -> tuple[str, str] | None:
    """(The cell's id, the id of its run) while a notebook's cell runs; None elsewhere."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}  # the shell of a terminal has none
    header = parent.get("header", {})
    cell = parent.get("metadata", {}).get("cellId")
    return (str(cell), str(header["msg_id"])) if cell and header.get("msg_type") == "execute_request" else None


def in_view(camera: Camera, sphere: Sphere, *, parallel: bool) -> bool:
    """Whether something in that sphere is seen from there, and not too small."""
    center, radius = sphere
    way = [c - p for c, p in zip(center, camera.position, strict=True)]
    forward = unit([t - p for t, p in zip(camera.target, camera.position, strict=True)])
    depth = sum(a * b for a, b in zip(way, forward, strict=True))
    beside = math.sqrt(max(math.hypot(*way) ** 2 - depth**2, 0.0))
    half = math.tan(math.radians(FIELD_OF_VIEW) / 2) * (camera.distance if parallel else max(depth, 0.0))
    if math.hypot(*way) <= radius:
        return True
    return half > 0.0 and radius / half >= _LEAST and beside - radius < half
