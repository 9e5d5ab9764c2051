"""PartCard: a catalog part in 3D beside its technical data."""

from __future__ import annotations

from typing import Any

import ipywidgets
import traitlets

from cadwidgets.contract.part_details import PartDetails
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import Panel, escape
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH, two_columns
from cadwidgets.widgets._part_html import data_html, mass_line, title_html
from cadwidgets.widgets.catalog_part import CatalogPart


class PartCard(Panel):
    """What a `CatalogPart` looks like: the 3D, which comes as soon as it is made, and every value with its basis."""

    status = traitlets.Unicode("working", read_only=True)
    """working, ready, failed or cancelled."""

    def __init__(self, part: CatalogPart, **traits: Any) -> None:
        super().__init__(**traits)
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT, keep=False)
        self._status_line = ipywidgets.HTML(_quiet(f"Making {part.part_number} \u2026"))
        self._error_panel = ipywidgets.HTML()
        about = ipywidgets.HTML(_card_html(part.details))
        self.children = two_columns((about, self._status_line, self._error_panel), (self.viewer,))
        self._exact = part.exact
        self._start(lambda cancel: part.load_mesh(cancel).drawable(), self._came)

    def _came(self, outcome: Any) -> None:
        if isinstance(outcome, Cancelled):
            self.set_trait("status", "cancelled")
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        self._succeed()
        self.viewer.put(outcome, self._exact)
        self.viewer.fit()
        self._status_line.value = ""
        self.set_trait("status", "ready")

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        self._status_line.value = ""
        self.set_trait("status", "failed")


def _card_html(details: PartDetails) -> str:
    texts = {"Standard": details.standard, "Material": details.material, **details.properties}
    lines = [(label, text, "") for label, text in texts.items()]
    data = data_html((*lines, *mass_line(details.mass)), details.dimensions)
    return title_html(details.title, details.description) + data


def _quiet(text: str) -> str:
    return f'<span class="cadw-quiet" role="status">{escape(text)}</span>'
