"""Runs a script, once, and finds the model in what it leaves."""

from __future__ import annotations

import sys
from ast import Module
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from cadwidgets.contract.parameters import Value
from cadwidgets.modelscript import Script
from cadwidgets.service.builds.failures import SCRIPT_FILE, Failure, excerpt, script_failure
from cadwidgets.service.builds.freecad import make_importable
from cadwidgets.service.builds.parts import parts_of
from cadwidgets.service.builds.shapes import is_cad_object
from cadwidgets.service.builds.shim import Model, Stage

_MODULE_NAME = "__cqgi__"


def execute(script: Script, values: Mapping[str, Value], folder: Path) -> Model:
    """The model that ``script`` makes of ``values``; helper modules of the script lie in ``folder``.

    Objects shown win, then what ``build()`` returns, then, as a fallback, the part behind a guard such as
    ``if __name__ == "__main__"``, a variable named result or r, and the last CAD object of the script.
    Raises Failure with the script's line.
    """
    code = _compiled(script, script.with_values(values))
    stage = Stage(values, script.schema.unit)
    reported = partial(_reported, script.text, folder)
    with reported():
        left = _run(code, stage, _MODULE_NAME, folder)
        _build(script, stage, left)
        if stage.shown:
            return stage.model()
    return _found(script, stage, left, reported, lambda: _run(code, stage, script.main_guard, folder))


def _compiled(script: Script, tree: Module) -> CodeType:
    try:
        return compile(tree, SCRIPT_FILE, "exec", dont_inherit=True)
    except SyntaxError as error:  # what a tree alone does not show, such as a return outside a function
        line = error.lineno or 0
        where = {"line": line, "column": error.offset or 0, "excerpt": excerpt(script.text, line)}
        raise Failure("syntax", f"line {line}: {error.msg}", **where) from None
    except (RecursionError, MemoryError, ValueError) as error:
        raise Failure("syntax", f"Python cannot compile the script: {error}") from None


def _run(code: CodeType, stage: Stage, name: str, folder: Path) -> dict[str, Any]:
    """Execute as a real module, which dataclasses look for; the globals that are the script's own."""
    module = ModuleType(name)
    given = stage.namespace(name)
    vars(module).update(given)
    make_importable(given, folder)
    sys.modules[name] = module
    exec(code, vars(module))  # noqa: S102 - the purpose, in a process confined for it
    return {key: value for key, value in vars(module).items() if given.get(key) is not value}


def _build(script: Script, stage: Stage, left: Mapping[str, Any]) -> None:
    """Put what ``build()`` returns on show when nothing else is."""
    if stage.shown or not script.has_build_function or not callable(left.get("build")):
        return
    model = left["build"]()
    if model is None and not stage.shown:
        raise TypeError("build() returned nothing; it must return the model")
    if model is not None and not is_cad_object(model):
        raise TypeError(f"build() returned a {type(model).__name__}, which is no CAD object")
    if not stage.shown:
        stage.show_object(model)


def _found(
    script: Script,
    stage: Stage,
    left: Mapping[str, Any],
    reported: _Reported,
    run_guarded: Callable[[], dict[str, Any]],
) -> Model:
    """The model of a script that shows none."""
    failed: Failure | None = None
    if script.main_guard:
        try:
            with reported():
                guarded = run_guarded()
                if stage.shown:
                    return stage.model(f"the script ran as {script.main_guard}")
            left = guarded
        except Failure as failure:  # a program for the command line may still have made its model before
            failed, stage = failure, Stage({}, script.schema.unit)
            stage.warn(f"the part behind the guard {script.main_guard} failed: {failure}")
    with reported():
        for name in ("result", "r", *reversed([name for name in left if not name.startswith("__")])):
            if is_cad_object(left.get(name)) and parts_of(left[name]):
                stage.show_object(left[name])
                return stage.model(f"the variable {name} was taken")
    raise failed or Failure("script", "the script shows no model: call show_object(...), or return one from build()")


_Reported = Callable[[], AbstractContextManager[None]]


@contextmanager
def _reported(text: str, folder: Path) -> Iterator[None]:
    """Turn whatever a script raises, its attempts to exit included, into a Failure."""
    try:
        yield
    except BaseException as error:
        raise script_failure(error, text, folder) from None
