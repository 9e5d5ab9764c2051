"""PartPicker: choose a catalog part, see it in 3D, download it, and have its BOM text as a table."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import ipywidgets
import traitlets

from cadwidgets.contract.own_catalogs import Imported
from cadwidgets.contract.parts import PartFiles
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import CadWidgetsError, Cancelled, NotFound, RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.own_parts import frame_parts
from cadwidgets.widgets._base import Panel, escape
from cadwidgets.widgets._downloads import save_links
from cadwidgets.widgets._layout import row, small_button, two_columns
from cadwidgets.widgets._own_parts import not_taken, own_listing, told_only
from cadwidgets.widgets._part_fields import PartFields
from cadwidgets.widgets._part_lookup import look_up
from cadwidgets.widgets._part_meshes import first_mesh, mesh_of_step, step_in
from cadwidgets.widgets._part_view import PartView
from cadwidgets.widgets.bom import Bom

_MESH_LABEL = "STL"


class PartPicker(Panel):
    """A picker over a parts catalog: family, size and format; Download brings the files, the 3D and the BOM.

    The embedded catalog lists its families and shows each part at once. TraceParts records every CAD request, so
    there a part is named by catalog and part number; Look up lists its formats and shows its picture, and only Download
    or Show in 3D sends a CAD request, which is counted.
    ``source`` is what `cadwidgets.connect` returned. ``catalog`` is a pandas DataFrame of your own parts: a row is a
    part, the column ``part_number`` (else the first) its number, ``file`` the path of its STEP file. Raises TypeError
    for another ``catalog``, RequestError for a DataFrame without part numbers.
    """

    part = traitlets.Instance(CadRequest, allow_none=True, read_only=True)
    """The part and format that are chosen; None while the choice is not complete."""
    files = traitlets.Instance(PartFiles, allow_none=True, read_only=True)
    """What the last download brought: CAD files by name, the BOM text, the untouched archive."""
    bom = traitlets.Instance(Bom, allow_none=True, read_only=True)
    """The bill of materials of the part; ``picker.bom.frame`` is its DataFrame."""
    imported = traitlets.Instance(Imported, allow_none=True, read_only=True)
    """What came of the DataFrame: the rows and files that were not taken, and why."""
    status = traitlets.Unicode("starting", read_only=True)
    """starting, ready, working, failed or cancelled."""

    def __init__(self, *, source: Sources | None = None, catalog: Any = None, **traits: Any) -> None:
        self._source = source or connect()
        self._own = None if catalog is None else frame_parts(catalog)
        super().__init__(**traits)
        self._lay_out()
        self._ask_for_listing()

    # -- what a user may call

    def pick(self, part_number: str, catalog: str = "") -> None:
        """Choose a part by its number, as in ``picker.pick("6205")``; ``catalog`` is needed where none is listed.

        Raises KeyError for an unknown number.
        """
        if catalog and not self._fields.listed:
            self._fields.catalog_text.value, self._fields.number_text.value = catalog, part_number
            return
        for family in self._fields.families:
            if part_number in family.part_numbers:
                self._fields.family.value = family
                self._fields.number.value = part_number
                return
        raise KeyError(part_number)

    def look_up(self) -> None:
        """Ask a catalog that lists no families for the formats, title and picture of the part: no CAD request."""
        part = self._fields.part()
        if part is None:
            self._fail(RequestError("type a catalog and a part number first", parameter="PartNumber"))
            return
        self._show("working", f"Looking up {part.name} \u2026")
        self._start(lambda cancel: look_up(self._source, part, cancel), self._looked_up)

    def show_in_3d(self) -> None:
        """Download the part's STEP, one CAD request, and show it: for parts that offer nothing that has triangles."""
        facts = self._view.facts
        step = facts.only_step if facts else None
        if facts is None or step is None:
            self._fail(
                RequestError("look up a part that has STEP and no format with triangles first", parameter="part")
            )
            return
        self._request(CadRequest(facts.part, step.id), keep_files=True)

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
        self._view = PartView(self.show_in_3d)
        self.viewer = self._view.viewer
        lines = [ipywidgets.HTML() for _ in range(6)]
        self._status_line, self._links, self._error_panel, self._table, self._count, self._not_taken = lines
        self._fields = PartFields(self._choice_changed, self.look_up)
        title = ipywidgets.HTML(f'<div class="cadw-title">Part picker</div>{self._badge()}')
        answers = (self._count, self._not_taken, self._status_line, self._links, self._error_panel, self._table)
        left = (title, self._fields, self._action_row(), *answers)
        self.children = two_columns(left, (self._view,))
        self._show("starting", "Starting the CAD kernel (a few seconds, once) \u2026")

    def _badge(self) -> str:
        """Which service and which contract: ``TraceParts gateway \u00b7 host``, ``embedded service \u00b7 classic``."""
        parts = self._source.parts
        words = (parts.source, parts.api.rpartition(" ")[2]) if parts.embedded else (parts.api, parts.source)
        text = escape(" \u00b7 ".join(words))
        return f'<span class="cadw-badge" title="{text}">{text}</span>'

    def _action_row(self) -> ipywidgets.HBox:
        self._button = ipywidgets.Button(description="Download", icon="download", button_style="primary")
        self._button.on_click(lambda _: self.download())
        self._cancel = small_button("Cancel", "times", "Stop waiting for the part", self.cancel)
        self._bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="140px"))
        return row(self._button, self._cancel, self._bar)

    # -- the listing

    def _ask_for_listing(self) -> None:
        if self._own is not None:
            self._show("working", f"Sending {len(self._own.rows):,} parts of your own \u2026")
        self._start(self._listing, self._listing_came)

    def _listing(self, cancel: threading.Event) -> tuple[Any, Any]:
        """In the background: families, None at a foreign catalog, and formats; the gateway has them only of a part."""
        if self._own is not None:
            listing, imported = own_listing(self._source, self._own, self._progress, cancel)
            self._mailbox.post(lambda: self._tell_import(imported))
            return listing
        catalog = self._source.catalog
        if catalog is not None:
            return catalog.listing()
        try:
            return None, self._source.parts.formats()
        except RequestError:
            return None, ()

    def _listing_came(self, outcome: Any) -> None:
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        families, formats = outcome
        if families is None:
            self._fields.ask_for_names(formats)
            self._tell_count()
            self._show("ready", "Type a catalog and a part number, then look it up.")
            return
        self._show("ready", "")
        self._fields.list_families(families, formats)

    def _tell_import(self, imported: Imported) -> None:
        self.set_trait("imported", imported)
        text = not_taken(imported)
        self._not_taken.value = f'<div class="cadw-note">Not taken: {escape(text)}</div>' if text else ""

    def _looked_up(self, outcome: Any) -> None:
        if isinstance(outcome, Cancelled):
            self._show("cancelled", "Cancelled.")
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        self._succeed()
        if outcome.part != self._fields.part():  # another part was named meanwhile
            self._show("ready", "Another part is named by now: look it up.")
            return
        self._fields.offer_formats(outcome.formats)
        self._view.tell(outcome)
        self._show("ready", outcome.trouble and f"No picture: {outcome.trouble}")

    def _tell_count(self) -> None:
        """How many CAD requests were made, and what Download does, where somebody counts them."""
        if not self._fields.named:
            return
        parts = self._source.parts
        text = (
            f"Download sends one CAD request with your mail address to {parts.source}. CAD requests: {parts.requests}"
        )
        self._count.value = f'<div class="cadw-quiet">{escape(text)}</div>'

    def _choice_changed(self) -> None:
        before, chosen = self.part, self._fields.chosen()
        self.set_trait("part", chosen)
        if self._view.facts is not None and self._view.facts.part != self._fields.part():
            self._view.tell(None)
        if chosen is not None and self._fields.listed and (before is None or before.part != chosen.part):
            self._preview(chosen)

    # -- requests

    def _preview(self, chosen: CadRequest) -> None:
        """Show the part: only for a catalog that records nothing."""
        self._links.value = ""
        self._request(self._as_mesh(chosen), keep_files=False)

    def _as_mesh(self, part: CadRequest) -> CadRequest:
        """The same part in the format that the picture is made from."""
        mesh_format = next((item for item in self._fields.formats if item.label == _MESH_LABEL), None)
        if mesh_format is None:
            raise LookupError(f"the catalog lists no {_MESH_LABEL} to show the part from")
        return replace(part, format_id=mesh_format.id)

    def _request(self, wanted: CadRequest, *, keep_files: bool) -> None:
        self._show("working", f"Asking for {wanted.part.name} \u2026")
        self._bar.value = 0.0
        fetch = self._fetch if keep_files else self._previewed
        self._start(
            lambda cancel: fetch(wanted, cancel),
            lambda outcome: self._came(outcome, wanted, keep_files),
        )

    def _fetch(self, wanted: CadRequest, cancel: threading.Event) -> tuple[PartFiles, Mesh | None, str]:
        """The files, their picture if there is one, and else why not."""
        files = self._download(wanted, cancel)
        mesh, why = first_mesh(files), ""
        if mesh is None and self._view.shown_name != wanted.part.name:
            if self._fields.listed:
                mesh = first_mesh(self._download(self._as_mesh(wanted), cancel))
            elif step := step_in(files):
                mesh, why = self._meshed(step, cancel)
            else:
                why = "This format cannot be shown in 3D."
        return files, None if mesh is None else mesh.with_edges().with_normals(), why

    def _previewed(self, wanted: CadRequest, cancel: threading.Event) -> tuple[PartFiles, Mesh | None, str]:
        """As `_fetch`; of a part without CAD, what its catalog says of it."""
        try:
            return self._fetch(wanted, cancel)
        except NotFound as error:
            return told_only(self._source, wanted.part, error, cancel)

    def _meshed(self, step: bytes, cancel: threading.Event) -> tuple[Mesh | None, str]:
        """A STEP's triangles; without them the files are still worth having, and the reason is told."""
        try:
            return mesh_of_step(self._source.local, step, cancel), ""
        except Cancelled:
            raise
        except CadWidgetsError as error:
            return None, f"Not shown in 3D: {error}"

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
        files, mesh, why = outcome
        self._succeed()
        self._view.show(wanted.part.name, mesh, why)
        self._show_bom(files)
        if keep_files:
            self.set_trait("files", files)
            self._links.value = save_links(files.files)
        done = f"{wanted.part.name}: {'downloaded' if keep_files else 'shown'}."
        self._show("ready" if self._job.settled else "working", done)

    def _show_bom(self, files: PartFiles) -> None:
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
        self._tell_count()
