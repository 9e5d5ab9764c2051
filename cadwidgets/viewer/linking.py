"""What a viewer can do with others beside it: be seen from the same place at the same scale, and look alike."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import ipywidgets
import traitlets

from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.camera import Vector
from cadwidgets.viewer.closing import close_tree
from cadwidgets.viewer.ghosting import GhostViewer
from cadwidgets.viewer.scene import sphere_around

ALIKE = ("parallel", "edges", "grid", "clear", "wires", "flat", "inches", "cut", "planes")
"""The traits that linked viewers have in common."""
_EMPTY_SPHERE: tuple[Vector, float] = ((0.0, 0.0, 0.0), 55.0)
_NARROWEST = "min(300px, 100%)"
"""Two pictures that would be narrower stand below each other."""

ROW = {"flex_flow": "row wrap", "grid_gap": "8px"}


class Cameras(anywidget.AnyWidget):
    """Has cameras move together in the browser while a hand moves one of them, see linking.js; shows nothing.

    What the kernel does with a camera, it does to all of them itself: nothing goes back and forth.
    """

    _esm = (files(__package__) / "linking.js").read_text("utf-8")
    groups = traitlets.List(trait=traitlets.List(traitlets.Unicode())).tag(sync=True)
    """The controls that move together: a group for the cameras of each projection."""


class LinkedViewer(GhostViewer):
    """The part of a `Viewer` that knows other viewers."""

    _seen: Mesh | None = None
    """The mesh that is drawn: without hidden parts, and with all of them where they stand now."""
    _company: _Company | None = None

    @property
    def _sphere(self) -> tuple[Vector, float]:
        """(Centre, radius) of what is seen whole after a fit: all that is drawn in the linked viewers."""
        seen = [viewer._seen for viewer in self.linked if viewer._seen is not None]
        return sphere_around(*seen) if seen else _EMPTY_SPHERE

    @property
    def linked(self) -> tuple[LinkedViewer, ...]:
        """The viewers that are linked, this one among them."""
        return (self,) if self._company is None else self._company.viewers

    def link(self, other: LinkedViewer) -> None:
        """See the model of ``other`` and this one's from the same place at the same scale, whichever of them is moved,
        and have both look alike. `fit` sees all of both. The other follows this one first.

        Raises RequestError for the viewer itself.
        """
        if other is self:
            raise RequestError("a viewer cannot be linked to itself", parameter="other", allowed="another viewer")
        viewers = tuple(dict.fromkeys((*self.linked, *other.linked)))
        self.unlink()
        other.unlink()
        _Company(viewers)
        self._scene.fit(*self._sphere)

    def unlink(self) -> None:
        """Be seen on its own again; those that are linked to this viewer stay together."""
        if self._company is not None:
            others = tuple(viewer for viewer in self.linked if viewer is not self)
            self._company.end()
            if len(others) > 1:
                _Company(others)

    def beside(self, other: LinkedViewer) -> ipywidgets.HBox:
        """Both side by side, below each other where that is narrow, and linked. Raises as `link`."""
        self.link(other)
        share_row(self, other)
        return ipywidgets.HBox([self, other], layout=ROW)


def share_row(*viewers: LinkedViewer) -> None:
    """Have the viewers be equally wide in a row, or below each other where that is narrow."""
    for viewer in viewers:
        viewer.layout.flex, viewer.layout.min_width = "1 1 0", _NARROWEST


class _Company:
    """Viewers that are linked, from now until `end`."""

    def __init__(self, viewers: tuple[LinkedViewer, ...]) -> None:
        self.viewers = viewers
        first, *others = viewers
        self._alike: list[Any] = [traitlets.link((first, name), (other, name)) for other in others for name in ALIKE]
        scenes = [viewer._scene for viewer in viewers]
        groups = zip(*(scene.control_ids for scene in scenes), strict=True)
        self._cameras = Cameras(groups=[list(group) for group in groups])
        for viewer in viewers:
            viewer._scene.company = tuple(scene for scene in scenes if scene is not viewer._scene)
            viewer._company = self
        first.children = (*first.children, self._cameras)

    def end(self) -> None:
        """Let go of each other."""
        for link in self._alike:
            link.unlink()
        for viewer in self.viewers:
            viewer._scene.company, viewer._company = (), None
            viewer.children = tuple(child for child in viewer.children if child is not self._cameras)
        close_tree(self._cameras)
