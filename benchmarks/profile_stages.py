"""Where the time goes in the slowest models, stage by stage."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

from report import Section, Table
from scale import Scale
from shape_to_arrays import ANGLE, DEVIATION
from sides import Side

SLOWEST = 3
STAGES = ("run", "kernel", "arrays", "write", "decode")
_TEXT = """CPU time in milliseconds, the median of {rounds} rounds, of the {slowest} models that take longest in all,
and the share of each stage. *Run* is the model's own code, *kernel* the fast mesher and its extraction, *arrays* what
comes on top of it until the arrays are checked, *write* the GLB, *decode* reading it."""


def measure(scale: Scale, kernel: Side) -> Section:
    """The section of the page."""
    found = {name: _stages(name, scale.rounds, kernel) for name in scale.models}
    slowest = sorted(found, key=lambda name: -sum(found[name]))[:SLOWEST]
    rows = []
    for name in slowest:
        whole = sum(found[name])
        rows += [[name, *found[name], whole], ["share, %", *[100 * one / whole for one in found[name]], 100]]
    text = _TEXT.format(rounds=scale.rounds, slowest=len(slowest))
    return Section("Where the time goes", text, [Table(("model", *STAGES, "in all"), rows)])


def _stages(name: str, rounds: int, kernel: Side) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Any] = kernel.ask("model", name=name, path=str(Path(folder) / "model.bin"), deviation=DEVIATION)
    done = [kernel.ask("stages", name=name, deflection=made["deflection"], angle=ANGLE) for _ in range(rounds)]
    middle = {stage: 1e3 * statistics.median(one[stage] for one in done) for stage in done[0]}
    arrays = max(middle["mesh"] - middle["kernel"], 0.0)
    return [middle["run"], middle["kernel"], arrays, middle["write"], middle["decode"]]
