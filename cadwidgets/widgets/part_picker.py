"""PartPicker: choose a catalog part, see it in 3D, download it, and have its BOM text as a table."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ipywidgets
import traitlets

from cadwidgets.contract.parts import CadFormat, PartFamily, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import Cancelled, GeometryError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.bom import Bom
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import Panel, escape
from cadwidgets.widgets._downloads import save_links
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH, row, small_button, two_columns

_MESH_SUFFIXES = (".stl", ".amf", ".json")
_MESH_LABEL = "STL"


class PartPicker(Panel):
    """A picker over a parts catalog: family, size and format; Download brings the files, the 3D and the BOM.

    The embedded catalog lists its families and shows each part at once. TraceParts records every CAD request, so
    there a part is named by catalog, part number, format and your mail address, and nothing is sent before Download.
    ``source`` is what `cadwidgets.connect` returned.
    """

    part = traitlets.Instance(CadRequest, allow_none=True, read_only=True)
    """The part and format that are chosen; None while the choice is not complete."""
    files = traitlets.Instance(PartFiles, allow_none=True, read_only=True)
    """What the last download brought: CAD files by name, the BOM text, the untouched archive."""
    bom = traitlets.Instance(Bom, allow_none=True, read_only=True)
    """The BOM text of the last download; ``picker.bom.frame`` is its DataFrame."""
    status = traitlets.Unicode("starting", read_only=True)
    """starting, ready, working, failed or cancelled."""

    def __init__(self, *, source: Sources | None = None, **traits: Any) -> None:
        self._source = source or connect()
        super().__init__(**traits)
        self._shown_number = ""
        self._families: tuple[PartFamily, ...] = ()
        self._formats: tuple[CadFormat, ...] = ()
        self._lay_out()
        self._ask_for_listing()

    # -- what a user may call

    def pick(self, part_number: str) -> None:
        """Choose a part by its number, as in ``picker.pick("6205")``. Raises KeyError for an unknown number."""
        for family in self._families:
            if part_number in family.part_numbers:
                self._family.value = family
                self._number.value = part_number
                return
        raise KeyError(part_number)

    def download(self) -> None:
        """Fetch the chosen part in the chosen format; `files` and `bom` hold what came."""
        if self.part is None:
            self._fail(ValueError("choose a part and a format first"))
            return
        self._request(self.part, keep_files=True)

    def cancel(self) -> None:
        """Stop waiting for the part."""
        self._job.cancel()

    # -- layout

    def _lay_out(self) -> None:
        self.viewer = Viewer(width=VIEW_WIDTH, height=VIEW_HEIGHT)
        self._status_line, self._links, self._error_panel, self._table = (ipywidgets.HTML() for _ in range(4))
        self._choice = ipywidgets.VBox()
        title = ipywidgets.HTML(
            '<div class="cadw-title">Part picker</div>'
            f'<span class="cadw-badge">{escape(self._source.parts.source)}</span>'
        )
        self._make_choices()
        left = (
            title,
            self._choice,
            self._action_row(),
            self._status_line,
            self._links,
            self._error_panel,
            self._table,
        )
        self.children = two_columns(left, (self.viewer,))
        self._show("starting", "Starting the CAD kernel (a few seconds, once) \u2026")

    def _make_choices(self) -> None:
        wide = {"style": {"description_width": "92px"}, "layout": ipywidgets.Layout(width="100%")}
        self._family = ipywidgets.Dropdown(description="Family", **wide)
        self._number = ipywidgets.Dropdown(description="Size", **wide)
        self._catalog_text = ipywidgets.Text(description="Catalog", placeholder="ClassificationID", **wide)
        self._number_text = ipywidgets.Text(description="Part number", **wide)
        self._format = ipywidgets.Dropdown(description="Format", **wide)
        self._family.observe(self._family_chosen, "value")
        for choice in (self._number, self._format, self._catalog_text, self._number_text):
            choice.observe(self._choice_changed, "value")

    def _action_row(self) -> ipywidgets.HBox:
        self._button = ipywidgets.Button(description="Download", icon="download", button_style="primary")
        self._button.on_click(lambda _: self.download())
        self._cancel = small_button("Cancel", "times", "Stop waiting for the part", self.cancel)
        self._bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="140px"))
        return row(self._button, self._cancel, self._bar)

    # -- the listing

    def _ask_for_listing(self) -> None:
        self._start(lambda _: self._listing(), self._listing_came)

    def _listing(self) -> tuple[tuple[PartFamily, ...], tuple[CadFormat, ...]]:
        """In the background: what there is to choose from. TraceParts offers no listing of families here."""
        if self._source.catalog is not None:
            return self._source.catalog.listing()
        return (), self._source.parts.formats()

    def _listing_came(self, outcome: Any) -> None:
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        self._families, self._formats = outcome
        _offer(self._format, [(item.label, item) for item in self._formats])
        if self._source.catalog is None:
            self._choice.children = (self._catalog_text, self._number_text, self._format)
            self._show(
                "ready",
                "Type a catalog and a part number; Download sends a CAD request with your mail address.",
            )
            return
        self._choice.children = (self._family, self._number, self._format)
        self._show("ready", "")
        _offer(self._family, [(family.title, family) for family in self._families])

    def _family_chosen(self, change: Any) -> None:
        if change["new"] is not None:
            _offer(self._number, change["new"].part_numbers)

    def _choice_changed(self, _: Any) -> None:
        before = self.part
        chosen = self._chosen()
        self.set_trait("part", chosen)
        if chosen is None or self._source.catalog is None:
            return
        if before is None or before.part != chosen.part:
            self._preview(chosen)

    def _chosen(self) -> CadRequest | None:
        listed = self._source.catalog is not None
        family = self._family.value
        catalog = (family.classification_id if family else "") if listed else self._catalog_text.value.strip()
        number = (self._number.value or "") if listed else self._number_text.value.strip()
        if not catalog or not number or self._format.value is None:
            return None
        return CadRequest(PartRef(catalog, number), self._format.value.id)

    # -- requests

    def _preview(self, chosen: CadRequest) -> None:
        """Show the part: only for a catalog that records nothing."""
        self._links.value = ""
        self._request(self._as_mesh(chosen), keep_files=False)

    def _as_mesh(self, part: CadRequest) -> CadRequest:
        """The same part in the format that the picture is made from."""
        mesh_format = next((item for item in self._formats if item.label == _MESH_LABEL), None)
        if mesh_format is None:
            raise LookupError(f"the catalog lists no {_MESH_LABEL} to show the part from")
        return replace(part, format_id=mesh_format.id)

    def _request(self, wanted: CadRequest, *, keep_files: bool) -> None:
        self._show("working", f"Asking for {wanted.part.name} \u2026")
        self._bar.value = 0.0
        self._start(
            lambda cancel: self._fetch(wanted, cancel),
            lambda outcome: self._came(outcome, wanted, keep_files),
        )

    def _fetch(self, wanted: CadRequest, cancel: threading.Event) -> tuple[PartFiles, Mesh | None]:
        files = self._download(wanted, cancel)
        mesh = _first_mesh(files)
        if mesh is None and self._source.catalog is not None and self._shown_number != wanted.part.name:
            mesh = _first_mesh(self._download(self._as_mesh(wanted), cancel))
        return files, None if mesh is None else mesh.with_edges().with_normals()

    def _download(self, wanted: CadRequest, cancel: threading.Event) -> PartFiles:
        return self._source.parts.download(wanted.part, wanted.format_id, progress=self._progress, cancel=cancel)

    def _progress(self, text: str, fraction: float) -> None:
        self._mailbox.post(lambda: self._show_progress(text, fraction))

    def _show_progress(self, text: str, fraction: float) -> None:
        if self.status == "working":
            self._bar.value = fraction
            self._show("working", text)

    def _came(self, outcome: Any, wanted: CadRequest, keep_files: bool) -> None:
        if isinstance(outcome, Cancelled):
            self._show("cancelled", "Cancelled.")
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        files, mesh = outcome
        self._succeed()
        self._show_part(wanted.part.name, files, mesh)
        if keep_files:
            self.set_trait("files", files)
            self._links.value = save_links(files.files)
        unseen = " This format cannot be shown in 3D." if self.viewer.stale else ""
        done = f"{wanted.part.name}: {'downloaded' if keep_files else 'shown'}.{unseen}"
        self._show("ready" if self._job.settled else "working", done)

    def _show_part(self, number: str, files: PartFiles, mesh: Mesh | None) -> None:
        if mesh is not None:
            self.viewer.mesh = mesh
            self.viewer.fit()
            self._shown_number = number
        self.viewer.stale = self._shown_number != number
        if files.bom_text:
            bom = Bom.read(files.bom_text)
            self.set_trait("bom", bom)
            self._table.value = f'<div class="cadw-table">{bom._repr_html_()}</div>'

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        self._show("failed", "")

    def _show(self, status: str, text: str) -> None:
        self.set_trait("status", status)
        self._status_line.value = f'<span class="cadw-quiet" role="status">{escape(text)}</span>'
        working = "" if status == "working" else "none"
        self._cancel.layout.display = working
        self._bar.layout.display = working


def _offer(menu: ipywidgets.Dropdown, options: Sequence[Any]) -> None:
    """Put options into a menu and choose the first, as a menu without a choice looks broken."""
    menu.options = options
    menu.index = 0 if options else None


def _first_mesh(files: PartFiles) -> Mesh | None:
    """The mesh of the first file that holds triangles; None if no file does."""
    for name, data in files.files.items():
        if name.lower().endswith(_MESH_SUFFIXES):
            mesh = read_mesh(data)
            if len(mesh.triangles) == 0:
                raise GeometryError(f"{name} holds no triangles", format=name.rpartition(".")[2].upper())
            return mesh
    return None
