"""Build the named samples at their corners in one process and write what came out as JSON to stdout.

A program of its own: cadquery stays out of the process that runs the tests.
"""

from __future__ import annotations

import json
import math
import sys

import cadquery as cq
from cadquery import cqgi

from cadwidgets import samples
from cadwidgets.modelscript import Script, load_script
from cadwidgets.service.builds.catalog_parts import CatalogParts
from cadwidgets.service.builds.shapes import shapes_of
from cadwidgets.service.builds.sized import sized


def typed_parameter(values):
    """A stand-in for the service's parameter classes: looks the value up by its variable's name."""

    class TypedParameter:
        def __init__(self, *_, _name, **__):
            self.value = values[_name]

    return TypedParameter


def build(script: Script, values) -> list[cq.Workplane]:
    """What the script shows or returns with these values."""
    shown = []
    parameter = typed_parameter(values)
    scope = {
        "__name__": "__cqgi__",
        "math": math,
        "Workplane": cq.Workplane,
        "part": CatalogParts().part,
        "show_object": lambda shape, **_: shown.append(shape),
        **dict.fromkeys(("FloatParam", "IntParam", "IntegerParam", "BooleanParam"), parameter),
    }
    exec(compile(script.with_values(values), "sample", "exec"), scope)  # noqa: S102 - our own samples
    return shown or [scope["build"]()]


def cases(schema):
    """Defaults, every preset, and both ends of all ranges, and of all sizes of the catalog, at once."""
    yield "defaults", schema.resolve()
    for preset in schema.presets:
        yield f"preset {preset}", schema.resolve(preset)
    ends = dict(filter(None, map(range_of, schema.parameters)))
    yield "all minimums", schema.resolve("", {name: low for name, (low, _) in ends.items()})
    yield "all maximums", schema.resolve("", {name: high for name, (_, high) in ends.items()})


def range_of(parameter):
    """Name and ends; None for what is chosen in words."""
    if parameter.sizes:
        return parameter.name, (parameter.choices[0], parameter.choices[-1])
    return (parameter.name, (parameter.minimum, parameter.maximum)) if parameter.kind in ("int", "float") else None


def facts(shapes) -> dict[str, object]:
    """Numbers that a test can judge."""
    solids = [solid for value in shapes_of(shapes) for solid in value.Solids()]
    box = cq.Compound.makeCompound(solids).BoundingBox()
    return {
        "solids": len(solids),
        "valid": all(solid.isValid() for solid in solids),
        "closed": all(shell.Closed() for solid in solids for shell in solid.Shells()),
        "volume": sum(solid.Volume() for solid in solids),
        "size": [box.xlen, box.ylen, box.zlen],
    }


def main() -> None:
    built = {}
    for sample in (getattr(samples, name) for name in sys.argv[1:]):
        script = load_script(sample.text)
        built[sample.name] = {case: facts(build(script, values)) for case, values in cases(sized(script.schema))}
        if script.shows and "part(" not in sample.text:
            plainly = cqgi.parse(sample.text).build()
            built[sample.name]["CadQuery alone"] = facts([result.shape for result in plainly.results])
    json.dump(built, sys.stdout)


if __name__ == "__main__":
    main()
