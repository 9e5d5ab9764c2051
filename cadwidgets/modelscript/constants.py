"""Dialect B: the plain constants at a script's top level that count as its parameters (CQGI, widened)."""

from __future__ import annotations

import ast
from typing import cast

from cadwidgets.contract.parameters import MAX_TEXT, Kind, Parameter, Value
from cadwidgets.modelscript.assignments import Assignment, NotLiteralError, assignments, literal
from cadwidgets.modelscript.dialect import dialect_of

METADATA_NAMES = ("UOM", "VERSION", "METADATA")
"""Names that describe a script in either dialect, so no parameters; MATERIAL does so in ModelScript only."""


def constants(tree: ast.Module) -> dict[str, tuple[Assignment, Parameter]]:
    """Every constant by name, in the order of the script, with the bare parameter it makes (no range yet).

    The last assignment of a constant to a name is the one that counts. ``__author__`` and the like do not.
    """
    private = (*METADATA_NAMES, *(("MATERIAL",) if dialect_of(tree) == "modelscript" else ()))
    found: dict[str, tuple[Assignment, Parameter]] = {}
    for item in assignments(tree):
        parameter = None if item.name in private else _parameter(item)
        if parameter is not None:
            found.pop(item.name, None)
            found[item.name] = (item, parameter)
    return found


def kind_of(value: object) -> Kind | None:
    """The kind of parameter that this default makes: None for what makes none, such as a very long text."""
    if isinstance(value, tuple):
        return "tuple" if all(kind_of(item) in ("int", "float") for item in value) else None
    if isinstance(value, str):
        return "text" if len(value) <= MAX_TEXT else None
    kinds: dict[type, Kind] = {bool: "bool", int: "int", float: "float"}
    return next((kind for type_, kind in kinds.items() if isinstance(value, type_)), None)


def _parameter(item: Assignment) -> Parameter | None:
    if (item.name.startswith("__") and item.name.endswith("__")) or isinstance(item.value, ast.List):
        return None
    try:
        value = literal(item.value)
    except NotLiteralError:
        return None
    kind = kind_of(value)
    return None if kind is None else Parameter(item.name, kind, cast(Value, value))
