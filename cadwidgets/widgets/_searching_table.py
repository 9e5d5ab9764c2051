"""The part of a design table that searches: for the value that reaches a goal, and for the best variant."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import CadWidgetsError
from cadwidgets.variants.optimising import Optimum, optimise
from cadwidgets.variants.seeking import Sought, seek
from cadwidgets.variants.trials import Evaluate, OnTrial
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._choosing_table import ChoosingTable
from cadwidgets.widgets._design_search import Found, SearchPanel

_Search: TypeAlias = Callable[[Evaluate, OnTrial], Found]


class SearchingTable(ChoosingTable):
    """A table that is searched: each variant that a search builds becomes a row."""

    search: SearchPanel
    """The forms of the search."""
    _search_job: LatestJob

    def _take(self, rows: Sequence[DesignRow], step: str) -> list[int]:
        """Make these rows of the table, if they are not; all of one ``step`` are taken back together. Their numbers.

        All of the table is drawn again no more often than results that come draw the plot.
        """
        numbers = self._rows.add([row.values for row in rows], step)
        self._rows.note(rows)
        if time.monotonic() > self._plot_due:
            self._redraw()
        return numbers

    # -- what a user may call: both answer when they are done, and every variant that they build is a row by then

    def seek(self, parameter: str, goal: str, **options: Any) -> Sought:
        """The value of ``parameter`` that reaches a goal: ``seek("thickness", "mass <= 1.2 kg")``.

        All else is as in the explorer, the selected row, or the table's first values. ``within=(low, high)`` is where
        to look, ``budget`` the most builds. The row that was found is picked. Raises RequestError for a goal or a
        parameter that does not fit, and what ends a build.
        """
        return self._find(self._seek(parameter, goal, **options), self._step())  # type: ignore[return-value]

    def optimise(self, vary: Any, **options: Any) -> Optimum:
        """The best variant: ``optimise(["width", "thickness"], minimise="mass", limits=["size_z >= 60"])``.

        ``vary`` names parameters, or maps them to ranges (low, high); ``maximise`` instead of ``minimise`` is for what
        should be more; ``budget`` is the most builds, ``seed`` decides where the search looks first, ``snap="step"``
        keeps to the steps of the sliders. The row that was found is picked. Raises as `seek`.
        """
        return self._find(self._optimise(vary, **options), self._step())  # type: ignore[return-value]

    def _seek(self, parameter: str, goal: str, **options: Any) -> _Search:
        base, schema, measures = self._present(), self._model.schema, self._model.measures

        def search(evaluate: Evaluate, on_trial: OnTrial) -> Found:
            return seek(evaluate, schema, base, parameter, goal, measures=measures, on_trial=on_trial, **options)

        return search

    def _optimise(self, vary: Any, **options: Any) -> _Search:
        base, schema, measures = self._present(), self._model.schema, self._model.measures

        def search(evaluate: Evaluate, on_trial: OnTrial) -> Found:
            return optimise(evaluate, schema, base, vary, measures=measures, on_trial=on_trial, **options)

        return search

    def _step(self) -> str:
        """A name for the step that a search is."""
        self._searches += 1
        return f"search {self._searches}"

    _searches = 0

    def _find(self, search: _Search, step: str) -> Found:
        """Search here and now: rows appear as they are built."""
        found = search(self._builder.all, lambda row, _best: self._tried(row, step))
        self._found(found)
        return found

    def _begin_search(self, way: str, arguments: Mapping[str, Any]) -> None:
        """Search in the background, as the forms ask for it."""
        search = self._seek(**arguments) if way == "seek" else self._optimise(**arguments)
        step = self._step()

        def work(cancel: threading.Event) -> Found:
            return search(
                lambda points: self._builder.all(points, cancel),
                lambda row, _best: self._mailbox.post(partial(self._tried, row, step)),
            )

        self.search.show_busy("Searching \u2026")
        self._search_job.replace(work, self._shown(self._search_ended))

    def _tried(self, row: DesignRow, step: str) -> None:
        self._take([row], step)
        self._tries = self._tries + 1 if step == self._trying else 1
        self._trying = step
        self.search.show_busy(f"Searching: {self._tries} variants built")

    def _search_ended(self, outcome: Found | Exception) -> None:
        if isinstance(outcome, Exception) and not isinstance(outcome, CadWidgetsError):
            raise outcome
        self.search.show(outcome)
        if not isinstance(outcome, Exception):
            self._found(outcome)

    def _found(self, found: Found) -> None:
        """Show what was found."""
        self.search.show(found)
        (number,) = self._take([found.row], self._step())
        self._redraw()
        self.picked = number

    _trying, _tries = "", 0
    """The step that a search is, and how many variants it has built."""
