"""What a viewer can do with single faces, edges, vertices and parts: select them, tell what they are, and measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from traitlets import Enum, Instance, List, Unicode

from cadwidgets.contract.measures import Measurement, Selector
from cadwidgets.contract.picks import KINDS, Pick
from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.assembly import AssemblyViewer
from cadwidgets.viewer.exact import Loaded, Origin
from cadwidgets.viewer.lens import AWAY
from cadwidgets.viewer.marks import Mark, dimension_marks
from cadwidgets.viewer.measuring import Measurer, Selected
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.locating import again, located
from cadwidgets.viewer.picking.pickable import ANY, Pickable, Picked
from cadwidgets.viewer.picking.sight import NO_CUTS, Cuts
from cadwidgets.viewer.scene import Scene

MEASURED = 2
"""So many picks are measured against each other: the last ones."""


class SelectingViewer(AssemblyViewer):
    """The part of a `Viewer` that knows faces, edges and vertices."""

    picks = Enum((ANY, *KINDS), ANY)
    """What a click selects: face, edge, vertex or part; any: a vertex or an edge that is near, else the face."""

    selection = List(Instance(Pick))
    """What is selected, the last one last. A click selects one thing, with Shift one more."""

    measurement = Instance(Measurement, allow_none=True, read_only=True)
    """What the last two of the selection are, and how they stand to each other; None before it is known."""

    selector = Instance(Selector, allow_none=True, read_only=True)
    """How a CadQuery script names the last face or edge of the selection; None where nothing is known that does."""

    measuring = Unicode("ready", read_only=True)
    """ready, measuring, or why the selection could not be measured."""

    _scene: Scene
    _pickable: Pickable | None = None
    _picked: tuple[Picked, ...] = ()
    _known: Loaded | None = None
    """The mesh whose parts' origins are known, with them."""

    def select(self, *picks: Pick) -> None:
        """Select these: what is at the ``point`` of each, the nearest of its kind in its part.

        Raises RequestError for a part that there is not, or a kind of which it has nothing.
        """
        self.selection = list(picks)

    def _make_measurer(self) -> None:
        self._measurer = Measurer(self._measured, self._named)
        self.observe(lambda change: self._take_picks(change["new"]), "selection")

    def _new_pickable(self, solid: Mesh | None) -> None:
        """Another mesh is shown: of the selection stays what it has, too."""
        before, self._pickable = self._pickable, None
        if solid is not None:
            self._pickable = Pickable(solid, self._visibility.parts)
        if self._picked:
            self._choose(self._kept(before))

    def _kept(self, before: Pickable | None) -> Iterator[Picked]:
        """The selected faces and parts that the new model has under the same numbers."""
        if before is None or self._pickable is None:
            return
        for one in self._picked:
            found = again(self._pickable, one.pick, before)
            if found is not None:
                yield found

    def _click(self, message: Mapping[str, Any]) -> None:
        """The browser tells where the picture was clicked."""
        if self._pickable is None:
            return
        (x, y), eye = message["at"], self._eye(message["eye"])
        pixel = (x * eye.height * eye.aspect, y * eye.height)
        found = self._pickable.pick(eye, pixel, self.picks, hidden=self.hidden, apart=self.spread, cuts=self._cuts)
        added = self._picked if message.get("add") else ()
        if found is not None:
            self._choose((*(one for one in added if one.pick != found.pick), found))
        elif not message.get("add"):
            self._choose(())

    def _eye(self, seen: Mapping[str, Any]) -> Eye:
        """The camera and the picture as the browser tells of them."""
        scale, offset, aspect = self._scene.scale, self._scene.position, seen["width"] / seen["height"]
        position, quaternion = tuple(seen["position"]), tuple(seen["quaternion"])
        if seen["fov"]:
            near = self._scene.camera.near
            return Eye(position, quaternion, seen["fov"], aspect, seen["height"], scale, offset, near)
        return Eye.parallel(position, quaternion, 1.0 / seen["zoom"], aspect, seen["height"], scale, offset, AWAY)

    def _take_picks(self, picks: Sequence[Pick]) -> None:
        """Somebody assigned the trait."""
        if tuple(picks) == tuple(one.pick for one in self._picked):
            return
        if self._pickable is None:
            raise RequestError("nothing can be selected before there is a model", parameter="selection")
        pickable = self._pickable
        self._choose([located(pickable, pick) for pick in picks])

    def _choose(self, picked: Iterable[Picked]) -> None:
        self._picked = tuple(picked)
        self.selection = [one.pick for one in self._picked]
        self.set_trait("measurement", None)
        self.set_trait("selector", None)
        if self._picked and self._pickable is not None:
            self.set_trait("measuring", "measuring")
            self._measurer.start(Selected(self._pickable, self._picked[-MEASURED:], self._origins))
        else:
            self._measurer.stop()
            self.set_trait("measuring", "ready")
        self._mark()

    def _measured(self, outcome: Measurement | Exception) -> None:
        if isinstance(outcome, Exception):
            self.set_trait("measuring", str(outcome))
        else:
            self.set_trait("measurement", outcome)
            self.set_trait("measuring", "ready")
        self._mark()

    def _named(self, selector: Selector | None) -> None:
        self.set_trait("selector", selector)

    def _mark(self) -> None:
        """Show what is marked, as it is now."""
        self._scene.mark(tuple(self._marked()))

    def _marked(self) -> Iterator[Mark]:
        """What is selected, and what was measured."""
        yield from self._marks()

    def _marks(self) -> Iterator[Mark]:
        for one in self._picked:
            if self._pickable is not None:
                seen = self._pickable.highlight(one, hidden=self.hidden, apart=self.spread)
                if seen.mesh is not None:
                    yield Mark("face", seen.mesh.vertices[seen.mesh.triangles])
                if len(seen.segments):
                    yield Mark("edge", seen.segments)
                if len(seen.points):
                    yield Mark("vertex", seen.points)
        relation = self.measurement and self.measurement.relation
        if relation and not self.spread:  # parts that stand apart are not where they were measured
            yield from dimension_marks(relation)

    @property
    def _cuts(self) -> Cuts:
        """What of the model is cut away."""
        return NO_CUTS

    @property
    def _origins(self) -> tuple[Origin, ...]:
        known = self._known
        return (
            known.origins
            if known is not None and self._pickable is not None and known.mesh is self._pickable.body.mesh
            else ()
        )
