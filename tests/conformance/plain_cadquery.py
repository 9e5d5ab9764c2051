"""CadQuery alone, as a program of its own: one JSON request a line comes in, one JSON answer a line goes out.

``{"script": path, "shows": name, "precision": number or null}`` executes a script and measures what it shows; with
``"export": path`` it measures what CadQuery's own STEP file of that gives back. ``{"step": path}`` reads a STEP file
with the CAD kernel. No code of cadwidgets: what comes out here is what CadQuery says of its own models.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cadquery as cq
from OCP.BRepGProp import BRepGProp
from OCP.GProp import GProp_GProps


def shapes(thing: Any) -> Iterator[cq.Shape]:
    """The shapes that CadQuery's own viewer would draw."""
    if isinstance(thing, cq.Assembly):
        yield thing.toCompound()
    elif isinstance(thing, cq.Sketch):
        yield thing._faces
    elif isinstance(thing, cq.Workplane):
        for value in thing.vals():
            yield from shapes(value)
    elif isinstance(thing, cq.Shape):
        yield thing


def fine_volume(solid: cq.Shape, precision: float) -> float:
    """The kernel's Gauss-Kronrod integral, right to this share of the volume."""
    mass = GProp_GProps()
    BRepGProp.VolumePropertiesGK_s(solid.wrapped, mass, precision, False, False, False, False, False)
    return float(mass.Mass())


def measure(things: list[Any], precision: float | None = None) -> dict[str, Any]:
    """Numbers that a test can judge; the volumes are those of all solids, ``fine_volume`` only with a precision."""
    found = [shape for thing in things for shape in shapes(thing)]
    solids = [solid for shape in found for solid in shape.Solids()]
    return {
        "solids": len(solids),
        "loose_faces": sum(len(shape.Faces()) for shape in found) - sum(len(solid.Faces()) for solid in solids),
        "valid": all(shape.isValid() for shape in found),
        "closed": all(shell.Closed() for solid in solids for shell in solid.Shells()),
        "volume": sum(solid.Volume() for solid in solids),
        "fine_volume": None if precision is None else sum(fine_volume(solid, precision) for solid in solids),
        "area": sum(shape.Area() for shape in found),
    }


def there_and_back(things: list[Any], path: str) -> list[Any]:
    """The same out of a STEP file that CadQuery wrote."""
    found = [shape for thing in things for shape in shapes(thing)]
    cq.exporters.export(cq.Workplane(cq.Compound.makeCompound(found)), path)
    return [cq.importers.importStep(path)]


def run(script: Path, shows: str, precision: float | None, export: str = "") -> dict[str, Any]:
    """Execute a script in its folder, as the pages of the documentation do, and measure what it shows."""
    shown: list[Any] = []
    scope = {name: getattr(cq, name) for name in cq.__all__}
    scope |= {"cq": cq, "cadquery": cq, "__name__": "__cqgi__"}
    scope |= {"show_object": lambda thing, *_, **__: shown.append(thing), "debug": lambda *_, **__: None}
    os.chdir(script.parent)
    exec(compile(script.read_text(), script.name, "exec"), scope)  # noqa: S102 - the purpose
    things = shown or [scope[shows]]
    return measure(there_and_back(things, export) if export else things, precision)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request; ``error`` holds what CadQuery raised."""
    try:
        if "step" in request:
            return measure([cq.importers.importStep(request["step"])])
        return run(Path(request["script"]), request["shows"], request["precision"], request.get("export", ""))
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a script prints is no answer
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
