"""The 3D view beside a design table: the variant that was picked in a row, on a card or in the plot."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.model import VariantModel
from cadwidgets.viewer.background import LatestJob
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import error_html, escape
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH
from cadwidgets.widgets._model_builds import Outcome, Wish, build_and_mesh

_EMPTY = "Choose a row, a card or a point to see it in 3D."


class DesignPreview(ipywidgets.VBox):
    """One variant in 3D, and which one. A foreign service is asked for it only by a click."""

    def __init__(self, job: LatestJob, model: VariantModel) -> None:
        self._job, self._model = job, model
        self._wanted: tuple[int, DesignRow] | None = None
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT - 60, keep=False)
        self.viewer.layout.display = "none"
        self._line = ipywidgets.HTML(f'<span class="cadw-quiet">{_EMPTY}</span>')
        self._button = ipywidgets.Button(
            description="Show in 3D (a request that the service may charge)",
            icon="cube",
            layout=ipywidgets.Layout(width="auto", display="none"),
        )
        self._button.add_class("cadw-wrap")
        self._button.on_click(lambda _: self._build())
        super().__init__((self._line, self._button, self.viewer))

    def show(self, number: int, row: DesignRow, differing: Callable[[DesignRow], str]) -> None:
        """Show a variant, once it is built; ``differing`` tells its values in words."""
        self._wanted = (number, row)
        words = f"<b>Variant {number}</b> <span class='cadw-quiet'>{escape(differing(row))}</span>"
        failed = f"<br>It has failed: {escape(row.error)}" if row.status == "failed" else ""
        self._line.value = f'<div role="status">{words}{failed}</div>'
        self.viewer.stale = True
        if failed:
            self._job.cancel()
            return
        free = self._model.source.build.is_ours()  # known by now: it has built the row
        self._button.layout.display = "none" if free else ""
        if free:
            self._build()

    def _build(self) -> None:
        if self._wanted is None:
            return
        number, row = self._wanted
        model = self._model
        wish = Wish(model.source.build, model.schema, model.request(row.values, "TJS"), True)

        def came(outcome: Outcome | Exception) -> None:
            if self._wanted is None or self._wanted[0] != number:
                return
            if isinstance(outcome, Exception):
                self._line.value += error_html(outcome)
                return
            first = self.viewer.layout.display == "none"
            self._button.layout.display = "none"
            self.viewer.put(outcome.mesh, outcome.exact(model.source.local))
            self.viewer.stale = False
            self.viewer.layout.display = ""
            if first:
                self.viewer.fit()

        self._job.replace(lambda cancel: build_and_mesh(wish, 0, cancel), came)
