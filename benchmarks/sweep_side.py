"""What a user would write without this project: one warm process that runs a script again and again, by CadQuery alone.

A program for `sides.Side`. Nothing of ours is imported: CadQuery runs as it comes.
"""

from __future__ import annotations

import time
from typing import Any

import cadquery as cq
from sides import serve
from sweep_values import Values, with_values


def measured(script: str, values: Values) -> list[float]:
    """Volume, area, box, centre and moments of the script's model with these values."""
    shown: list[Any] = []
    names = {"__name__": "__cqgi__", "show_object": lambda thing, name="": shown.append(thing)}
    exec(compile(with_values(script, values), "script", "exec"), names)  # noqa: S102 - what is measured
    shape = shown[0].val()
    box, center = shape.BoundingBox(), shape.Center()
    inertia = cq.Shape.matrixOfInertia(shape)
    return [
        shape.Volume(),
        shape.Area(),
        *(box.xmin, box.ymin, box.zmin, box.xmax, box.ymax, box.zmax),
        *center.toTuple(),
        *(number for row in inertia for number in row),
    ]


def loop(script: str, variants: list[Values]) -> dict[str, Any]:
    """Wall seconds of all the variants, one after the other, and their numbers."""
    begun = time.perf_counter()
    numbers = [measured(script, values) for values in variants]
    return {"seconds": time.perf_counter() - begun, "numbers": numbers}


if __name__ == "__main__":
    serve({"loop": loop})
