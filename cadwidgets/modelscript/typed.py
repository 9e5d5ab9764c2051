"""Dialect A: parameters declared as objects, ``p_length = FloatParam(min=10, max=200, presets={...})``."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from cadwidgets.contract.parameters import Kind, Parameter, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.annotations import AnnotationError, read_reference
from cadwidgets.modelscript.assignments import Literal, NotLiteralError, assignments, literal
from cadwidgets.modelscript.dialect import PARAMETER_CLASSES, calls
from cadwidgets.modelscript.ranges import invent

Warn = Callable[[str], None]
Presets = dict[str, dict[str, Value]]

_KINDS: dict[str, Kind] = {
    "FloatParam": "float",
    "IntParam": "int",
    "IntegerParam": "int",
    "BooleanParam": "bool",
}
_ZERO: dict[str, Value] = {"float": 0.0, "int": 0, "bool": False}
_KEYWORDS = ("desc", "min", "max", "presets", "group", "default", "label", "step", "choices", "catalog")
"""The first five are ModelScript 1.0; the others, and one positional default, are extensions of ours."""


def typed_calls(tree: ast.Module) -> dict[str, ast.Call]:
    """The constructor call of every typed parameter, by the name it is assigned to; the last one counts."""
    found: dict[str, ast.Call] = {}
    for item in assignments(tree):
        if isinstance(item.value, ast.Call) and _class_name(item.value):
            found.pop(item.name, None)
            found[item.name] = item.value
    return found


def typed_parameters(tree: ast.Module, warn: Warn) -> tuple[tuple[Parameter, ...], Presets]:
    """All typed parameters in the order of the script, and the presets that theirs add up to."""
    found = typed_calls(tree)
    _warn_of_hidden_calls(tree, set(found.values()), warn)
    parameters, presets = [], Presets()
    for name, call in found.items():
        declaration = _Declaration.read(name, call, warn)
        parameters.append(declaration.parameter)
        for preset, value in declaration.presets.items():
            presets.setdefault(preset, {})[name] = value
    return tuple(parameters), presets


def _class_name(call: ast.Call) -> str:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return name if name in PARAMETER_CLASSES else ""


def _warn_of_hidden_calls(tree: ast.Module, known: set[ast.Call], warn: Warn) -> None:
    for call in calls(tree, PARAMETER_CLASSES):
        if call not in known:
            warn(f"line {call.lineno}: a parameter that is not assigned to a top-level name is not offered")


@dataclass(frozen=True)
class _Declaration:
    """One constructor call, read."""

    parameter: Parameter
    presets: dict[str, Value]

    @classmethod
    def read(cls, name: str, call: ast.Call, warn: Warn) -> _Declaration:
        def warn_here(text: str) -> None:
            warn(f"line {call.lineno}: {name}: {text}")

        arguments = _arguments(call, warn_here)
        bare = _bare(name, call, arguments, warn_here)
        presets = _presets(bare, arguments.get("presets"), warn_here)
        parameter = replace(bare, default=_default(bare, arguments.get("default"), presets, warn_here))
        if not parameter.contains(parameter.default):
            warn_here(f"the default {parameter.default} is outside {parameter.allowed}")
        return cls(invent(parameter), presets)


def _arguments(call: ast.Call, warn: Warn) -> dict[str, Literal]:
    positional = [("default", argument) for argument in call.args[:1]]
    if len(call.args) > 1:
        warn("only one positional value, the default, is understood")
    arguments: dict[str, Literal] = {}
    for keyword, node in [*positional, *((keyword.arg, keyword.value) for keyword in call.keywords)]:
        if keyword not in _KEYWORDS:
            warn(f"{keyword or '**'} is not understood; known are {', '.join(_KEYWORDS)}")
            continue
        try:
            arguments[keyword] = literal(node)
        except NotLiteralError:
            warn(f"{keyword} is computed, so it is not known before the script runs")
    return arguments


def _bare(name: str, call: ast.Call, arguments: dict[str, Literal], warn: Warn) -> Parameter:
    """The parameter with all but its default."""
    kind = _KINDS[_class_name(call)]
    label, group, description = (_text(arguments, word, warn) for word in ("label", "group", "desc"))
    parameter = Parameter(name, kind, _ZERO[kind], label, group=group, description=description)
    if kind == "bool":
        if "catalog" in arguments:
            warn("catalog needs a number and is ignored")
        return parameter
    low, high = _bounds(kind, arguments, warn)
    step = _number(arguments, "step", warn)
    if step is not None and step <= 0:
        warn("step is not positive and is ignored")
        step = None
    bounded = replace(parameter, minimum=low, maximum=high, step=step)
    limited = _with_choices(bounded, arguments.get("choices"), warn)
    return _with_catalog(limited, _text(arguments, "catalog", warn), warn)


def _bounds(kind: Kind, arguments: dict[str, Literal], warn: Warn) -> tuple[float | None, float | None]:
    low, high = (_number(arguments, bound, warn) for bound in ("min", "max"))
    if kind == "int":
        low, high = low if low is None else math.ceil(low), high if high is None else math.floor(high)
    if low is not None and high is not None and low > high:
        warn(f"min {low:g} is greater than max {high:g}; both are ignored")
        return None, None
    return low, high


def _number(arguments: dict[str, Literal], name: str, warn: Warn) -> float | None:
    value = arguments.get(name)
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    warn(f"{name} is not a number and is ignored")
    return None


def _text(arguments: dict[str, Literal], name: str, warn: Warn) -> str:
    value = arguments.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    warn(f"{name} is not a text and is ignored")
    return ""


def _with_choices(parameter: Parameter, raw: Literal, warn: Warn) -> Parameter:
    if raw is None:
        return parameter
    try:
        if not isinstance(raw, tuple) or not raw:
            raise RequestError("not a list")
        choices = tuple(parameter.read(value) for value in raw)
    except RequestError:
        warn(f"choices is not a list of {parameter.kind} values and is ignored")
        return parameter
    return replace(parameter, kind="choice", choices=choices, default=choices[0])


def _with_catalog(parameter: Parameter, text: str, warn: Warn) -> Parameter:
    if not text:
        return parameter
    if parameter.choices:
        warn("catalog is ignored beside choices")
        return parameter
    try:
        return replace(parameter, catalog=read_reference(text))
    except AnnotationError as error:
        warn(f"catalog is ignored: {error}")
        return parameter


def _presets(parameter: Parameter, raw: Literal, warn: Warn) -> dict[str, Value]:
    if raw is not None and not isinstance(raw, dict):
        warn("presets is not a dict and is ignored")
    presets: dict[str, Value] = {}
    for name, value in (raw if isinstance(raw, dict) else {}).items():
        try:
            presets[str(name)] = parameter.read(value)
        except RequestError as error:
            warn(f"preset {name!r} is ignored: {error}")
            continue
        if not parameter.contains(presets[str(name)]):
            warn(f"preset {name!r} sets {value}, which is outside {parameter.allowed}")
    return presets


def _default(parameter: Parameter, raw: Literal, presets: dict[str, Value], warn: Warn) -> Value:
    """``default=``, else the preset of that name, else the minimum, else the first choice or zero."""
    if raw is not None:
        try:
            return parameter.read(raw)
        except RequestError as error:
            warn(f"the default is ignored: {error}")
    if "default" in presets:
        return presets["default"]
    fallback = parameter.default
    if parameter.minimum is not None and not parameter.choices:
        fallback = parameter.read(parameter.minimum)
    warn(f"there is no default; {fallback} is taken")
    return fallback
