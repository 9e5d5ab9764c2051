"""What an explorer can do to be seen elsewhere: save its model as a page, with sliders that still work."""

from __future__ import annotations

import threading
from pathlib import Path

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.viewer.saved.saved_page import MEGABYTES, PagePlan, SavedPage
from cadwidgets.viewer.saving import save_page
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._model_rows import StateRow
from cadwidgets.widgets._saved_page import PageMaker, Progress, silent
from cadwidgets.widgets._saved_sliders import STEPS, SavedSliders, Wanted
from cadwidgets.widgets._watching import WatchingControls


class SavingExplorer(WatchingControls):
    """The part of a `ModelExplorer` that saves it."""

    viewer: Viewer
    mesh_type: str
    result: BuiltModel | None
    draft: bool
    _state: StateRow

    def html_size(self, *, sliders: Wanted = (), steps: int = STEPS, grid: bool = False) -> PagePlan:
        """What `to_html` would take: how many builds, and about how large the file will be. Nothing is built.

        Raises RequestError as that, and where no model is on screen yet.
        """
        return self._page_maker(sliders, steps, grid).plan(self.viewer)

    def to_html(
        self,
        path: str | Path,
        *,
        sliders: Wanted = (),
        steps: int = STEPS,
        grid: bool = False,
        budget: float = MEGABYTES,
        charged: bool = False,
        title: str = "",
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> SavedPage:
        """Save the model, as it is seen now, as one HTML file that any browser opens without a kernel or a network.

        ``sliders`` names the parameters that can be moved there: each through ``steps`` of its values, or through those
        of a dict (``{"width": [20, 30, 40]}``), each of which is built now, by itself or with ``grid`` in every
        combination. A file beyond ``budget`` MB is refused before anything is built, as far as the present model tells,
        else as soon as it is known. ``charged`` allows builds that a foreign service or a quota counts. ``progress`` is
        called with the builds that are done and those that are wanted; else the explorer tells. A position that cannot
        be built says why in the page, and in the value that is returned.

        Raises RequestError for what is not there or not allowed, Cancelled once ``cancel`` is set, and what building
        the present model raises.
        """
        maker = self._page_maker(sliders, steps, grid)
        maker.plan(self.viewer).check(budget)
        maker.check_charges(charged=charged)
        try:
            contents, refused = maker.contents(budget, progress or self._show_saving, cancel or threading.Event())
        finally:
            self._show_status()
        page = self.viewer.page(contents, title or self._model.title, maker.more())
        return save_page(path, page, contents.builds, refused, budget)

    def page(self, cancel: threading.Event) -> bytes:
        """In the background: the page of what is chosen, without sliders."""
        maker = self._page_maker((), STEPS, grid=False)
        contents, _ = maker.contents(MEGABYTES, silent, cancel)
        return self.viewer.page(contents, self._model.title, maker.more())

    def _page_maker(self, sliders: Wanted, steps: int, grid: bool) -> PageMaker:
        schema = self._schema or ParameterSchema()
        saved = SavedSliders.of(schema, self.params, sliders, steps, grid=grid)
        fine = self.result if self.status == "ready" and not self.draft else None
        return PageMaker(self._choice, saved, self.mesh_type, fine)

    def _show_saving(self, done: int, wanted: int) -> None:
        self._state.show(self.status, f"Saving: {done} of {wanted} builds \u2026")

    def _show_status(self) -> None:
        """Show how building gets on."""
