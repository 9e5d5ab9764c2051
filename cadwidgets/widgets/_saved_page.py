"""How an explorer is saved as a page: the builds that its sliders take, one after the other, and the page of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cadwidgets.contract.parameters import Value
from cadwidgets.errors import BuildRefused, Cancelled, GeometryError, RequestError, ScriptError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.viewer.saved.contents import Contents, Numbers, value_text
from cadwidgets.viewer.saved.document import empty_size
from cadwidgets.viewer.saved.saved_page import PagePlan, too_large
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.viewer.words import size_text
from cadwidgets.widgets._budget import FINE
from cadwidgets.widgets._choice import Choice
from cadwidgets.widgets._model_builds import build_and_mesh
from cadwidgets.widgets._saved_sliders import SavedSliders

Progress = Callable[[int, int], None]
"""Called with the builds that are done and those that are wanted."""


@dataclass(frozen=True)
class PageMaker:
    """Makes the page of the model that was ``chosen``, with its ``sliders``.

    ``shown`` is the build that is on screen, if it is the fine one of what was chosen: it is not built again.
    """

    chosen: Choice
    sliders: SavedSliders
    mesh_type: str
    shown: BuiltModel | None

    def plan(self, viewer: Viewer) -> PagePlan:
        """What the page will take. Raises RequestError where nothing is on screen to tell it by."""
        contents, mesh = Contents("mm"), viewer.mesh
        if mesh is None:
            raise RequestError("there is no model yet to tell the size by", parameter="mesh", allowed="a built model")
        contents.add("", mesh, Numbers.of(mesh), None if self.shown is None else self.shown.bom)
        builds = sum(1 for _ in self.sliders.builds())
        values = {slider.name: slider.values for slider in self.sliders.sliders}
        return PagePlan(values, builds, empty_size() + builds * contents.json_size())

    def check_charges(self, *, charged: bool) -> None:
        """Raises RequestError where builds are counted that nobody has allowed."""
        builds = sum(1 for _ in self.sliders.builds()) - (self.shown is not None)
        if charged or not builds or not self._counts():
            return
        raise RequestError(
            f"{self.chosen.client.source} counts every build, and this page takes {builds} more",
            parameter="charged",
            value=False,
            allowed="charged=True, once you agree to that",
        )

    def contents(self, budget: float, progress: Progress, cancel: threading.Event) -> tuple[Contents, dict[str, str]]:
        """All builds, and why some are not there. Raises RequestError once they are more than ``budget`` MB, Cancelled
        once ``cancel`` is set, and for the present model whatever building it raises."""
        wanted = list(self.sliders.builds())
        contents, refused = Contents(self._unit), {}
        for done, (key, values) in enumerate(wanted):
            progress(done, len(wanted))
            if cancel.is_set():
                raise Cancelled("the page is not wanted any more")
            try:
                self._add(contents, key, values, cancel)
            except (ScriptError, BuildRefused, RequestError, GeometryError) as error:
                if key == self.sliders.present:
                    raise
                contents.refuse(key, str(error))
                refused[", ".join(f"{name}={value_text(value)}" for name, value in values.items())] = str(error)
            if contents.size > budget * 1e6:
                message = f"{done + 1} of {len(wanted)} builds have {size_text(contents.size)}"
                raise too_large(message, budget)
        progress(len(wanted), len(wanted))
        return contents, refused

    def more(self) -> dict[str, Any]:
        """What the page tells beside its builds."""
        schema = self.chosen.schema
        parameters = () if schema is None else schema.parameters
        told = [
            {"name": one.name, "title": one.title, "unit": one.unit, "text": value_text(self.chosen.params[one.name])}
            for one in parameters
        ]
        sliders = [slider.to_json() for slider in self.sliders.sliders]
        return {"parameters": told, "sliders": sliders, "grid": self.sliders.grid}

    def _add(self, contents: Contents, key: str, values: dict[str, Value], cancel: threading.Event) -> None:
        if key == self.sliders.present and self.shown is not None:
            model, mesh = self.shown, self.shown.mesh.drawable()
        else:
            choice = replace(self.chosen, params={**self.chosen.params, **values})
            outcome = build_and_mesh(choice.picture(self.mesh_type), FINE, cancel)
            model, mesh = outcome.model, outcome.mesh
        exact = model.result.number("volume") is not None
        numbers = Numbers(model.bounding_box, model.area, model.volume, model.mass, exact)
        contents.add(key, mesh, numbers, model.bom)

    def _counts(self) -> bool:
        """Whether somebody counts builds: a foreign service, or an account with a quota."""
        return not self.chosen.client.is_ours() or (self.shown is not None and self.shown.builds_left is not None)

    @property
    def _unit(self) -> str:
        return "mm" if self.chosen.schema is None else self.chosen.schema.unit


def silent(done: int, wanted: int) -> None:
    """Progress that nobody watches."""
