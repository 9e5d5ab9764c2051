"""What a viewer can do with a second model: show it as a ghost around its own, to compare with."""

from __future__ import annotations

from traitlets import Instance

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.lighting import LitViewer


class GhostViewer(LitViewer):
    """The part of a `Viewer` that knows a ghost."""

    ghost = Instance(Mesh, allow_none=True)
    """Another mesh, in the same coordinates, seen through and with dashed edges over the model. It cannot be picked,
    does not count for `fit`, and is cut with the model; while parts stand apart it is not drawn."""

    def _make_ghost(self) -> None:
        self.observe(lambda _: self._haunt(), ["ghost", "spread"])

    def _haunt(self) -> None:
        seen = self.ghost is not None and len(self.ghost.triangles) and not self.spread
        self._scene.haunt(self.ghost if seen else None)
