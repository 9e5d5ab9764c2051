"""SearchDesk: what a user does in the search pane becomes a question to the catalog, and its answer a view."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Hit, SearchPage
from cadwidgets.errors import RequestError
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._activity import Activity
from cadwidgets.widgets._base import error_view
from cadwidgets.widgets._comparison import Comparison
from cadwidgets.widgets._history import History
from cadwidgets.widgets._search_actions import NEXT
from cadwidgets.widgets._search_state import FAMILY, SearchState
from cadwidgets.widgets._search_view import NO_PAGE, part_of, row_id, search_view
from cadwidgets.widgets._shelf import Shelf
from cadwidgets.widgets.search_pane import Action, SearchPane

PAGE_SIZE = 50
"""So many parts are shown at once."""
_PATIENCE_SECONDS = 0.25
"""A search that takes longer is said to be on its way."""
_STARTING = "Starting the catalog (a few seconds, once) \u2026"
_SEARCHING = "Searching \u2026"
_ASKING = "Asking the catalog \u2026"


@dataclass(frozen=True)
class _Answered:
    """A page of results, and the number of the last text that was typed before it was asked for."""

    page: SearchPage
    text_number: int


class SearchDesk:
    """The search of a picker. ``open_shelf`` gets the catalog in the background; ``chosen`` is called with the row
    that is selected, ``changed`` when work begins, gets on, or ends.

    One search is in flight; what is typed meanwhile waits, and only the newest of it.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        query: str,
        open_shelf: Callable[[threading.Event], Shelf],
        chosen: Callable[[Hit], object],
        changed: Callable[[], None],
    ) -> None:
        self.pane = SearchPane(self.act)
        self.history = History(SearchState(query))
        self.selected: PartRef | None = None
        self._mailbox = mailbox
        self._open, self._chosen, self._changed = open_shelf, chosen, changed
        self._shelf: Shelf | None = None
        self._waiting: list[Callable[[Shelf], None]] = []
        self._answered = _Answered(NO_PAGE, 0)
        self._text_number = 0
        self._news = False
        self.activity = Activity(mailbox, self._progressed, in_between=True)
        self.comparison = Comparison(mailbox, self._progressed)
        self.show()

    @property
    def page(self) -> SearchPage:
        """The results that are shown."""
        return self._answered.page

    @property
    def opened(self) -> bool:
        """Whether the catalog is there."""
        return self._shelf is not None

    def begin(self) -> None:
        """Get the catalog, then search it."""
        self._ask()

    def with_shelf(self, call: Callable[[Shelf], None]) -> None:
        """Have ``call`` called with the catalog: now, or as soon as it is there."""
        if self._shelf is None:
            self._waiting.append(call)
        else:
            call(self._shelf)

    def put(self, state: SearchState, kind: str = "") -> None:
        """Search for something else; of the same ``kind`` in a row, it is one step to take back."""
        self.history.put(state, kind)
        self._ask()

    def undo(self) -> None:
        """Search as before the last step."""
        self.history.undo()
        self._ask()

    def redo(self) -> None:
        """Search again as before the last `undo`."""
        self.history.redo()
        self._ask()

    def act(self, action: Action) -> None:
        """Do what the user did in the browser; what goes wrong is shown."""
        try:
            self._act(action)
        except Exception as error:  # a message's last border: nobody above it could show the error
            self.activity.fail(error)

    def show(self) -> None:
        """Have the browser show how things stand."""
        shelf, compared = self._shelf, self.comparison
        error = self.activity.error or compared.activity.error
        view = search_view(self.history.now, self.page, selected=self.selected, compared=compared.parts)
        self.pane.view = view | {
            "seq": self._answered.text_number,
            "searchable": shelf is None or shelf.searchable,
            "placeholder": shelf.placeholder if shelf else "",
            "note": shelf.note if shelf else "",
            "status": self._status(),
            "message": self.activity.text,
            "error": error_view(error),
            "can_undo": self.history.can_undo,
            "can_redo": self.history.can_redo,
            "comparison": compared.view,
        }

    def _progressed(self) -> None:
        if self._status() == "searching" and not self._news:
            self._show_later()  # most searches are answered before anybody could read that they are on their way
        else:
            self.show()
        self._news = False
        self._changed()

    def _show_later(self) -> None:
        timer = threading.Timer(_PATIENCE_SECONDS, lambda: self._mailbox.post(self._show_search))
        timer.daemon = True
        timer.start()

    def _show_search(self) -> None:
        if self._status() == "searching":
            self.show()

    def _status(self) -> str:
        if self.activity.status == "failed":
            return "failed"
        if self._shelf is None:
            return "starting"
        return "searching" if self.activity.status == "working" else "ready"

    def _ask(self) -> None:
        """Ask the catalog what the state says, once it is there."""
        shelf, number = self._shelf, self._text_number
        if shelf is not None:
            wanted = self.history.now.wanted(PAGE_SIZE)
            text = _SEARCHING if shelf.searchable else _ASKING
            self.activity.start(text, lambda cancel: _Answered(shelf.find(wanted, cancel), number), self._came)
        elif self.activity.status == "working":
            self.show()
        else:
            self.activity.start(_STARTING, self._open, self._begin)

    def _begin(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._ask()
        calls, self._waiting = self._waiting, []
        for call in calls:
            call(shelf)

    def _came(self, answered: _Answered) -> None:
        self._answered, self._news = answered, True  # shown with the progress of the work, which is told next

    def _act(self, action: Action) -> None:
        kind = action["type"]
        if kind in NEXT:
            self._text_number = int(action.get("seq", self._text_number))
            typed = "text" if kind == "text" else ""  # the letters of a word are one step
            self.put(NEXT[kind](action, self.history.now, self.page), typed)
        elif kind == "select":
            self._select(self._hit(action["row"]))
        elif kind == "compare":
            self._compare(action["row"])
        else:
            {"undo": self.undo, "redo": self.redo, "retry": self._ask}[kind]()

    def _select(self, hit: Hit) -> None:
        """A family is opened to its parts, a part is chosen."""
        if hit.is_family:
            self.put(self.history.now.only(FAMILY, hit.part_id))
        else:
            self._chosen(hit)

    def _compare(self, row: str) -> None:
        """Compare the part of a row, or no longer."""
        compared = next((part for part in self.comparison.parts if row_id(part) == row), None)
        if compared is not None:
            self.comparison.remove(compared)
        else:
            hit = self._hit(row)
            self.with_shelf(lambda shelf: self.comparison.add(shelf, part_of(hit), hit))

    def _hit(self, row: str) -> Hit:
        for hit in self.page.hits:
            if row_id(part_of(hit)) == row:
                return hit
        raise RequestError("this row is not shown any more", parameter="row", value=row, allowed="a row of the table")
