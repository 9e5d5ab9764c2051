"""What a change costs that changes little: a late parameter, and one part of a hundred."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from local_service import Answered, Service
from report import Section, Table
from scale import Scale

from cadwidgets import samples

_TEXT = """Each model is built over HTTP with {rounds} values of a parameter that changes everything, and after each
with another value of one that changes only its last features, or one part: wall time from the request to arrays,
medians. The flange pair has 100 parts, most of them bolts, washers and nuts that share three shapes, so its one handle
is half of all that is sent; of the hundred plates no two are alike. *Script* is the stage `run` of the service, which
includes the exact measures of the model; *kB* is what came back over the line. A share of 1 means that a small change
costs as much as a large one."""


HUNDRED = """
thickness = 4.0  # [2:0.1:9] mm  Thickness: of all plates
last = 10.0  # [5:0.1:20] mm  Height of the last plate

plates = cq.Assembly(name="plates")
for number in range(100):
    plate = cq.Workplane().box(20 + number / 10, 15, last if number == 99 else thickness).edges("|Z").fillet(2)
    plate = plate.faces(">Z").workplane().rect(12, 8, forConstruction=True).vertices().hole(2.5)
    place = cq.Location((30 * (number % 10), 20 * (number // 10), 0))
    plates.add(plate, name=f"plate_{number}", loc=place)
show_object(plates)
"""
"""An assembly of a hundred parts of which no two are alike."""


@dataclass(frozen=True)
class Change:
    """A sample with a parameter that changes all of it, and one that changes little, with the ``step`` of each."""

    sample: str
    early: str
    first_early: float
    late: str
    first_late: float
    step: float
    late_step: float
    script: str = ""
    """Of what is no sample."""


CHANGES = {
    change.sample: change
    for change in (
        Change("gearbox", "center_distance", 70.0, "drain_chamfer", 0.5, 1.0, 0.1),
        Change("manifold", "width", 80.0, "plate_depth", 0.5, 1.0, 0.1),
        Change("machine_table", "length", 280.0, "mark_depth", 0.4, 5.0, 0.1),
        Change("flange_pair", "bore", 180.0, "handle_height", 50.0, 5.0, 1.0),
        Change("a hundred plates", "thickness", 4.0, "last", 10.0, 0.1, 0.1, HUNDRED),
    )
}


def measure(scale: Scale, service: Service) -> Section:
    """The section of the page."""
    rows = [_row(CHANGES[name], scale.rounds, service) for name in (*scale.late, "flange_pair", "a hundred plates")]
    columns = (
        *("model", "all: ms", "little: ms", "share of time", "all: script ms", "little: script ms", "share of script"),
        *("all: kB", "little: kB", "share of bytes"),
    )
    return Section("When little changes", _TEXT.format(rounds=scale.rounds), [Table(columns, rows)])


def _row(change: Change, rounds: int, service: Service) -> list[object]:
    script = change.script or getattr(samples, change.sample).text
    whole, little = [], []
    service.arrays(script, {})  # warm
    for number in range(rounds):
        values = {change.early: change.first_early + change.step * (number + 1)}
        whole.append(service.arrays(script, values))
        late = {change.late: change.first_late + change.late_step * number}
        little.append(service.arrays(script, values | late))
    if any(answer.cached for answer in whole + little):
        raise RuntimeError(f"{change.sample}: a value came from the cache, which is not what is measured here")
    both = whole, little
    return [
        f"{change.sample}: {change.early}, {change.late}",
        *_compared(*both, lambda answer: 1e3 * answer.seconds),
        *_compared(*both, lambda answer: 1e3 * answer.timings["run"]),
        *_compared(*both, lambda answer: answer.sent / 1e3),
    ]


def _compared(whole: list[Answered], little: list[Answered], of: Callable[[Answered], float]) -> list[float]:
    """Median of all, median of little, and the share."""
    one, other = (statistics.median(map(of, answers)) for answers in (whole, little))
    return [one, other, other / one]
