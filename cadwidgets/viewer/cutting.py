"""What a viewer can do with sections: up to three planes, each with the face where it cuts the model."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from traitlets import Bool, Float, Instance, List, TraitError, validate

from cadwidgets.clients.exact_sections import Cap
from cadwidgets.contract.sections import MAX_PLANES, Plane
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.sources import connect
from cadwidgets.viewer.capping import Capper, Cut
from cadwidgets.viewer.models import Builder
from cadwidgets.viewer.parts import parts_of, without
from cadwidgets.viewer.pick_words import Units
from cadwidgets.viewer.picking.sight import NO_CUTS, Cuts
from cadwidgets.viewer.section_pane import SectionPane
from cadwidgets.viewer.selecting import SelectingViewer


class CuttingViewer(SelectingViewer):
    """The part of a `Viewer` that knows sections."""

    cut = Bool(False)
    """Cut the model with the ``planes``, and show their sliders below the picture."""

    planes = List(Instance(Plane))
    """What the model is cut with: of each plane what lies behind it stays, normal·p <= offset. At most three."""

    areas = List(Float(), read_only=True)
    """The area of the model in each plane, in its unit; empty before it is known, and where nothing is cut."""

    _caps: Sequence[Cap] = ()
    _builder: Builder = staticmethod(lambda: connect().local)
    """Who makes the faces of what is known by its triangles alone."""

    def _make_sections(self) -> None:
        self._capper = Capper(self._capped)
        self._section_pane = SectionPane(lambda planes: self.set_trait("planes", planes))
        self._section_pane.layout.display = "none"
        self.observe(lambda _: self._slice(), ["cut", "planes"])
        self.observe(lambda _: self._open_sections(), "cut")
        self.observe(lambda _: self._draw_caps(), ["hidden", "spread"])

    def _open_sections(self) -> None:
        self._section_pane.layout.display = "" if self.cut else "none"
        if self.cut and not self.planes:
            self._section_pane.add()

    def _slice(self) -> None:
        """Cut at once; the faces follow as soon as they are made."""
        solid = self._solid
        planes = tuple(self.planes) if self.cut and solid is not None else ()
        self._scene.cut(planes)
        self._caps = ()
        self.set_trait("areas", [])
        if solid is not None and self.cut:
            self._section_pane.show(planes, solid.bounding_box)
        if solid is None or not planes:
            self._capper.stop()
            return
        self._section_pane.tell(["\u2026"] * len(planes))
        self._capper.start(Cut(planes, solid, self._visibility.parts, self._origins, self._builder))

    def _capped(self, outcome: Sequence[Cap] | Exception) -> None:
        if isinstance(outcome, Exception):
            self._section_pane.tell(
                [f"<span role='alert'>Not capped: {escape(str(outcome))}</span>"] * len(self.planes)
            )
            return
        self._caps = outcome
        self.set_trait("areas", [cap.area for cap in outcome])
        self._section_pane.tell([self._said(cap) for cap in outcome])
        self._draw_caps()

    def _said(self, cap: Cap) -> str:
        left = f", {cap.open} open outlines" if cap.open else ""
        return f"<span role='status'>{self._units.area(cap.area)}{left}</span>"

    def _draw_caps(self) -> None:
        """Draw the faces of the parts that are drawn where they were cut."""
        if self._caps:
            self._scene.cap([] if self.spread else [self._without_hidden(cap.mesh) for cap in self._caps])

    def _without_hidden(self, mesh: Mesh) -> Mesh:
        return without(mesh, parts_of(mesh), self.hidden)

    @property
    def _units(self) -> Units:
        """How lengths are told."""
        return Units()

    @property
    def _cuts(self) -> Cuts:
        planes = tuple(self.planes) if self.cut else ()
        faces = () if self.spread else tuple(self._without_hidden(cap.mesh) for cap in self._caps)
        return Cuts(planes, faces) if planes else NO_CUTS

    @validate("planes")
    def _few(self, proposal: dict[str, Any]) -> list[Plane]:
        planes: list[Plane] = proposal["value"]
        if len(planes) > MAX_PLANES:
            raise TraitError(f"at most {MAX_PLANES} planes can cut a model, not {len(planes)}")
        return planes
