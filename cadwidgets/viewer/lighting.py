"""What a viewer can do with faces that somebody points out: light them up, with the dimension that goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from traitlets import Unicode

from cadwidgets.contract.picks import Point
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.loading_viewer import LoadingViewer
from cadwidgets.viewer.marks import Mark
from cadwidgets.viewer.proven_dimension import Dimension


@dataclass(frozen=True, eq=False)
class Lights:
    """Triangles of a ``mesh`` by their numbers: those that move, and those that only end elsewhere."""

    mesh: Mesh
    moved: Indices
    reshaped: Indices
    dimension: Dimension | None = None


class LitViewer(LoadingViewer):
    """The part of a `Viewer` that knows what is pointed out to it."""

    pointed = Unicode("", read_only=True)
    """What is said of what is pointed out; it stands where the caption does, until there is nothing to say."""

    _lights: Lights | None = None

    def light(self, lights: Lights | None, said: str = "") -> None:
        """Light these up, or nothing, and say so; they go out as soon as another mesh is shown."""
        self.set_trait("pointed", said)
        if lights is not self._lights:
            self._lights = lights
            self._mark()

    def _marked(self) -> Iterator[Mark]:
        yield from self._lit()
        yield from super()._marked()

    def _lit(self) -> Iterator[Mark]:
        lights = self._burning
        if lights is None or self._pickable is None:
            return
        body = self._pickable.body
        drawn, shown = body.drawn(self.spread), body.shown(self.hidden)[body.owners]
        for kind, triangles in (("reshaped", lights.reshaped), ("moved", lights.moved)):
            some = triangles[shown[triangles]]
            if len(some):
                yield Mark(kind, drawn.vertices[drawn.triangles[some]])
        if lights.dimension is not None and not self.spread:
            yield Mark("extent", lights.dimension.segments)

    def _labels(self) -> Iterator[tuple[Point, str]]:
        """Where a label stands in the model, and what it says."""
        lights = self._burning
        if lights is not None and lights.dimension is not None and not self.spread:
            yield lights.dimension.place, lights.dimension.sign + self._units.length(lights.dimension.length)

    @property
    def _burning(self) -> Lights | None:
        return self._lights if self._lights is not None and self._lights.mesh is self.mesh else None
