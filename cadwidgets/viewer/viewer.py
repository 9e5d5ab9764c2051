"""Viewer: a model in 3D under your fingers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import ipywidgets
import numpy as np
from traitlets import Bool, Int, TraitError, Unicode, validate

from cadwidgets.contract.picks import Point
from cadwidgets.contract.view_state import ViewState
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.units import MILLIMETRES
from cadwidgets.viewer.camera import VIEWS
from cadwidgets.viewer.closing import close_tree
from cadwidgets.viewer.drawing import centered
from cadwidgets.viewer.given import Given, check_color
from cadwidgets.viewer.grid import Ground
from cadwidgets.viewer.keys import press
from cadwidgets.viewer.models import Model
from cadwidgets.viewer.pick_pane import PickPane
from cadwidgets.viewer.pick_words import Units, picks_html, tag
from cadwidgets.viewer.picture import Picture
from cadwidgets.viewer.saving import SavingViewer
from cadwidgets.viewer.scene import Scene, sphere_around
from cadwidgets.viewer.stage import Message, Stage
from cadwidgets.viewer.stills.picturing import PicturingViewer
from cadwidgets.viewer.toolbar import toolbar
from cadwidgets.viewer.words import line, note

MODEL_COLOR = "#a9bdd2"

_TALLEST = 1.2
"""Times its width: in a narrow place a picture is lower, too."""
_FIRST_WIDTH = 720
"""Until the browser has told how wide the place is."""
_NEAREST = 0.02
"""What is selected, however small, is seen with as much of the model around it as this share of the whole."""
_REST_SECONDS = 1.0  # later than the next mesh of any movement, sooner than anybody saves the notebook
_EMPTY_BOX = (-50.0, -50.0, 0.0, 50.0, 50.0, 0.0)  # the ground before there is a model


class Viewer(SavingViewer, PicturingViewer):
    """A model in 3D: assign `mesh`, or `load` another one, and the picture changes; the camera stays where it is.

    Drag turns, the wheel zooms, the right button moves, a click selects; Z points up. ``model`` is what `load` takes,
    ``state`` the `state` of another viewer. In a cell that runs again the new viewer shows a model like the last one as
    it was seen, unless ``keep`` is off; arguments win. Raises as `load` and `restore`, TypeError for an unknown keyword
    and traitlets.TraitError for a value that a trait does not take.
    """

    width = Int(0, min=0)
    """Width of the picture in CSS pixels; 0: as wide as its place, which it follows. It is never wider than that."""

    height = Int(480, min=1)
    """Height of the picture in CSS pixels; less in a narrow place."""

    edges = Bool(True)
    """Draw the model's edges: the mesh's own where it has them, else its creases."""

    grid = Bool(True)
    """Draw the ground grid and the axes (X red, Y green, Z blue)."""

    parallel = Bool(False)
    """Parallel projection instead of perspective."""

    clear = Bool(False)
    """See through the model."""

    wires = Bool(False)
    """Draw the edges of the triangles instead of faces."""

    flat = Bool(False)
    """Shade each triangle by itself, instead of smoothly over the faces."""

    color = Unicode(MODEL_COLOR)
    """Colour (``#rrggbb``) of the triangles that have none of their own."""

    unit = Unicode("mm")
    """The unit named beside the grid's step when the mesh does not name its own."""

    inches = Bool(False)
    """Tell lengths in inches, instead of the model's own unit."""

    caption = Unicode("")
    """The line below the picture; while it is empty, how to use the mouse."""

    stale = Bool(False)
    """The model does not belong to the current input (a build runs or failed): it is shown grey."""

    _resting: asyncio.TimerHandle | None = None
    _owned: tuple[ipywidgets.Widget, ...] = ()

    def __init__(
        self,
        model: Model | None = None,
        *,
        names: Sequence[str] = (),
        colors: Sequence[str] = (),
        source: Sources | None = None,
        width: int = 0,
        height: int = 480,
        edges: bool = True,
        grid: bool = True,
        parallel: bool = False,
        clear: bool = False,
        wires: bool = False,
        flat: bool = False,
        color: str = MODEL_COLOR,
        unit: str = "mm",
        inches: bool = False,
        tree: bool = False,
        caption: str = "",
        state: Mapping[str, Any] | None = None,
        keep: bool = True,
    ) -> None:
        # before any widget is made, which would be left behind by a model that is refused
        wanted = None if state is None else ViewState.read(state)
        given = None if model is None else Given.of(model, names, colors, source)
        super().__init__(
            width=width,
            height=height,
            edges=edges,
            grid=grid,
            parallel=parallel,
            clear=clear,
            wires=wires,
            flat=flat,
            color=color,
            unit=unit,
            inches=inches,
            caption=caption,
        )
        self._scene = Scene(self.width or _FIRST_WIDTH, self.height, self.color)
        self._note, self._line = ipywidgets.HTML(), ipywidgets.HTML()
        self._beside = Stage(self._scene.camera, view=self._look, key=self._press, pick=self._click)
        self._stage = ipywidgets.Box([self._scene.renderer, self._note, Picture(self._scene.renderer), self._beside])
        self._make_loader()
        self._make_pane(self.fit)
        self._make_measurer()
        self._make_sections()
        self._make_ghost()
        self._picks_pane = PickPane(self.fit_selection, self.select)
        self._bar = toolbar(self, fit=self.fit, view=self.view, cancel=self.cancel)
        self._make_still(lambda: 0 if self._seen is None else len(self._seen.triangles), lambda: not self._beside.room)
        self._style()
        self._owned = (*self.children, *self._scene.materials.all)
        self._project()
        self._shade()
        self._scene.framed = self._tag
        self._scene.fit(*self._sphere)
        self._replace()
        self._wire()
        self.tree = tree
        self._begin(wanted, keep=keep and wanted is None)
        if given is not None:
            self._take(given)

    def fit(self, path: str = "") -> None:
        """See what is drawn of the model from where the camera is, or the parts with a ``path``, as large as possible.

        Raises RequestError for a path that there is not.
        """
        if path and self._solid is not None:
            self._scene.fit(*sphere_around(self._part_meshes(self._solid, path)))
        else:
            self._scene.fit(*self._sphere)

    def fit_selection(self) -> None:
        """See what is selected from where the camera is, as large as possible; the whole model if nothing is."""
        center, radius = self._sphere
        points = np.concatenate([np.zeros((0, 3)), *(mark.points.reshape(-1, 3) for mark in self._marks())])
        if len(points):
            (x, y, z), near = centered(points)
            center, radius = (x, y, z), max(float(np.linalg.norm(near, axis=1).max()), _NEAREST * radius)
        self._scene.fit(center, radius)

    def view(self, name: str) -> None:
        """See the whole model from a side: iso, front, back, left, right, top or bottom.

        Raises RequestError for another name.
        """
        if name not in VIEWS:
            raise RequestError(f"there is no view {name!r}", parameter="name", value=name, allowed=", ".join(VIEWS))
        self._scene.fit(*self._sphere, VIEWS[name])

    def close(self) -> None:
        """Take the viewer off the page and free everything it holds, here and in the browser."""
        self.unlink()
        self.unobserve_all()  # a build that ends later must not draw again
        self._leave_place()
        if self._resting is not None:
            self._resting.cancel()
        if self._owned:
            for work in (self._loader, self._measurer, self._capper):
                work.close()
            self.still.close()
            self._scene.close()
        for part in (*self._owned, self.layout):
            close_tree(part)
        super().close()

    @validate("color")
    def _six_digits(self, proposal: dict[str, Any]) -> str:
        color: str = proposal["value"]
        check_color(color, TraitError)
        return color

    def _told(self) -> None:
        self._bar.children[-1].layout.display = "" if self.status == "loading" else "none"
        self._write()

    def _wire(self) -> None:
        self.observe(lambda _: self._replace(), "mesh")
        self.observe(lambda _: self._redraw(), "color")
        self.observe(lambda _: self._reassemble(), ["hidden", "spread"])
        self.observe(lambda _: self._write(), ["selection", "measurement", "selector", "measuring"])
        self.observe(lambda _: self._scene.outline(edges=self.edges), "edges")
        self.observe(lambda _: self._lay_ground(), ["grid", "unit", "inches"])
        self.observe(lambda _: self._tag(), ["unit", "inches"])
        self.observe(lambda _: self._project(), "parallel")
        self.observe(lambda _: self._shade(), ["clear", "wires", "flat"])
        self.observe(lambda _: self._resize(), ["width", "height"])
        self._beside.observe(lambda _: self._resize(), "room")
        self.observe(lambda _: self._write(), ["caption", "pointed", "stale"])

    def _replace(self) -> None:
        """Another model is to be drawn."""
        self._seen = None
        if self.status in ("failed", "cancelled"):  # what could not be shown is not what is shown
            self._loader.skip()
        with self.hold_trait_notifications():
            self._new_parts(self._solid)
        self._new_pickable(self._solid)
        if self.cut:
            self._slice()
        self._reassemble()
        self._model_came()

    def _reassemble(self) -> None:
        """Draw the parts of the model as they are to be drawn now."""
        solid = None if self._solid is None else self._assembled(self._solid)
        self._seen = solid if solid is not None and len(solid.triangles) else None
        if self._seen is not None and not self._fitted:
            self._fitted = True
            self.fit()
        self._redraw()
        if self._picked or self._lights is not None:
            self._mark()

    def _redraw(self) -> None:
        self._scene.materials.paint(self.color)
        self._scene.show(self._seen, self._ground if self.grid else None, edges=self.edges)
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
        self._beside.look_through(self._scene.camera)

    def _shade(self) -> None:
        self._scene.materials.shade(clear=self.clear, wires=self.wires, flat=self.flat)

    def _resize(self) -> None:
        room = self._beside.room
        width = min(self.width or room, room) if room else self.width or _FIRST_WIDTH
        tallest = width * self.height / self.width if self.width else _TALLEST * width
        self._scene.resize(width, round(min(self.height, tallest)))
        self.layout.width = f"{self.width}px" if self.width else "100%"

    def _look(self, message: Message) -> None:
        if message.get("name") in VIEWS:
            self.view(str(message["name"]))

    def _press(self, message: Message) -> None:
        """A key on the picture: see `keys`."""
        press(str(message.get("key")), self._scene, view=self.view, fit=self.fit, clear=self.select)

    def _mark(self) -> None:
        super()._mark()
        self._tag()

    def _tag(self) -> None:
        """Write the lengths beside the dimensions."""
        self._beside.tags = []
        self._beside.tags = [{"at": self._scene.in_view(point), "text": text} for point, text in self._labels()]

    def _labels(self) -> Iterator[tuple[Point, str]]:
        yield from super()._labels()
        relation = self.measurement and self.measurement.relation
        if relation and not self.spread:
            x, y, z = ((one + other) / 2 for one, other in zip(relation.start, relation.end, strict=True))
            yield (x, y, z), tag(relation, self._units)

    def _write(self) -> None:
        title, loading = self._loader.title, self.status == "loading"
        failed = f"{title} cannot be shown: {self.error}" if self.error is not None else ""
        self._note.value = note(
            self.mesh,
            loading=title if loading else "",
            failed=failed,
            stale=self.stale,
            hidden=self._seen is None,
        )
        self._line.value = line(
            self.pointed or self.caption, self._ground.shown_step if self.grid else None, self._units.name
        )
        self._picks_pane.say(picks_html(self.selection, self.measurement, self.selector, self.measuring, self._units))
        greyed = (self.stale or loading or failed) and self._solid is not None
        (self._stage.add_class if greyed else self._stage.remove_class)("cadwidgets-viewer-stale")

    def _style(self) -> None:
        sheet = ipywidgets.HTML(f"<style>{_css()}</style>", layout={"display": "none"})
        self.children = [
            sheet,
            self._bar,
            self._stage,
            self._line,
            self._picks_pane,
            self._section_pane,
            self._pane,
        ]
        self.add_class("cadwidgets-viewer")
        self._stage.add_class("cadwidgets-viewer-stage")
        self._note.add_class("cadwidgets-viewer-note")
        self._line.add_class("cadwidgets-viewer-caption")
        self._beside.add_class("cadwidgets-viewer-beside")
        self._resize()

    @property
    def _ground(self) -> Ground:
        box = _EMPTY_BOX if self._solid is None else self._solid.bounding_box
        return Ground.under(box, self._inches_per_unit or 1.0)

    @property
    def _unit(self) -> str:
        return (self.mesh and self.mesh.unit) or self.unit

    @property
    def _units(self) -> Units:
        inches = self._inches_per_unit
        return Units("in", inches) if inches else Units(self._unit, 1.0)

    @property
    def _inches_per_unit(self) -> float:
        """0 where lengths are told in the model's own unit, also because nobody knows how long that is."""
        return MILLIMETRES.get(self._unit, 0.0) / MILLIMETRES["in"] if self.inches else 0.0


@cache
def _css() -> str:
    return (files(__package__) / "viewer.css").read_text("utf-8")
