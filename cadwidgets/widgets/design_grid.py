"""DesignGrid: the variants of a model as a table or a filmstrip that is filtered, sorted, edited and chosen from."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import anywidget
import traitlets

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Value
from cadwidgets.errors import RequestError
from cadwidgets.widgets._base import error_view
from cadwidgets.widgets._browser import module, text
from cadwidgets.widgets._design_batches import Words, chunks, message, saved
from cadwidgets.widgets._design_columns import ERROR, SECONDS, STATUS, GridColumn, columns_of
from cadwidgets.widgets._design_shown import DEFAULT_VIEW, checked_view, shown_ids

__all__ = ["ERROR", "SECONDS", "STATUS", "DesignGrid", "GridColumn", "columns_of"]

Action = Mapping[str, Any]
"""What the user did, as browser/design_grid_desk.js declares it."""
SAVED_ROWS = 200
"""So many rows are kept in a saved notebook."""
BATCH_SECONDS = 0.25
"""Changed rows go to the browser no more often than this."""
_PARTS = ("rules", "store", "desk", "edits", "fields", "cells", "table", "film", "keys", "tools", "page", "inputs")


def _columns_json(columns: Sequence[GridColumn], _widget: object) -> list[dict[str, Any]]:
    return [column.to_json() for column in columns]


class DesignGrid(anywidget.AnyWidget):
    """Shows rows by id, and tells what the user does with them; it builds nothing itself.

    All of it is for the kernel's thread. Raises ValueError for two columns of one name, RequestError for a view that
    there is not.
    """

    _esm = module("elements", "redraw", *(f"design_grid_{part}" for part in _PARTS), "design_grid")
    _css = text("cadwidgets.css") + text("design_grid.css")

    columns = traitlets.Tuple().tag(sync=True, to_json=_columns_json)
    """The `GridColumn` of each column, in their order."""
    view = traitlets.Dict(DEFAULT_VIEW).tag(sync=True)
    """How it is sorted, filtered and shown: see `DEFAULT_VIEW`. What is left out is as at first."""
    selected = traitlets.Tuple().tag(sync=True)
    """The ids of the selected rows."""
    error = traitlets.Instance(Exception, allow_none=True, read_only=True)
    """Why what the user did last has failed; None if it has not. A refused edit is told in its cell instead."""
    problem = traitlets.Dict(allow_none=True, default_value=None, read_only=True).tag(sync=True)
    """The error in words."""
    saved = traitlets.Dict(read_only=True).tag(sync=True)
    """The first rows, for a notebook that is opened without a kernel."""

    def __init__(self, columns: Iterable[GridColumn] = (), **traits: Any) -> None:
        self._rows: dict[int, DesignRow] = {}
        self._words = Words()
        self._changed: set[int] = set()
        self._anew: set[int] = set()
        self._sent = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._callbacks: dict[str, Callable[..., None]] = {}
        super().__init__(columns=tuple(columns), **traits)
        self.observe(lambda _: self._send_all(), "columns")
        self.on_msg(lambda _widget, action, _buffers: self._act(action))

    # -- rows

    def put(self, rows: Mapping[int, DesignRow]) -> None:
        """New rows, or changed ones, by id."""
        changed = {row_id: row for row_id, row in rows.items() if self._rows.get(row_id) != row}
        self._anew |= {i for i, row in changed.items() if i in self._rows and self._rows[i].values != row.values}
        self._rows.update(changed)
        self._changed |= changed.keys()
        self._send_soon()

    def remove(self, ids: Iterable[int]) -> None:
        """Take rows away; ids that there are not are no matter."""
        gone = [row_id for row_id in ids if self._rows.pop(row_id, None) is not None]
        self.flush()
        self.send({"type": "removed", "rows": gone})
        self.selected = tuple(row_id for row_id in self.selected if row_id in self._rows)
        self._save()

    def shown(self) -> list[int]:
        """The ids of the rows as the browser shows them: filtered and sorted by `view`."""
        return shown_ids(self.columns, self._rows, self.view)

    def set_picture(self, row_id: int, png: bytes) -> None:
        """The picture of a row; of one whose values have changed, another is asked for."""
        self.send({"type": "picture", "row": row_id}, [png])

    def flush(self) -> None:
        """Send what has changed now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        changed = {row_id: self._rows[row_id] for row_id in sorted(self._changed) if row_id in self._rows}
        anew = [row_id for row_id in self._anew if row_id in self._rows]
        self._changed, self._anew, self._sent = set(), set(), time.monotonic()
        if anew:
            self.send({"type": "anew", "rows": anew})
        for rows in chunks(changed):
            self.send(*message(self.columns, rows, self._words))
        if changed:
            self._save()

    # -- what the user does

    def on_edit(self, callback: Callable[[int, str, Value], None]) -> None:
        """Have ``callback(row_id, parameter, value)`` called for an edited cell; a RequestError refuses the value."""
        self._callbacks["edit"] = callback

    def on_adopt(self, callback: Callable[[int], None]) -> None:
        """Have ``callback(row_id)`` called for the row that is to become the model."""
        self._callbacks["adopt"] = callback

    def on_delete(self, callback: Callable[[list[int]], None]) -> None:
        """Have ``callback(ids)`` called for rows to delete; they stay until `remove`."""
        self._callbacks["delete"] = callback

    def on_pictures_wanted(self, callback: Callable[[list[int]], None]) -> None:
        """Have ``callback(ids)`` called with the rows on screen that have no picture; the last call is what counts."""
        self._callbacks["pictures"] = callback

    def _act(self, action: Action) -> None:
        try:
            self._DOES[action["type"]](self, action)
            error = None
        except Exception as failure:  # a callback's last border: nobody above it could show the error
            error = failure
        self.set_trait("error", error)
        self.set_trait("problem", error_view(error))

    def _edit(self, action: Action) -> None:
        """The answer to an edit comes behind the rows that it has changed."""
        row_id, name, why = action["row"], action["name"], ""
        try:
            column = next(c for c in self.columns if c.name == name and c.group == "parameter")
            if row_id not in self._rows:
                raise RequestError(f"there is no variant {row_id} any more", parameter=name, value=row_id)
            value = column.check(action["text"], column.cell(self._rows[row_id]))
            self._call("edit", row_id, column.source or name, value)
        except RequestError as refusal:
            why = str(refusal)
        finally:
            self.flush()
            self.send({"type": "edited", "row": row_id, "name": name, "why": why})

    def _call(self, name: str, *told: Any) -> None:
        if name in self._callbacks:
            self._callbacks[name](*told)

    def _known(self, ids: Iterable[Any]) -> list[int]:
        return [row_id for row_id in ids if row_id in self._rows]

    _DOES = MappingProxyType(
        {
            "ready": lambda self, _action: self._send_all(),
            "edit": _edit,
            "adopt": lambda self, action: [self._call("adopt", row_id) for row_id in self._known([action["row"]])],
            "delete": lambda self, action: self._call("delete", self._known(action["rows"])),
            "pictures": lambda self, action: self._call("pictures", self._known(action["rows"])),
        }
    )

    # -- what the browser gets

    def _send_soon(self) -> None:
        """Now, or once the last batch is old enough; a cell that runs on sends with its next rows."""
        due = self._sent + BATCH_SECONDS - time.monotonic()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # plain Python without a loop: nobody would send it later
            due = 0
        if due <= 0:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(due, self.flush)

    def _send_all(self) -> None:
        self._words = Words()
        self.send({"type": "clear"})
        self._changed = set(self._rows)
        self.flush()

    def _save(self) -> None:
        self.set_trait("saved", saved(self.columns, self._rows, SAVED_ROWS))

    # -- what may be set

    @traitlets.validate("columns")
    def _distinct(self, proposal: Any) -> tuple[GridColumn, ...]:
        columns = tuple(proposal["value"])
        if len({column.name for column in columns}) < len(columns):
            raise ValueError("two columns have one name")
        return columns

    @traitlets.validate("view")
    def _whole_view(self, proposal: Any) -> dict[str, Any]:
        return checked_view(proposal["value"], self.columns)

    @traitlets.validate("selected")
    def _known_rows(self, proposal: Any) -> tuple[int, ...]:
        return tuple(self._known(proposal["value"]))
