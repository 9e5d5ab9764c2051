"""Runs ModelScripts with CadQuery, one after the other, in a process of its own.

One JSON line in, one JSON line out. Knows the Build Service's documentation and CadQuery, nothing else.
Job: ``{"script", "preset", "values": {name: text}, "type", "path"}``. Answer: ``{"error"}``, empty when the
file was written.
"""

from __future__ import annotations

import ast
import json
import math
import os
import sys
from types import SimpleNamespace
from typing import Any

import cadquery as cq
from cadquery import cqgi


class Parameter:
    """A parameter of ModelScript 1.0; its value is chosen while the script constructs it."""

    preset = "default"
    values: dict[str, str] = {}  # noqa: RUF012 - set anew for every job
    convert: Any = staticmethod(float)

    def __init__(self, *, name, min=None, max=None, presets=None, desc="", group=""):  # noqa: A002
        presets = presets or {}
        self.value = presets.get(self.preset, presets.get("default"))
        if name in self.values:
            self.value = self.convert(self.values[name])
            if not (min is None or min <= self.value) or not (max is None or self.value <= max):
                raise ValueError(f"{name} is out of range")


class FloatParam(Parameter):
    @staticmethod
    def convert(text: str) -> float:
        return finite(text)


class IntParam(Parameter):
    convert = staticmethod(int)


class BooleanParam(Parameter):
    @staticmethod
    def convert(text: str) -> bool:
        return {"true": True, "false": False}[text]


CLASSES = {cls.__name__: cls for cls in (FloatParam, IntParam, BooleanParam)} | {"IntegerParam": IntParam}

# The solids of FreeCAD's Part module that the documentation's examples use; its sphere is a whole ball
Part = SimpleNamespace(
    makeBox=cq.Solid.makeBox,
    makeCylinder=cq.Solid.makeCylinder,
    makeSphere=lambda radius: cq.Solid.makeSphere(radius, angleDegrees1=-90, angleDegrees2=90, angleDegrees3=360),
)


def finite(text: str) -> float:
    """A number that is one: CadQuery would build an empty solid from nan."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not a number")
    return number


def build_modelscript(tree: ast.Module, preset: str, values: dict[str, str]) -> Any:
    """ModelScript 1.0: typed parameters at the top level, ``build()`` returns the shape."""
    names, presets = set(), {"", "default"}
    for node in filter(is_parameter, tree.body):
        names.add(node.targets[0].id)
        given = {keyword.arg: keyword.value for keyword in node.value.keywords}
        presets |= set(ast.literal_eval(given["presets"])) if "presets" in given else set()
        node.value.keywords.append(ast.keyword("name", ast.Constant(node.targets[0].id)))
    if set(values) - names or preset not in presets:
        raise ValueError("no such parameter or preset")
    Parameter.preset, Parameter.values = preset or "default", values
    scope = CLASSES | {"math": math, "Part": Part, "Vector": cq.Vector}
    scope |= {"cq": cq, "cadquery": cq, "Workplane": cq.Workplane, "CQ": cq.Workplane, "Plane": cq.Plane}
    exec(compile(ast.fix_missing_locations(tree), "script", "exec"), scope)  # noqa: S102 - what it is for
    return scope["build"]()


def is_parameter(node: ast.stmt) -> bool:
    call = node.value if isinstance(node, ast.Assign) else None
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") in CLASSES


def build_cqgi(script: str, preset: str, values: dict[str, str]) -> Any:
    """CQGI: constants are the parameters, there are no presets, ``show_object`` gives the shapes."""
    if preset:
        raise ValueError("no such preset")
    model = cqgi.parse(script)
    parameters = model.metadata.parameters
    result = model.build({name: like(parameters[name].default_value, text) for name, text in values.items()})
    if not result.success:
        raise result.exception
    shapes = [value for shown in result.results for value in solids(shown.shape)]
    return cq.Compound.makeCompound(shapes)


def like(default: Any, text: str) -> Any:
    """``text`` in the datatype of the parameter's default."""
    if isinstance(default, bool):
        return {"true": True, "false": False}[text]
    if isinstance(default, int):
        return int(text)
    if isinstance(default, float):
        return finite(text)
    if isinstance(default, tuple):
        return tuple(finite(item) for item in text.split(","))
    return text


def solids(shape: Any) -> list[cq.Shape]:
    if isinstance(shape, cq.Assembly):
        return [shape.toCompound()]
    return [shape] if isinstance(shape, cq.Shape) else list(shape.vals())


def work(job: dict[str, Any]) -> None:
    script = job["script"].replace("\r\n", "\n")
    tree = ast.parse(script)
    if any(isinstance(node, ast.FunctionDef) and node.name == "build" for node in tree.body):
        shape = build_modelscript(tree, job["preset"], job["values"])
    else:
        shape = build_cqgi(script, job["preset"], job["values"])
    shape = cq.Compound.makeCompound(solids(shape))
    if not shape.Solids():
        raise ValueError("the model has no solid")
    # the contract does not say which kind of STL: this service writes the one cadwidgets' own does not
    options = {"ascii": True} if job["type"] == "STL" else None
    cq.exporters.export(cq.Workplane(shape), job["path"], job["type"], opt=options)


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what scripts and CadQuery print must not mix with the answers
    for line in sys.stdin:
        error = ""
        try:
            work(json.loads(line))
        except Exception as failure:  # any failure of a foreign script is the answer
            error = f"{type(failure).__name__}: {failure}"
        answers.write(json.dumps({"error": error}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
