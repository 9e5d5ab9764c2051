"""Runs a script, once, and finds the model in what it leaves."""

from __future__ import annotations

import sys
from ast import Module
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

import cadquery as cq

from cadwidgets.contract.parameters import Value
from cadwidgets.modelscript import Script
from cadwidgets.service.builds.failures import SCRIPT_FILE, Failure, excerpt, script_failure
from cadwidgets.service.builds.freecad import make_importable
from cadwidgets.service.builds.shapes import is_cad_object, shapes_of
from cadwidgets.service.builds.shim import Stage

_MODULE_NAME = "__cqgi__"


@dataclass(frozen=True)
class Model:
    """The shapes that a script made; ``fallback`` tells how they were found when the script showed none."""

    shapes: list[cq.Shape]
    fallback: str = ""


def execute(script: Script, values: Mapping[str, Value]) -> Model:
    """The model that ``script`` makes of ``values``, the resolved values of all parameters.

    Objects shown win, then what ``build()`` returns, then, as a fallback, the part behind a guard such as
    ``if __name__ == "__main__"``, a variable named result or r, and the last CAD object of the script.
    Raises Failure with the script's line.
    """
    code = _compiled(script, script.with_values(values))
    stage = Stage(values)
    with _reported(script.text):
        left = _run(code, stage, _MODULE_NAME)
        returned = _returned(script, stage, left)
    if returned is not None:
        return Model(shapes_of(returned))
    return Model(shapes_of(stage.shown)) if stage.shown else _found(script, code, stage, left)


def _compiled(script: Script, tree: Module) -> CodeType:
    try:
        return compile(tree, SCRIPT_FILE, "exec", dont_inherit=True)
    except SyntaxError as error:  # what a tree alone does not show, such as a return outside a function
        line = error.lineno or 0
        where = {"line": line, "column": error.offset or 0, "excerpt": excerpt(script.text, line)}
        raise Failure("syntax", f"line {line}: {error.msg}", **where) from None
    except (RecursionError, MemoryError, ValueError) as error:
        raise Failure("syntax", f"Python cannot compile the script: {error}") from None


def _run(code: CodeType, stage: Stage, name: str) -> dict[str, Any]:
    """Execute as a real module, which dataclasses look for; the globals that are the script's own."""
    module = ModuleType(name)
    given = stage.namespace(name)
    vars(module).update(given)
    make_importable(given)
    sys.modules[name] = module
    exec(code, vars(module))  # noqa: S102 - the purpose, in a process confined for it
    return {key: value for key, value in vars(module).items() if given.get(key) is not value}


def _returned(script: Script, stage: Stage, left: Mapping[str, Any]) -> Any:
    """What ``build()`` returns when nothing was shown; None when there is no such function."""
    if stage.shown or not script.has_build_function or not callable(left.get("build")):
        return None
    model = left["build"]()
    if model is None and not stage.shown:
        raise TypeError("build() returned nothing; it must return the model")
    if model is not None and not is_cad_object(model):
        raise TypeError(f"build() returned a {type(model).__name__}, which is no CAD object")
    return model


def _found(script: Script, code: CodeType, stage: Stage, left: Mapping[str, Any]) -> Model:
    if script.main_guard:
        with _reported(script.text):
            left = _run(code, stage, script.main_guard)
        if stage.shown:
            return Model(shapes_of(stage.shown), f"the script ran as {script.main_guard}")
    own = [name for name in left if not name.startswith("__")]
    for name in ("result", "r", *reversed(own)):
        thing = left.get(name)
        shapes = shapes_of(thing) if is_cad_object(thing) else []
        if shapes:
            return Model(shapes, f"the variable {name} was taken")
    raise Failure("script", "the script shows no model: call show_object(...), or return one from build()")


@contextmanager
def _reported(text: str) -> Iterator[None]:
    """Turn whatever a script raises, its attempts to exit included, into a Failure."""
    try:
        yield
    except BaseException as error:
        raise script_failure(error, text) from None
