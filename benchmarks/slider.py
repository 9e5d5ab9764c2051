"""What a slider's move costs: through HTTP and the sandbox to arrays, beside the script's own time."""

from __future__ import annotations

from local_service import Service
from report import Section, Table
from scale import Scale
from sides import Side
from timing import medians

from cadwidgets import samples

SLIDERS = {"bracket": "width", "knob": "height"}
"""Small samples, and the slider of each that is dragged."""
STEP = 0.5
_TEXT = """Wall time in milliseconds, the median of {rounds} rounds in which all take turns, after one that warmed them.
*New value*: from the request to arrays in the notebook's process, through HTTP, the sandbox, the build, the mesh and
the file. *Seen value*: the same request again. *Script*: the same script with the same value in a process that has
CadQuery loaded, no mesh, no file. On a busy machine only the ratios mean something, and they little."""


def measure(scale: Scale, kernel: Side, service: Service) -> Section:
    """The section of the page."""
    rows = [_row(name, scale.rounds, kernel, service) for name in scale.dragged]
    columns = ("model, slider", "script", "new value", "seen value", "new / script", "seen / script", "kB")
    return Section("From a slider to arrays", _TEXT.format(rounds=scale.rounds), [Table(columns, rows)])


def _row(name: str, rounds: int, kernel: Side, service: Service) -> list[object]:
    script, slider = getattr(samples, name).text, SLIDERS[name]
    size = 0
    found = []
    for number in range(rounds + 1):
        values = {slider: 30.0 + STEP * number}
        new, seen = service.arrays(script, values), service.arrays(script, values)
        if new.cached or not seen.cached:
            raise RuntimeError(f"{name}: a new value came from the cache, or one that was seen did not")
        found.append([kernel.ask("plain", script=script, values=values)["seconds"], new.seconds, seen.seconds])
        size = new.sent
    plain, new, seen = medians(found[1:])
    return [f"{name}, {slider}", 1e3 * plain, 1e3 * new, 1e3 * seen, new / plain, seen / plain, size / 1e3]
