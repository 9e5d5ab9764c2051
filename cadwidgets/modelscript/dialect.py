"""Which of the two dialects a script speaks, and what it calls: all read off the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Literal, TypeAlias

Dialect: TypeAlias = Literal["modelscript", "cqgi"]

PARAMETER_CLASSES = ("FloatParam", "IntParam", "IntegerParam", "BooleanParam")
"""ModelScript 1.0 knows whole numbers by two names: published scripts use both."""
SHOW_FUNCTIONS = ("show_object", "build_object")


def dialect_of(tree: ast.Module) -> Dialect:
    """``modelscript`` for a ``build()`` with typed parameters, a UOM, or nothing shown; else ``cqgi``."""
    if not has_build_function(tree):
        return "cqgi"
    typed = any(True for _ in calls(tree, PARAMETER_CLASSES))
    return "modelscript" if typed or _assigns(tree, "UOM") or not shows(tree) else "cqgi"


def has_build_function(tree: ast.Module) -> bool:
    """Whether a top-level ``build`` can be called without arguments."""
    return any(
        isinstance(node, ast.FunctionDef) and node.name == "build" and not _required(node.args) for node in tree.body
    )


def shows(tree: ast.Module) -> bool:
    """Whether the script calls ``show_object``, or ``build_object`` as it was called before 2017."""
    return any(True for _ in calls(tree, SHOW_FUNCTIONS))


def main_guard(tree: ast.Module) -> str:
    """The module name that a part of the script waits for: ``__cq_main__``, ``__main__``, or nothing."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return next((name for name in ("__cq_main__", "__main__") if name in texts), "")


def calls(tree: ast.AST, names: Collection[str]) -> Iterator[ast.Call]:
    """Every call of a function with one of these bare names, anywhere in the script."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _required(arguments: ast.arguments) -> bool:
    positional = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    return positional > 0 or None in arguments.kw_defaults


def _assigns(tree: ast.Module, name: str) -> bool:
    return any(
        isinstance(target, ast.Name) and target.id == name
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )
