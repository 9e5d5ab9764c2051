"""What a slider's move costs: through HTTP and the sandbox to arrays, beside the script's own time."""

from __future__ import annotations

from dataclasses import dataclass

from local_service import Answered, Service
from report import Section, Table
from scale import Scale
from sides import Side
from timing import medians

from cadwidgets import samples

SMALL = """
length = 40.0  # [20:0.5:90] mm  Length of the base
hole = 5.0     # [2:0.1:9] mm  Diameter of both holes

base = cq.Workplane().box(length, 25, 4, centered=(False, True, False))
wall = cq.Workplane().box(4, 25, 30, centered=(False, True, False))
body = base.union(wall).edges("<X and <Z").fillet(3)
body = body.cut(cq.Workplane().center(length - 10, 0).circle(hole / 2).extrude(4))
show_object(body.cut(cq.Workplane("YZ").center(0, 18).circle(hole / 2).extrude(4)))
"""
"""The first of the eleven models as a script."""


@dataclass(frozen=True)
class Slider:
    """A model and the parameter that is dragged, from ``first`` on in steps of ``step``."""

    model: str
    parameter: str
    script: str
    first: float
    step: float


SLIDERS = {
    "small": (
        Slider("small bracket", "length", SMALL, 30.0, 0.5),
        Slider("small bracket", "hole", SMALL, 4.0, 0.1),
    ),
    "bracket": (Slider("bracket", "width", samples.bracket.text, 30.0, 0.5),),
    "knob": (Slider("knob", "height", samples.knob.text, 30.0, 0.5),),
}
"""By the names in `scale.Scale.dragged`."""
_TEXT = """Wall time in milliseconds, the median of {rounds} rounds in which all take turns, after one that warmed them.
*New value*: from the request to arrays in the notebook's process, through HTTP, the sandbox, the build, the mesh and
the file. *Seen value*: the same request again. *Script*: the same script with the same value in a process that has
CadQuery loaded, no mesh, no file. On a busy machine only the ratios mean something, and they little. The small bracket
is the first of the eleven models: its length changes everything, its holes are the last that is made.

Below: where a new value's time goes. *Run* is the script with the exact measures and the check of its model. *Process*
is what else happens in the process that builds, and around it; *service* is all that is around that; *line* is
HTTP with the client's own work."""
_STAGES = ("run", "mesh", "read", "encode", "process", "service", "line", "decode")


def measure(scale: Scale, kernel: Side, service: Service) -> Section:
    """The section of the page."""
    sliders = [slider for name in scale.dragged for slider in SLIDERS[name]]
    found = {f"{slider.model}, {slider.parameter}": _drag(slider, scale.rounds, kernel, service) for slider in sliders}
    totals = Table(
        ("model, slider", "script", "new value", "seen value", "new - script", "new / script", "seen / script", "kB"),
        [[name, *one.row] for name, one in found.items()],
    )
    stages = Table(("model, slider", *_STAGES), [[name, *one.stages] for name, one in found.items()])
    return Section("From a slider to arrays", _TEXT.format(rounds=scale.rounds), [totals, stages])


@dataclass(frozen=True)
class _Dragged:
    row: list[float]
    stages: list[float]


def _drag(slider: Slider, rounds: int, kernel: Side, service: Service) -> _Dragged:
    found, stages, size = [], [], 0
    for number in range(rounds + 1):
        values = {slider.parameter: slider.first + slider.step * number}
        new, seen = service.arrays(slider.script, values), service.arrays(slider.script, values)
        if new.cached or not seen.cached:
            raise RuntimeError(f"{slider.model}: a new value came from the cache, or one that was seen did not")
        plain = kernel.ask("plain", script=slider.script, values=values)["seconds"]
        found.append([1e3 * plain, 1e3 * new.seconds, 1e3 * seen.seconds])
        stages.append(_stages(new))
        size = new.sent
    plain, new_value, seen_value = medians(found[1:])
    row = [plain, new_value, seen_value, new_value - plain, new_value / plain, seen_value / plain, size / 1e3]
    return _Dragged(row, medians(stages[1:]))


def _stages(answered: Answered) -> list[float]:
    """Milliseconds of each of `_STAGES`."""
    told = answered.timings
    built = [told[name] for name in _STAGES[:4]]
    process = told["worker"] - told["parse"] - sum(built)
    service = told["total"] - told["worker"]
    seconds = [*built, process, service, answered.seconds - told["total"] - told["decode"], told["decode"]]
    return [1e3 * one for one in seconds]
