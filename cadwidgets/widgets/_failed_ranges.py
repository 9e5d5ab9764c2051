"""What failed so far, drawn on the sliders of an explorer: the browser finds them and draws, here is told what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import anywidget
import ipywidgets
import traitlets

from cadwidgets.contract.parameters import Value
from cadwidgets.variants.failed_ranges import FailedRange
from cadwidgets.widgets._browser import module, text
from cadwidgets.widgets._inputs import ParameterInput


class FailedRanges(anywidget.AnyWidget):
    """Shows nothing by itself, and draws on the controls in the widget of class ``cadw-explorer`` that it stands in."""

    _esm = module("failed_ranges")
    _css = text("failed_ranges.css")

    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """For each parameter of which something failed: the number of its row, its ranges and their words, and what the
    entries of its menu, or the two states of its box, are marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.layout.display = "none"

    def show(self, controls: Mapping[str, ParameterInput], failed: Mapping[str, Sequence[FailedRange]]) -> None:
        """Draw what failed of each parameter; of all others, nothing."""
        numbered = enumerate(controls.items())
        self.rows = [_row(number, control, failed[name]) for number, (name, control) in numbered if name in failed]


def slider_ends(controls: Mapping[str, ParameterInput]) -> dict[str, tuple[float, float]]:
    """Where the sliders of numbers begin and end now: a guessed range grows with what is typed."""
    sliders = {name: control.slider for name, control in controls.items()}
    return {
        name: (slider.min, slider.max)
        for name, slider in sliders.items()
        if isinstance(slider, (ipywidgets.FloatSlider, ipywidgets.IntSlider))
    }


def _row(number: int, control: ParameterInput, failed: Sequence[FailedRange]) -> dict[str, Any]:
    ranges = [
        {
            "low": _number(one.low),
            "high": _number(one.high),
            "from": _share(control.slider, one.low),
            "to": _share(control.slider, one.high),
            "certain": one.certain,
            "words": one.words,
        }
        for one in failed
    ]
    return {"row": number, "ranges": ranges, "entries": list(_entries(control, failed))}


def _number(value: Value) -> float:
    """What a typed number is compared with; 0 for what is no number, and so is never typed."""
    return float(value) if isinstance(value, (int, float)) else 0.0


def _share(slider: Any, value: Value) -> float:
    """Where a value stands on the track, from 0 to 1."""
    if isinstance(slider, ipywidgets.SelectionSlider):
        places = [float(place) for _, place in slider.options]
        nearest = min(range(len(places)), key=lambda at: abs(places[at] - float(value)))  # type: ignore[arg-type]
        return nearest / max(len(places) - 1, 1)
    if isinstance(slider, (ipywidgets.FloatSlider, ipywidgets.IntSlider)):
        share = (float(value) - slider.min) / (slider.max - slider.min)  # type: ignore[arg-type]  # a number
        return min(max(share, 0.0), 1.0)
    return 0.0


def _entries(control: ParameterInput, failed: Sequence[FailedRange]) -> Iterator[str]:
    """What each choice is marked with, empty for one that has not failed."""
    parameter = control.parameter
    if parameter.kind == "bool":
        for one in failed:
            yield f"{'failed' if one.certain else 'probably fails'} when {'on' if one.low else 'off'}"
    elif parameter.kind == "choice" and control.slider is None:
        marks = {one.low: "failed" if one.certain else "probably fails" for one in reversed(failed)}
        yield from (marks.get(choice, "") for choice in parameter.choices)
