"""SectionPane: the planes that cut the model, each with its direction, a slider, a flip and the area of its cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import ipywidgets

from cadwidgets.contract.picks import Point
from cadwidgets.contract.sections import MAX_PLANES, Plane
from cadwidgets.viewer.closing import close_tree

Box = tuple[float, float, float, float, float, float]
AXES: dict[str, Point] = {"X": (1.0, 0.0, 0.0), "Y": (0.0, 1.0, 0.0), "Z": (0.0, 0.0, 1.0)}
_OBLIQUE = "Oblique"
_STEPS = 200
_NOWHERE: Box = (-1.0, -1.0, -1.0, 1.0, 1.0, 1.0)


class SectionPane(ipywidgets.VBox):
    """Rows of planes; ``changed`` is called with all of them when the user changes one."""

    def __init__(self, changed: Callable[[list[Plane]], None]) -> None:
        self._changed = changed
        self._box = _NOWHERE
        self._rows = ipywidgets.VBox()
        self._more = ipywidgets.Button(description="Add a plane", tooltip="Cut with one more plane, at most three")
        self._more.on_click(lambda _: self.add())
        super().__init__((self._rows, self._more))
        self.add_class("cadwidgets-viewer-sections")

    @property
    def planes(self) -> list[Plane]:
        """Those of the rows."""
        return [row.plane for row in self._rows.children]

    def add(self) -> None:
        """One more plane: through the middle, across the first axis that no other one has."""
        taken = [row.axis for row in self._rows.children]
        normal = AXES[next(axis for axis in AXES if axis not in taken)] if len(taken) < MAX_PLANES else None
        if normal is not None:
            low, high = reach(self._box, normal)
            self._changed([*self.planes, Plane(normal, (low + high) / 2)])

    def show(self, planes: Sequence[Plane], box: Box) -> None:
        """Have a row for each of the planes, whose sliders reach as far as the model's bounding ``box``."""
        self._box = box
        before = list(self._rows.children)
        rows = before[: len(planes)] + [_PlaneRow(self._edited, self._removed) for _ in planes[len(before) :]]
        self._rows.children = rows
        for row in before[len(planes) :]:
            close_tree(row)
        for row, plane in zip(rows, planes, strict=True):
            row.show(plane, box)
        self._more.layout.display = "" if len(planes) < MAX_PLANES else "none"

    def tell(self, said: Sequence[str]) -> None:
        """What stands behind each plane."""
        for row, text in zip(self._rows.children, said, strict=False):
            row.said.value = text

    def _edited(self) -> None:
        self._changed(self.planes)

    def _removed(self, gone: _PlaneRow) -> None:
        self._changed([row.plane for row in self._rows.children if row is not gone])


class _PlaneRow(ipywidgets.HBox):
    """One plane."""

    def __init__(self, edited: Callable[[], None], removed: Callable[[_PlaneRow], None]) -> None:
        self._edited, self._showing, self._normal, self._box = edited, False, AXES["X"], _NOWHERE
        self._axis = ipywidgets.Dropdown(
            description="Across", options=list(AXES), tooltip="The direction in which the plane faces"
        )
        self._slider = ipywidgets.FloatSlider(description="at", tooltip="Where the plane cuts", readout_format=".5g")
        self._flip = ipywidgets.ToggleButton(description="Flip", tooltip="Keep the other side")
        self.said = ipywidgets.HTML()
        remove = ipywidgets.Button(icon="times", tooltip="Remove this plane")
        remove.on_click(lambda _: removed(self))
        super().__init__((self._axis, self._slider, self._flip, self.said, remove))
        self._axis.observe(lambda _: self._turned(), "value")
        for control in (self._slider, self._flip):
            control.observe(lambda _: self._tell(), "value")

    @property
    def axis(self) -> str:
        """X, Y, Z or Oblique."""
        return str(self._axis.value)

    @property
    def plane(self) -> Plane:
        """As the controls have it."""
        x, y, z = self._normal
        if self._flip.value:
            return Plane((-x, -y, -z), -self._slider.value)
        return Plane((x, y, z), self._slider.value)

    def show(self, plane: Plane, box: Box) -> None:
        """Have the controls stand as the plane does."""
        if plane == self.plane and reach(box, self._normal) == (self._slider.min, self._slider.max):
            return
        self._showing, self._box = True, box
        against = -1.0 if min(plane.normal) < -max(plane.normal) else 1.0
        x, y, z = (against * value for value in plane.normal)
        self._normal = (x + 0.0, y + 0.0, z + 0.0)
        name = next((axis for axis, normal in AXES.items() if normal == self._normal), _OBLIQUE)
        self._axis.options = [*AXES, *([_OBLIQUE] if name == _OBLIQUE else [])]
        self._axis.value, self._flip.value = name, against < 0
        self._range(box, against * plane.offset)
        self._showing = False

    def _range(self, box: Box, value: float) -> None:
        low, high = reach(box, self._normal)
        low, high = min(low, value), max(high, value)
        with self._slider.hold_trait_notifications():
            self._slider.min, self._slider.max, self._slider.value = low, high, value
            self._slider.step = (high - low) / _STEPS or 1.0

    def _turned(self) -> None:
        if not self._showing and self.axis in AXES:
            self._showing, self._normal = True, AXES[self.axis]
            self._range(self._box, sum(reach(self._box, self._normal)) / 2)
            self._showing = False
            self._edited()

    def _tell(self) -> None:
        if not self._showing:
            self._edited()


def reach(box: Box, normal: Point) -> tuple[float, float]:
    """How far a bounding box reaches along a unit vector, from where to where."""
    sides = product(*zip(box[:3], box[3:], strict=True))
    heights = [sum(a * b for a, b in zip(corner, normal, strict=True)) for corner in sides]
    return min(heights), max(heights)
