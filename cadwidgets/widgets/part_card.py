"""PartCard: a catalog part in 3D beside its technical data."""

from __future__ import annotations

from typing import Any

import ipywidgets
import traitlets

from cadwidgets.contract.part_details import PartDetails, SourcedValue
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import Panel, escape
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH, two_columns
from cadwidgets.widgets.catalog_part import CatalogPart


class PartCard(Panel):
    """What a `CatalogPart` looks like: the 3D, which comes as soon as it is made, and every value with its basis."""

    status = traitlets.Unicode("working", read_only=True)
    """working, ready, failed or cancelled."""

    def __init__(self, part: CatalogPart, **traits: Any) -> None:
        super().__init__(**traits)
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT)
        self._status_line = ipywidgets.HTML(_quiet(f"Making {part.part_number} \u2026"))
        self._error_panel = ipywidgets.HTML()
        about = ipywidgets.HTML(_card_html(part.details))
        self.children = two_columns((about, self._status_line, self._error_panel), (self.viewer,))
        self._start(lambda cancel: part.load_mesh(cancel).with_edges().with_normals(), self._came)

    def _came(self, outcome: Any) -> None:
        if isinstance(outcome, Cancelled):
            self.set_trait("status", "cancelled")
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        self._succeed()
        self.viewer.mesh = outcome
        self.viewer.fit()
        self._status_line.value = ""
        self.set_trait("status", "ready")

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        self._status_line.value = ""
        self.set_trait("status", "failed")


def _card_html(details: PartDetails) -> str:
    """Title, texts and the table of dimensions; a value without a second source says so."""
    texts = {"Standard": details.standard, "Material": details.material, **details.properties}
    if details.mass is not None:
        texts["Mass"] = f"{details.mass:.4g} g"
    rows = "".join(
        f"<tr><td>{escape(label)}</td><td colspan='2'>{escape(text)}</td></tr>" for label, text in texts.items()
    )
    rows += "".join(map(_size_html, details.dimensions))
    return (
        f'<div class="cadw-title">{escape(details.title)}</div>'
        f'<div class="cadw-quiet">{escape(details.description)}</div>'
        f'<div class="cadw-table"><table><tbody>{rows}</tbody></table></div>'
    )


def _text_html(label: str, text: str) -> str:
    return f'<tr><td>{escape(label)}</td><td colspan="2">{escape(text)}</td></tr>'


def _size_html(size: SourcedValue) -> str:
    documents = "; ".join((size.source, *size.agreeing))
    return (
        f'<tr title="{escape(documents)}"><td>{escape(size.label)}</td>'
        f'<td class="cadw-line">{size.value:.10g} {escape(size.unit)}</td>'
        f"<td>{escape(size.standing)}</td></tr>"
    )


def _quiet(text: str) -> str:
    return f'<span class="cadw-quiet" role="status">{escape(text)}</span>'
