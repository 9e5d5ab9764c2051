"""BomTable: a bill of materials as a table that is folded, sorted, edited, compared and saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import anywidget
import traitlets

from cadwidgets.contract.bom_tree import line_at, placed
from cadwidgets.errors import RequestError
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.widgets._base import error_view
from cadwidgets.widgets._bom_columns import COLUMNS
from cadwidgets.widgets._bom_edits import edited
from cadwidgets.widgets._bom_files import FORMATS, file_name
from cadwidgets.widgets._bom_rows import Row, walk
from cadwidgets.widgets._bom_view import Choices, rows_of, table_view
from cadwidgets.widgets._browser import module, text
from cadwidgets.widgets._history import History
from cadwidgets.widgets.bom import Bom

Action = Mapping[str, Any]
"""What the user did, as browser/bom_table.js declares it."""


class BomTable(anywidget.AnyWidget):
    """A bill of materials to read, to edit and to save: ``BomTable(bom)``; ``table.bom`` is what became of it.

    With a ``baseline`` the table says what is different from that one. Values that no catalog knows are edited in their
    cells; each edit is a step that can be taken back. Raises TraitError for what is no Bom, RequestError for an item to
    select that there is not.
    """

    _esm = module("elements", "redraw", "bom_cells", "bom_keys", "bom_grid", "bom_chart", "bom_tools", "bom_table")
    _css = text("cadwidgets.css") + text("bom_table.css")

    bom = traitlets.Instance(Bom)
    """What is shown. Another one may be set: that is a step too."""
    baseline = traitlets.Instance(Bom, allow_none=True)
    """What it is compared with; None if with nothing."""
    selected = traitlets.Unicode("").tag(sync=True)
    """The item of the row that is selected, such as ``1.2``; of a rolled-up line, its first place. Empty if none is."""
    error = traitlets.Instance(Exception, allow_none=True, read_only=True)
    """Why the last step failed; None after one that did not."""
    view = traitlets.Dict(read_only=True).tag(sync=True)
    """All that the browser draws; replaced as a whole."""

    def __init__(self, bom: Bom | None = None, *, baseline: Bom | None = None) -> None:
        self._choices = Choices()
        self._rejected: dict[tuple[str, str], str] = {}
        self._acting = False
        self._mailbox = Mailbox()
        self._jobs = {name: LatestJob(self._mailbox) for name in FORMATS}
        first = Bom() if bom is None else bom
        self._history = History(first)
        super().__init__(bom=first, baseline=baseline)
        self._draw()
        self.observe(self._bom_set, "bom")
        self.observe(lambda _: self._draw(), "baseline")
        self.on_msg(lambda _widget, action, _buffers: self._act(action))

    # -- what a user may call

    def undo(self) -> None:
        """Take the last change of the BOM back, if there is one."""
        self.bom = self._history.undo()

    def redo(self) -> None:
        """Make again what was taken back, if something was."""
        self.bom = self._history.redo()

    @property
    def can_redo(self) -> bool:
        """Whether the last change was taken back."""
        return self._history.can_redo

    def wait(self, timeout: float = 120.0) -> None:
        """Wait until every file that was asked for is there. Raises TimeoutError after ``timeout`` seconds."""
        jobs = self._jobs.values()
        if not self._mailbox.wait(lambda: self._mailbox.empty and not any(job.busy for job in jobs), timeout):
            raise TimeoutError(f"still at work after {timeout:g} s")

    # -- what the browser tells

    def _act(self, action: Action) -> None:
        self._acting = True  # it is drawn once, when all has been done
        try:
            self._DOES[action["type"]](self, action)
            self.set_trait("error", None)
        except Exception as error:  # a callback's last border: nobody above it could show the error
            self.set_trait("error", error)
        finally:
            self._acting = False
        self._draw()

    def _choose(self, action: Action) -> None:
        self._choices = replace(self._choices, **{"page": 1, **action["choices"]})

    def _show_column(self, action: Action) -> None:
        columns = {**self._choices.columns, action["column"]: action["shown"]}
        self._choices = replace(self._choices, columns=columns)

    def _fold(self, action: Action) -> None:
        folded = self._choices.folded ^ {self._row(action["item"]).path}
        self._choices = replace(self._choices, folded=folded)

    def _edit(self, action: Action) -> None:
        place, typed = (action["item"], action["column"]), action["text"]
        column = next(column for column in COLUMNS if column.name == action["column"])
        try:
            self.bom = edited(self.bom, self._row(action["item"]), column, typed)
        except RequestError:
            self._rejected[place] = typed
            raise
        self._rejected.pop(place, None)

    def _dismiss(self, action: Action) -> None:
        self._rejected.pop((action["item"], action["column"]), None)

    def _remove(self, action: Action) -> None:
        bom = self.bom.remove(action["item"])
        self._rejected.clear()  # they would go to other lines: the items behind it move up
        self.selected = ""
        self.bom = bom

    def _save(self, action: Action) -> None:
        """Make the file beside the kernel's work; the browser saves or copies what comes."""
        bom, name = self.bom, action["format"]

        def told(outcome: Any) -> None:
            if isinstance(outcome, Exception):
                self.set_trait("error", outcome)
                self._draw()
            else:
                self.send({"type": action["type"], "name": file_name(bom.title, name)}, [outcome])

        self._jobs[name].submit(lambda _cancel: FORMATS[name](bom), told)

    _DOES = MappingProxyType(
        {
            "choose": _choose,
            "column": _show_column,
            "fold": _fold,
            "edit": _edit,
            "dismiss": _dismiss,
            "remove": _remove,
            "undo": lambda self, _action: self.undo(),
            "redo": lambda self, _action: self.redo(),
            "save": _save,
            "copy": _save,
        }
    )

    # -- what is shown

    def _row(self, place: str) -> Row:
        """The row that the browser means. Raises RequestError where another BOM was set meanwhile."""
        for row in walk(rows_of(self.bom, self._choices.mode)):
            if row.place == place:
                return row
        raise RequestError(f"the table has no item {place[:80]!r} any more", parameter="item", value=place)

    @traitlets.validate("selected")
    def _known_item(self, proposal: Any) -> str:
        item: str = proposal["value"]
        if item:
            line_at(self.bom.lines, item)
        return item

    def _bom_set(self, _change: Any) -> None:
        self._history.put(self.bom)
        items = {known.item for known in placed(self.bom.lines)}
        self._rejected = {place: typed for place, typed in self._rejected.items() if place[0] in items}
        if self.selected not in items:
            self.selected = ""
        self._draw()

    def _draw(self) -> None:
        if self._acting:
            return
        view = table_view(self.bom, self.baseline, self._choices, self._rejected)
        steps = {"can_undo": self._history.can_undo, "can_redo": self._history.can_redo}
        self.set_trait("view", {**view, **steps, "formats": list(FORMATS), "error": error_view(self.error)})
