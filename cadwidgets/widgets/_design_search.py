"""The search for the best variant, below a design table: goal seek, and optimisation under limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.optimising import Optimum
from cadwidgets.variants.seeking import Sought
from cadwidgets.widgets._base import error_html, escape
from cadwidgets.widgets._layout import quiet, row, small_button

Found = Sought | Optimum
Begin = Callable[[str, Mapping[str, Any]], None]
"""Starts ``seek`` or ``optimise`` with its arguments."""

_WAYS = (("Minimise", "minimise"), ("Maximise", "maximise"))
_SENTENCE = '<span class="cadw-quiet">{}</span>'


class SearchPanel(ipywidgets.Accordion):
    """Two forms, folded away, each a sentence to complete. ``begin`` starts a search, ``cancel`` stops it."""

    def __init__(self, schema: ParameterSchema, begin: Begin, cancel: Callable[[], None]) -> None:
        self._begin = begin
        names = [(one.title, one.name) for one in schema.parameters if one.kind not in ("text", "tuple")]
        numbers = [(one.title, one.name) for one in schema.parameters if one.kind in ("int", "float")] or names
        self.parameter = _menu(numbers, "Parameter to find")
        self.goal = _text("mass <= 1.2 kg", "Goal")
        self.way = _menu(_WAYS, "Whether less or more is better")
        self.objective = _text("mass", "What is to be best")
        self.limits = _text("size_z >= 60; volume <= 90000", "Limits")
        self.vary = ipywidgets.SelectMultiple(
            options=names, rows=min(5, max(len(names), 2)), layout=ipywidgets.Layout(width="220px")
        )
        self.vary.tooltip = "Parameters to vary (Ctrl: several)"
        self._result = ipywidgets.HTML()
        self._cancel = small_button("Cancel", "times", "Stop; what is known by then stays", cancel)
        self._cancel.layout.display = "none"
        self.seek_button = small_button("Seek", "bullseye", "Find the value that just reaches the goal", self._seek)
        self.optimise_button = small_button("Optimise", "search", "Find the best variant", self._optimise)
        self.optimise_button.layout.width = "116px"
        self.optimise_button.layout.flex = "0 0 auto"
        seek = row(_word("Find the"), self.parameter, _word("so that"), self.goal, self.seek_button)
        optimise = row(
            self.way, self.objective, _word("by"), self.vary, _word("while"), self.limits, self.optimise_button
        )
        body = ipywidgets.VBox((seek, optimise, quiet(_HELP), row(self._result, self._cancel)))
        super().__init__((body,), titles=("Find the best variant",), selected_index=None)

    @property
    def said(self) -> str:
        """What it says of the last search, as HTML."""
        return str(self._result.value)

    def show_busy(self, text: str = "") -> None:
        """Say that a search goes on; none for an empty ``text``."""
        self._cancel.layout.display = "" if text else "none"
        self.seek_button.disabled = self.optimise_button.disabled = bool(text)
        if text:
            self._result.value = f'<span class="cadw-quiet" role="status">{escape(text)}</span>'

    def show(self, outcome: Found | Exception) -> None:
        """What came of it."""
        self.show_busy()
        if isinstance(outcome, Cancelled):
            self._result.value = _SENTENCE.format("Cancelled")
        elif isinstance(outcome, Exception):
            self._result.value = error_html(outcome)
        else:
            self._result.value = f'<span role="status">{escape(outcome.message)}</span>'

    def _seek(self) -> None:
        self._begin("seek", {"parameter": self.parameter.value, "goal": self.goal.value or self.goal.placeholder})

    def _optimise(self) -> None:
        if not self.vary.value:
            allowed = "at least one, chosen in the list"
            self.show(RequestError("no parameter is chosen to vary", parameter="vary", allowed=allowed))
            return
        limits = [limit.strip() for limit in re.split("[;\n]", self.limits.value) if limit.strip()]
        objective = self.objective.value or self.objective.placeholder
        self._begin("optimise", {"vary": list(self.vary.value), self.way.value: objective, "limits": limits})


_HELP = (
    "Parameters, results and measures by their names, with + - * / and units: "
    "<code>mass &lt;= 1.2 kg</code>, <code>size_x / size_y &lt;= 2</code>; several limits with ; between."
)


def _word(text: str) -> ipywidgets.HTML:
    return quiet(f"{text}&nbsp;")


def _menu(options: Any, tooltip: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(options=options, tooltip=tooltip, layout=ipywidgets.Layout(width="170px"))


def _text(placeholder: str, tooltip: str) -> ipywidgets.Text:
    layout = ipywidgets.Layout(flex="1 1 180px", width="auto", max_width="320px")
    return ipywidgets.Text(placeholder=placeholder, tooltip=tooltip, continuous_update=False, layout=layout)
