"""Viewer: a mesh in 3D under your fingers."""

from __future__ import annotations

import asyncio
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import ipywidgets
from traitlets import Bool, Instance, Int, TraitError, Unicode, validate

from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.camera import VIEWS, Vector
from cadwidgets.viewer.closing import close_tree
from cadwidgets.viewer.grid import Ground
from cadwidgets.viewer.scene import Scene, sphere_around
from cadwidgets.viewer.toolbar import toolbar

MODEL_COLOR = "#a9bdd2"

_HINT = "Drag to turn, scroll to zoom, right-drag to move"
_REST_SECONDS = 1.0  # later than the next mesh of any movement, sooner than anybody saves the notebook
_EMPTY_BOX = (-50.0, -50.0, 0.0, 50.0, 50.0, 0.0)  # the ground before there is a model
_EMPTY_SPHERE: tuple[Vector, float] = ((0.0, 0.0, 0.0), 55.0)


class Viewer(ipywidgets.VBox):
    """A mesh in 3D: assign `mesh` and the picture changes, while the camera stays where the user left it.

    Drag turns, the wheel zooms, the right button moves; Z points up. Raises TypeError for an unknown keyword and
    traitlets.TraitError for a value that a trait does not take.
    """

    mesh = Instance(Mesh, allow_none=True)
    """The model on screen, or None. The first one that has triangles is fitted into the view."""

    width = Int(720, min=1)
    """Width of the picture in CSS pixels; a narrower window shows it smaller."""

    height = Int(480, min=1)
    """Height of the picture in CSS pixels."""

    edges = Bool(True)
    """Draw the model's edges: the mesh's own where it has them, else its creases."""

    grid = Bool(True)
    """Draw the ground grid and the axes (X red, Y green, Z blue)."""

    parallel = Bool(False)
    """Parallel projection instead of perspective."""

    color = Unicode(MODEL_COLOR)
    """Colour (``#rrggbb``) of the triangles that have none of their own."""

    unit = Unicode("mm")
    """The unit named beside the grid's step when the mesh does not name its own."""

    caption = Unicode("")
    """The line below the picture; while it is empty, how to use the mouse."""

    stale = Bool(False)
    """The model does not belong to the current input (a build runs or failed): it is shown grey."""

    _resting: asyncio.TimerHandle | None = None
    _owned: tuple[ipywidgets.Widget, ...] = ()

    def __init__(
        self,
        mesh: Mesh | None = None,
        *,
        width: int = 720,
        height: int = 480,
        edges: bool = True,
        grid: bool = True,
        parallel: bool = False,
        color: str = MODEL_COLOR,
        unit: str = "mm",
        caption: str = "",
    ) -> None:
        super().__init__(
            mesh=mesh,
            width=width,
            height=height,
            edges=edges,
            grid=grid,
            parallel=parallel,
            color=color,
            unit=unit,
            caption=caption,
        )
        self._scene = Scene(self.width, self.height, self.color)
        self._note, self._line = ipywidgets.HTML(), ipywidgets.HTML()
        self._stage = ipywidgets.Box([self._scene.renderer, self._note])
        self._bar = toolbar(self, fit=self.fit, view=self.view)
        self._fitted = False
        self._style()
        self._owned = (*self.children, *self._scene.materials)
        self._project()
        self._scene.fit(*_EMPTY_SPHERE)
        self._redraw()
        self._wire()

    def fit(self) -> None:
        """See the whole model from where the camera is."""
        self._scene.fit(*self._sphere)

    def view(self, name: str) -> None:
        """See the whole model from a side: iso, front, back, left, right, top or bottom.

        Raises RequestError for another name.
        """
        if name not in VIEWS:
            raise RequestError(f"there is no view {name!r}", parameter="name", value=name, allowed=", ".join(VIEWS))
        self._scene.fit(*self._sphere, VIEWS[name])

    def close(self) -> None:
        """Take the viewer off the page and free everything it holds, here and in the browser."""
        self.unobserve_all()  # a build that ends later must not draw again
        if self._resting is not None:
            self._resting.cancel()
        if self._owned:
            self._scene.close()
        for part in (*self._owned, self.layout):
            close_tree(part)
        super().close()

    @validate("color")
    def _six_digits(self, proposal: dict[str, Any]) -> str:
        color: str = proposal["value"]
        if not re.fullmatch("#[0-9A-Fa-f]{6}", color):
            raise TraitError(f"color = {color!r} is not of the form #rrggbb")
        return color

    def _wire(self) -> None:
        self.observe(lambda _: self._redraw(), ["mesh", "color"])
        self.observe(lambda _: self._scene.outline(self._solid, edges=self.edges), "edges")
        self.observe(lambda _: self._lay_ground(), ["grid", "unit"])
        self.observe(lambda _: self._project(), "parallel")
        self.observe(lambda _: self._resize(), ["width", "height"])
        self.observe(lambda _: self._write(), ["caption", "stale"])

    def _redraw(self) -> None:
        if self._solid is not None and not self._fitted:
            self._fitted = True
            self.fit()
        self._scene.plain.color = self.color
        self._scene.show(self._solid, self._ground if self.grid else None, edges=self.edges)
        self._rest_soon()
        self._write()

    def _rest_soon(self) -> None:
        """Once no other mesh has come for a while, let go of what is kept to show it faster."""
        if self._resting is not None:
            self._resting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # plain Python without a loop: no notebook would keep it
            return
        self._resting = loop.call_later(_REST_SECONDS, self._scene.rest)

    def _lay_ground(self) -> None:
        self._scene.lay(self._ground if self.grid else None)
        self._write()

    def _project(self) -> None:
        self._scene.project("parallel" if self.parallel else "perspective")

    def _resize(self) -> None:
        self._scene.resize(self.width, self.height)
        self.layout.width = f"{self.width}px"

    def _write(self) -> None:
        empty = "No model yet" if self.mesh is None else "This model has no faces"
        note = empty if self._solid is None else "Out of date" if self.stale else ""
        self._note.value = f"<span role='status'>{note}</span>" if note else ""
        unit = (self.mesh and self.mesh.unit) or self.unit
        scale = f"Grid {self._ground.step:g} {unit}" if self.grid else ""
        self._line.value = f"<p><span>{escape(self.caption or _HINT)}</span><span>{escape(scale)}</span></p>"
        greyed = self.stale and self._solid is not None
        (self._stage.add_class if greyed else self._stage.remove_class)("cadwidgets-viewer-stale")

    def _style(self) -> None:
        sheet = ipywidgets.HTML(f"<style>{_css()}</style>", layout={"display": "none"})
        self.children = [sheet, self._bar, self._stage, self._line]
        self.add_class("cadwidgets-viewer")
        self._stage.add_class("cadwidgets-viewer-stage")
        self._note.add_class("cadwidgets-viewer-note")
        self._line.add_class("cadwidgets-viewer-caption")
        self.layout.width = f"{self.width}px"

    @property
    def _solid(self) -> Mesh | None:
        """The mesh, if it has anything to draw."""
        return self.mesh if self.mesh is not None and len(self.mesh.triangles) else None

    @property
    def _sphere(self) -> tuple[Vector, float]:
        return _EMPTY_SPHERE if self._solid is None else sphere_around(self._solid)

    @property
    def _ground(self) -> Ground:
        return Ground.under(_EMPTY_BOX if self._solid is None else self._solid.bounding_box)


@cache
def _css() -> str:
    return (files(__package__) / "viewer.css").read_text("utf-8")
