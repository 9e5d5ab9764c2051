"""PartDesk: what is done with the chosen part: configured, drawn, downloaded, and written into a BOM."""

from __future__ import annotations

import threading
from collections.abc import Callable

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.parts import CadFormat, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._activity import Activity, rest
from cadwidgets.widgets._bom_line import line_of_pick
from cadwidgets.widgets._part_choice import PartChoice
from cadwidgets.widgets._part_fetch import Fetched, fetched, format_to_show, previewed
from cadwidgets.widgets._part_pane import PartPane
from cadwidgets.widgets._pick_code import foreign_part_code, own_part_code, part_code
from cadwidgets.widgets._shelf import PartFacts

REST_SECONDS = 0.15
"""A part is drawn once the choice has rested for so long."""


class PartDesk:
    """The chosen part of a picker, shown in ``pane``. ``changed`` is called whenever anything here is not as before.

    ``counted`` is whether somebody counts CAD requests at the catalog: then only `download` and `show_in_3d` send one,
    else a part is drawn as soon as the choice rests.
    """

    def __init__(self, mailbox: Mailbox, sources: Sources, pane: PartPane, changed: Callable[[], None]) -> None:
        self.pane, self.counted, self.own, self.said = pane, False, False, ""
        self.files: PartFiles | None = None
        self.part: PartRef | None = None
        self._sources, self._changed = sources, changed
        self._files_of: PartRef | None = None
        self.choice = PartChoice(mailbox, self._chosen, self._described, changed)
        self.preview = Activity(mailbox, changed)
        self.downloading = Activity(mailbox, changed)
        self._tried = Activity(mailbox, changed)

    @property
    def facts(self) -> PartFacts:
        """The chosen part as it is described. Raises RequestError while none is."""
        if self.choice.facts is None:
            raise RequestError("choose a part first", parameter="part", allowed="a row of the table, or pick(number)")
        return self.choice.facts

    @property
    def request(self) -> CadRequest | None:
        """The part and format that are chosen; None while the choice is not complete."""
        facts, chosen = self.choice.facts, self.pane.downloads.format
        return None if facts is None or chosen is None else CadRequest(facts.part, chosen.id)

    @property
    def line(self) -> BomLine:
        """The chosen part as a line of a BOM, with its CAD file if that was downloaded last."""
        return line_of_pick(self.facts, self.files if self._files_of == self.facts.part else None)

    @property
    def code(self) -> str:
        """The line of code that gives the chosen part again."""
        if self.counted:
            return foreign_part_code(self.facts, self._sources)
        if self.own:
            return own_part_code(self.facts, self._sources)
        return part_code(self.facts, self._sources)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All that may be going on, or have failed."""
        return self.downloading, self.preview, self.choice.activity, self._tried

    def attempt(self, action: Callable[[], object]) -> None:
        """Do what a control says; what goes wrong is shown until the next step."""
        self._tried.clear()
        try:
            action()
        except Exception as error:  # a control's last border: nobody above it could show the error
            self._tried.fail(error)

    def download(self) -> None:
        """Fetch the chosen part in the chosen format. Raises RequestError while there is none."""
        chosen = self.pane.downloads.format
        if self.request is None or chosen is None:
            raise RequestError(f"{self.facts.part_number} has no CAD format to download", parameter="format")
        self._fetch(chosen)

    def show_in_3d(self) -> None:
        """Show the chosen part in 3D; where CAD requests are counted, by one whose files are kept as of a download."""
        found = format_to_show(self.facts)
        if found is None:
            raise RequestError(
                f"{self.facts.part_number} cannot be shown in 3D", parameter="format", allowed="STEP, or with triangles"
            )
        if self.counted:
            self._fetch(found)
        else:
            self._draw(0.0)

    def cancel(self) -> None:
        """Stop waiting for the part and its files."""
        for activity in self.activities:
            activity.cancel()

    def tell_count(self) -> None:
        """Say how many CAD requests were made, where somebody counts them."""
        parts = self._sources.parts
        told = (
            f"Download sends one CAD request with your mail address to {parts.source}. CAD requests: {parts.requests}"
        )
        self.pane.downloads.tell_count(told if self.counted else "")

    def _chosen(self, part: PartRef | None) -> None:
        """Another part is looked up: what belongs to the one before goes, but its 3D view stays, greyed."""
        self.part, self.said = part, ""
        self.preview.cancel()
        for ended in (self.preview, self.downloading, self._tried):
            ended.clear()
        self.pane.view.choose(part)
        self._changed()

    def _described(self, facts: PartFacts) -> None:
        self.part = facts.part
        self.pane.describe(facts, code=self.code, on_request=self.counted)
        if self._files_of != facts.part:
            self.pane.downloads.link(None)
        if not self.counted and self.pane.view.shown != facts.part:
            self._draw(REST_SECONDS)
        self._changed()

    def _draw(self, seconds: float) -> None:
        facts, sources = self.facts, self._sources

        def drawn(cancel: threading.Event) -> Fetched:
            rest(cancel, seconds)
            return previewed(sources, facts, cancel)

        self.preview.start(f"Drawing {facts.part_number} \u2026", drawn, lambda came: self._show(facts, came, "shown"))

    def _fetch(self, wanted: CadFormat) -> None:
        facts, sources, activity = self.facts, self._sources, self.downloading
        request = CadRequest(facts.part, wanted.id)
        drawn = self.counted and self.pane.view.shown != facts.part
        name = facts.part_number

        def files(cancel: threading.Event) -> Fetched:
            def progress(text: str, share: float) -> None:
                activity.progress(f"{name}: {text}", share)

            return fetched(sources, request, drawn=drawn, progress=progress, cancel=cancel)

        activity.start(f"Asking for {name} \u2026", files, lambda came: self._show(facts, came, "downloaded"))

    def _show(self, facts: PartFacts, came: Fetched, done: str) -> None:
        """Show what came; a part that is no longer the chosen one leaves its files, but not its picture."""
        if came.files is not None:
            self.files, self._files_of = came.files, facts.part
            self.pane.downloads.link(came.files, facts.part_number)
        if self.part == facts.part and (came.mesh is not None or came.why_not):
            self.pane.view.show(facts.part, came)
        self.said = f"{facts.part_number}: {done}."
