"""Where the time of a picture went, stage by stage, as a small chart that is folded away until somebody asks."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets

_STAGES = {
    "start": ("Start", "The service and its CAD kernel, once"),
    "wait": ("Wait", "For a free worker of the service"),
    "parse": ("Parse", "Reading the script and its parameters"),
    "run": ("Run", "The script itself: the exact solid"),
    "mesh": ("Mesh", "Triangles on the faces of the solid"),
    "read": ("Read", "Triangles from the CAD kernel to arrays"),
    "encode": ("Encode", "Arrays to the bytes of the answer"),
    "cache": ("Look up", "An answer that was made before"),
    "send": ("Send", "To the service and back"),
    "decode": ("Decode", "Bytes to arrays, here in the notebook's kernel"),
    "draw": ("Draw", "Handing the arrays to the browser"),
}
"""By stage, in the order in which they come, its name for people and what happens in it."""


class StageTimes(ipywidgets.VBox):
    """A button that unfolds the chart of the last picture's stages; nothing is drawn while it is folded."""

    def __init__(self) -> None:
        self._timings: Mapping[str, float] = {}
        self.button = ipywidgets.ToggleButton(
            description="Where the time goes",
            icon="caret-right",
            tooltip="The stages of the last picture",
        )
        self.button.add_class("cadw-fold")
        self.chart = ipywidgets.HTML(layout=ipywidgets.Layout(display="none"))
        self.button.observe(lambda _: self._fold(), "value")
        super().__init__((self.button, self.chart), layout=ipywidgets.Layout(display="none"))

    def show(self, timings: Mapping[str, float]) -> None:
        """Show what the last picture took, in seconds by stage."""
        self._timings = timings
        self.layout.display = "" if timings else "none"
        self._write()

    def _fold(self) -> None:
        self.button.icon = "caret-down" if self.button.value else "caret-right"
        self.chart.layout.display = "" if self.button.value else "none"
        self._write()

    def _write(self) -> None:
        if self.button.value:
            self.chart.value = stages_html(self._timings)


def stages_html(timings: Mapping[str, float]) -> str:
    """A table with a bar for each stage, one after the other as they ran, and the milliseconds as text."""
    total = sum(timings.values())
    begun, rows = 0.0, []
    for stage in filter(timings.__contains__, _STAGES):
        rows.append(_row(stage, begun, timings[stage], total))
        begun += timings[stage]
    foot = f"<tfoot><tr><th scope='row'>Total</th><td></td><td>{_milliseconds(total)}</td></tr></tfoot>"
    return f"<table class='cadw-stages'><tbody>{''.join(rows)}</tbody>{foot}</table>"


def _row(stage: str, begun: float, seconds: float, total: float) -> str:
    name, meaning = _STAGES[stage]
    left, width = ((100 * part / total if total else 0.0) for part in (begun, seconds))
    place = f"left:{min(left, 99.4):.1f}%;width:{width:.1f}%"
    bar = f"<span class='cadw-bar' aria-hidden='true'><i style='{place}'></i></span>"
    return f"<tr title='{meaning}'><th scope='row'>{name}</th><td>{bar}</td><td>{_milliseconds(seconds)}</td></tr>"


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms" if seconds < 0.01 else f"{1000 * seconds:,.0f} ms"
