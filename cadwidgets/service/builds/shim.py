"""What a script finds around it: the names of both dialects, and the functions that take its model."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import cadquery as cq
from cadquery import exporters

from cadwidgets.contract.parameters import Value
from cadwidgets.service.builds.failures import SCRIPT_FILE
from cadwidgets.service.builds.freecad import freecad_names
from cadwidgets.service.builds.shapes import is_cad_object

MAX_SHOWN = 1000
"""Objects that one script may show."""


class TypedParameter:
    """A parameter object of ModelScript 1.0; ``value`` is final as soon as it exists.

    Scripts read ``value`` while they are executed, so it is looked up by the variable's name, which was
    written into the constructor's call as ``_name``.
    """

    def __init__(
        self,
        chosen: Mapping[str, Value],
        read: Callable[[Any], Value],
        default: Any = None,
        *,
        _name: str = "",
        **declared: Any,
    ) -> None:
        for name, value in declared.items():
            setattr(self, name, value)
        self.value = chosen[_name] if _name in chosen else read(_own_default(default, declared))


def _own_default(default: Any, declared: Mapping[str, Any]) -> Any:
    """The default of a parameter that the syntax tree did not show, such as one made in a loop."""
    if default is not None:
        return default
    presets = declared.get("presets")
    if isinstance(presets, Mapping) and "default" in presets:
        return presets["default"]
    return declared.get("min") or 0


def _parameter_class(chosen: Mapping[str, Value], read: Callable[[Any], Value], name: str) -> type:
    def initialise(self: TypedParameter, *arguments: Any, **keywords: Any) -> None:
        TypedParameter.__init__(self, chosen, read, *arguments, **keywords)

    return type(name, (TypedParameter,), {"__init__": initialise})


class Stage:
    """One run of a script: the namespace it gets, and in ``shown`` what it puts on show."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.shown: list[Any] = []
        self._values = values

    def namespace(self, module_name: str) -> dict[str, Any]:
        """Fresh globals for a script that runs under ``module_name``."""
        return {
            **self._library(),
            **freecad_names(self.show_object),
            **self._parameter_classes(),
            "show_object": self.show_object,
            "build_object": self.show_object,
            "debug": self.ignore,
            "describe_parameter": self.ignore,
            "log": print,
            "__name__": module_name,
            "__file__": SCRIPT_FILE,
        }

    @staticmethod
    def _library() -> dict[str, Any]:
        names = ("Workplane", "Plane", "Vector", "Sketch", "Assembly")
        found = {name: getattr(cq, name) for name in names}
        return found | {
            "cq": cq,
            "cadquery": cq,
            "CQ": cq.Workplane,
            "exporters": exporters,
            "math": math,
        }

    def _parameter_classes(self) -> dict[str, Any]:
        kinds: dict[str, Callable[[Any], Value]] = {
            "FloatParam": float,
            "IntParam": int,
            "IntegerParam": int,
            "BooleanParam": bool,
        }
        return {name: _parameter_class(self._values, read, name) for name, read in kinds.items()}

    def show_object(self, shape: Any, name: Any = None, options: Any = None, **more: Any) -> None:
        """Put a CAD object on show. Names and options, wherever an editor takes them, change nothing."""
        if not is_cad_object(shape):
            raise TypeError(f"show_object was given {_described(shape)}, which is no CAD object")
        if len(self.shown) >= MAX_SHOWN:
            raise ValueError(f"a script may show at most {MAX_SHOWN} objects")
        self.shown.append(shape)

    @staticmethod
    def ignore(*arguments: Any, **keywords: Any) -> None:
        """Take anything, do nothing: help for an editor, not output."""


def _described(thing: Any) -> str:
    return "nothing (None)" if thing is None else f"a {type(thing).__name__}"
