"""How cost grows with faces, triangles, parts and parameters: curves, tables, exponents."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from charts import log_chart
from report import Section, Table
from scale import Scale
from sides import Side
from timing import growth_exponent

_TEXT = """CPU time of a whole build as a worker does it for the viewer (parse, run, mesh, write), of reading its file
in the notebook's process, and the file's bytes; the median of {rounds} rounds. *Run* of a build is the script, thus
CadQuery and the kernel's own operations on exact shapes, with the check and the measures of the model; *write* is all
that is made of that: triangles, arrays, the file. The last line is the exponent e of cost ~ size^e, by least squares
on the logarithms: 1 is in proportion, 0 is no growth, over the sizes measured."""
_ROW = "show_object(cq.Workplane().box(10, 20, 30).edges('|Z').fillet(2))\n"


def plate(holes: int) -> tuple[str, dict[str, str]]:
    """A plate with so many holes: a face for each."""
    side = math.isqrt(holes)
    size = 10 * side + 10
    drilled = f"rarray(10, 10, {side}, {side}).circle(2)"
    return f"show_object(cq.Workplane().rect({size}, {size}).{drilled}.extrude(5))", {}


def rings(triangles: int) -> tuple[str, dict[str, str]]:
    """Two rings of about so many triangles: the finer the angle, the more."""
    angle = 2 * math.pi * math.sqrt(16 / triangles)  # the kernel takes half of the angle that it is given
    ring = "cq.Workplane(obj=cq.Solid.makeTorus(20, 8, cq.Vector({}, 0, 0)))"
    script = "\n".join(f"show_object({ring.format(x)})" for x in (0, 60))
    return script, {"angle": f"{angle:.5f}"}


def washers(parts: int) -> tuple[str, dict[str, str]]:
    """An assembly of so many equal parts."""
    script = f"""
washer = cq.Workplane().circle(4).circle(2).extrude(1)
row = cq.Assembly(name="row")
for number in range({parts}):
    row.add(washer, name=f"washer_{{number}}", loc=cq.Location((10 * (number % 50), 10 * (number // 50), 0)))
show_object(row)
"""
    return script, {}


def sliders(parameters: int) -> tuple[str, dict[str, str]]:
    """A box under so many parameters."""
    lines = [f"p{number} = {number}.0  # [0:0.5:1000] mm  Parameter {number}" for number in range(parameters)]
    return "\n".join([*lines, _ROW]), {}


def measure(scale: Scale, kernel: Side) -> Section:
    """The section of the page."""
    curves = (
        ("holes", "faces", plate, scale.holes),
        ("triangles", "triangles", rings, scale.triangles),
        ("parts", "parts", washers, scale.parts),
        ("parameters", "parameters", sliders, scale.parameters),
    )
    tables, charts = [], {}
    for what, name, script_of, sizes in curves:
        rows = [_row(size, script_of, scale.rounds, kernel) for size in sizes]
        axis = 2 if what == "triangles" else 0  # as many as there are, not as were asked for
        along = [row[axis] for row in rows]
        last = [growth_exponent(along, [row[place] for row in rows]) for place in (1, 3, 4, 5, 6)]
        columns = (what, "build ms", "triangles", "run ms", "write ms", "read ms", "kB")
        tables.append(Table(columns, [*rows, ["exponent", last[0], "", *last[1:]]]))
        charts[f"growth-{name}.svg"] = _chart(what, axis, rows)
    return Section("How cost grows", _TEXT.format(rounds=scale.rounds), tables, charts)


def _row(size: int, script_of: Callable[[int], tuple[str, dict[str, str]]], rounds: int, kernel: Side) -> list[Any]:
    script, options = script_of(size)
    done = [kernel.ask("build", script=script, options=options, values={}) for _ in range(rounds)]
    spent = {
        name: 1e3 * statistics.median(one[name] for one in done) for name in ("seconds", "run", "write", "reading")
    }
    build, *stages = spent.values()
    return [size, build, done[0]["triangles"], *stages, done[0]["bytes"] / 1e3]


def _chart(what: str, axis: int, rows: Sequence[Sequence[Any]]) -> str:
    columns = {"build ms": 1, "write ms": 4, "read ms": 5, "kB": 6}
    curves = {name: [(row[axis], row[place]) for row in rows] for name, place in columns.items()}
    return log_chart(f"Cost by {what}", what, curves)
