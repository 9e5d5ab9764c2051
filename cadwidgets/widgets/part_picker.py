"""PartPicker: search a catalog, choose a part and its configuration, see it in 3D, download it, and fill a BOM."""

from __future__ import annotations

import threading
from typing import Any, Self

import ipywidgets
import traitlets

from cadwidgets.contract.own_catalogs import Imported
from cadwidgets.contract.parts import PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.contract.search import Hit, SearchPage
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.own_parts import frame_parts
from cadwidgets.widgets._activity import Activity
from cadwidgets.widgets._base import Panel, error_html, escape
from cadwidgets.widgets._layout import STYLE
from cadwidgets.widgets._own_parts import not_taken
from cadwidgets.widgets._part_desk import PartDesk
from cadwidgets.widgets._part_pane import PaneActions, PartPane
from cadwidgets.widgets._search_desk import SearchDesk
from cadwidgets.widgets._shelf import PartFacts, Shelf
from cadwidgets.widgets._shelves import shelf_for
from cadwidgets.widgets.bom import Bom


class PartPicker(Panel):
    """A picker over a parts catalog: search and filters, the chosen part in 3D, its files, and a BOM of what was added.

    Our own catalogs show each part at once. TraceParts records every CAD request, so there only Download and Show in 3D
    send one, which is counted; until then a part is seen by its catalog's picture.
    ``source`` is what `cadwidgets.connect` returned. ``catalog`` is a pandas DataFrame of your own parts: a row is a
    part, the column ``part_number`` (else the first) its number, ``file`` the path of its STEP file. ``query`` is
    searched for first; ``bom`` is a bill of materials to go on with. Raises TypeError for another ``catalog``,
    RequestError for a DataFrame without part numbers.
    """

    part = traitlets.Instance(CadRequest, allow_none=True, read_only=True)
    """The part and format that are chosen; None while the choice is not complete."""
    configuration = traitlets.Instance(PartFacts, allow_none=True, read_only=True)
    """What the catalog tells of the chosen part and how it is configured; None until it has."""
    files = traitlets.Instance(PartFiles, allow_none=True, read_only=True)
    """What the last download brought: CAD files by name, the BOM text, the untouched archive."""
    bom = traitlets.Instance(Bom)
    """What was added so far. Another one may be set, to go on with it."""
    imported = traitlets.Instance(Imported, allow_none=True, read_only=True)
    """What came of the DataFrame: the rows and files that were not taken, and why."""
    status = traitlets.Unicode("starting", read_only=True)
    """starting, ready, working, failed or cancelled."""
    _all: tuple[Activity, ...] = ()

    def __init__(
        self,
        *,
        source: Sources | None = None,
        catalog: Any = None,
        query: str = "",
        bom: Bom | None = None,
        **traits: Any,
    ) -> None:
        self._source = source or connect()
        self._own = None if catalog is None else frame_parts(catalog)
        super().__init__(bom=Bom() if bom is None else bom, **traits)
        self._lay_out(query)
        self.observe(lambda change: self._pane.tray.show(change["new"]), "bom")

    # -- what a user may call

    @property
    def results(self) -> SearchPage:
        """The page of results that is shown."""
        return self._desk.page

    @property
    def code(self) -> str:
        """The line of code that gives the chosen part again. Raises RequestError while there is none."""
        return self._parts.code

    def search(self, text: str) -> Self:
        """Search for what somebody types: ``picker.search("M6x20 socket head")``."""
        self._desk.put(self._desk.history.now.with_text(text))
        return self

    def pick(self, part_number: str, catalog: str = "", **options: str) -> Self:
        """Choose a part by its number or designation, as in ``picker.pick("6205")``, also before the catalog is there.

        ``catalog`` is needed at TraceParts; ``options`` set parameters: ``thread="real"``. An unknown number is told
        in `error`, with the near ones.
        """
        self._desk.with_shelf(lambda shelf: self._parts.choice.name(shelf, part_number, catalog, options))
        return self

    def choose(self, what: Hit | PartRef | str, selection_path: str = "") -> Self:
        """Choose a row of `results`, or a part by its names: a `PartRef`, or its part id and selection path."""
        part = PartRef(part_id=what, selection_path=selection_path) if isinstance(what, str) else what
        if isinstance(part, Hit):
            self._desk.with_shelf(lambda shelf: self._parts.choice.choose_hit(shelf, part))
        else:
            self._desk.with_shelf(lambda shelf: self._parts.choice.choose(shelf, part))
        return self

    def configure(self, symbol: str, value: str) -> Self:
        """Set a parameter of the chosen part, to a value or its label; others follow where they must.

        Raises RequestError for a parameter or a value that there is not, and while no part is chosen.
        """
        if self.configuration is None:
            raise RequestError("choose a part first", parameter=symbol)
        self._desk.with_shelf(lambda shelf: self._parts.choice.configure(shelf, symbol, value))
        return self

    def compare(self, *part_numbers: str) -> Self:
        """Show these parts side by side, at most four; without any, none. Raises RequestError for more."""
        self._desk.with_shelf(lambda shelf: self._desk.comparison.only(shelf, part_numbers))
        return self

    def show_in_3d(self) -> None:
        """Show the chosen part in 3D. At TraceParts this is one CAD request, whose files are kept as of a download.

        Raises RequestError while no part is chosen, and for one that cannot be shown.
        """
        self._parts.show_in_3d()

    def download(self) -> None:
        """Fetch the chosen part in the chosen format; `files` holds what came. Raises RequestError without a part."""
        self._parts.download()

    def add_to_bom(self, quantity: float = 1) -> Bom:
        """Add so many of the chosen part to `bom`, which is returned. Raises RequestError without a part."""
        self.bom = self.bom.add(self._parts.line, quantity)
        return self.bom

    def undo(self) -> None:
        """Search as before the last step."""
        self._desk.undo()

    def redo(self) -> None:
        """Search again as before the last `undo`."""
        self._desk.redo()

    def undo_adding(self) -> None:
        """Take the last change of `bom` back."""
        self._pane.tray.table.undo()

    def cancel(self) -> None:
        """Stop waiting for the part and its files."""
        self._parts.cancel()

    # -- layout

    def _lay_out(self, query: str) -> None:
        self._pane = PartPane(
            PaneActions(
                configure=lambda symbol, value: self._parts.attempt(lambda: self.configure(symbol, value)),
                choose_format=self._progressed,
                download=lambda: self._parts.attempt(self.download),
                cancel=self.cancel,
                show_in_3d=lambda: self._parts.attempt(self.show_in_3d),
                add=lambda quantity: self._parts.attempt(lambda: self.add_to_bom(quantity)),
                change_bom=lambda bom: self.set_trait("bom", bom),
            ),
            self.bom,
        )
        self.viewer = self._pane.view.viewer
        self._error_panel, self._not_taken = ipywidgets.HTML(), ipywidgets.HTML()
        self._parts = PartDesk(self._mailbox, self._source, self._pane, self._progressed)
        self._desk = SearchDesk(self._mailbox, query, self._open, self.choose, self._progressed)
        self._all = (self._desk.activity, self._desk.comparison.activity, *self._parts.activities)
        style = ipywidgets.HTML(STYLE, layout=ipywidgets.Layout(display="none"))
        title = ipywidgets.HTML(
            f'<div class="cadw-head"><span class="cadw-title">Part picker</span>{self._badge()}</div>'
        )
        self.children = (style, title, self._not_taken, self._desk.pane, self._error_panel, self._pane)
        self._desk.begin()

    def _badge(self) -> str:
        """Which service and which contract: ``TraceParts gateway \u00b7 host``, ``embedded service \u00b7 classic``."""
        parts = self._source.parts
        words = (parts.source, parts.api.rpartition(" ")[2]) if parts.embedded else (parts.api, parts.source)
        text = escape(" \u00b7 ".join(words))
        return f'<span class="cadw-badge" title="{text}">{text}</span>'

    # -- the catalog

    def _open(self, cancel: threading.Event) -> Shelf:
        """In the background: what is picked from."""
        shelf, imported = shelf_for(self._source, self._own, self._desk.activity.progress, cancel)
        counted = self._source.catalog is None
        self._mailbox.post(lambda: self._opened(counted, imported))
        return shelf

    def _opened(self, counted: bool, imported: Imported | None) -> None:
        self._parts.counted, self._parts.own = counted, imported is not None
        if imported is not None:
            self.set_trait("imported", imported)
            text = not_taken(imported)
            self._not_taken.value = f'<div class="cadw-note">Not taken: {escape(text)}</div>' if text else ""

    # -- how things stand

    def _progressed(self) -> None:
        """Have the traits and the lines of text say how the work stands."""
        parts = self._parts
        shown = parts.choice.facts.part if parts.choice.facts else parts.part
        if shown != self._desk.selected:
            self._desk.selected = shown
            self._desk.show()
        failed = [one.error for one in self._all if one.status == "failed" and one.error is not None]
        in_search = (self._desk.activity.error, self._desk.comparison.activity.error)
        self._error_panel.value = "".join(error_html(error) for error in failed if error not in in_search)
        parts.tell_count()
        for name, value in {
            "part": parts.request,
            "configuration": parts.choice.facts,
            "files": parts.files,
            "error": failed[0] if failed else None,
            "status": self._status(bool(failed)),
        }.items():
            self.set_trait(name, value)
        self._say()

    def _busy(self) -> bool:
        return any(activity.busy for activity in self._all)

    def _stop(self) -> None:
        for activity in self._all:
            activity.cancel()

    def _status(self, failed: bool) -> str:
        states = [one.status for one in self._all]
        if not self._desk.opened:
            return "failed" if failed else "starting"
        if "working" in states:
            return "working"
        return "failed" if failed else "cancelled" if "cancelled" in states else "ready"

    def _say(self) -> None:
        part_work = self._parts.activities
        working = next((one for one in part_work if one.status == "working"), None)
        cancelled = next((one.text for one in part_work if one.status == "cancelled"), "")
        text = working.text if working else cancelled or self._parts.said
        self._pane.say(text, working=working is not None, share=working.share if working else 0.0)
