"""Chosen values into a script's syntax tree; the tree that was read stays as it is."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.constants import constants
from cadwidgets.modelscript.typed import typed_calls

HIDDEN_NAME = "_name"
"""The keyword that tells a typed parameter's constructor which variable it is assigned to."""


def inject(tree: ast.Module, schema: ParameterSchema, values: Mapping[str, Value]) -> ast.Module:
    """A copy of ``tree`` in which ``values`` take effect; line numbers stay.

    Raises RequestError for a name that is no parameter.
    """
    for name in values:
        if name not in schema.names:
            known = ", ".join(schema.names)
            raise RequestError(f"there is no parameter {name!r}", parameter=name, allowed=known)
    replacements = _named_calls(tree) or _written_values(tree, values)
    body = [_replaced(statement, replacements) for statement in tree.body]
    return ast.Module(body, tree.type_ignores)


def _named_calls(tree: ast.Module) -> dict[ast.expr, ast.expr]:
    return {call: _named(call, name) for name, call in typed_calls(tree).items()}


def _named(call: ast.Call, name: str) -> ast.Call:
    hidden = ast.keyword(HIDDEN_NAME, ast.copy_location(ast.Constant(name), call))
    named = copy.copy(call)
    named.keywords = [*call.keywords, ast.copy_location(hidden, call)]
    return named


def _written_values(tree: ast.Module, values: Mapping[str, Value]) -> dict[ast.expr, ast.expr]:
    return {
        item.value: _written(_like(parameter.default, values[name]), item.value)
        for name, (item, parameter) in constants(tree).items()
        if name in values
    }


def _written(value: Value, place: ast.expr) -> ast.expr:
    """The literal of ``value`` at the place of another expression."""
    if not isinstance(value, tuple):
        return ast.copy_location(ast.Constant(value), place)
    items: list[ast.expr] = [_written(item, place) for item in value]
    return ast.copy_location(ast.Tuple(items, ast.Load()), place)


def _like(default: Value, value: Value) -> Value:
    """``value``, with whole numbers where the script's tuple has them: ``range(size[0])`` fails with 4.0."""
    if not isinstance(default, tuple) or not isinstance(value, tuple) or len(default) != len(value):
        return value
    return tuple(
        int(new) if isinstance(old, int) and float(new).is_integer() else new
        for old, new in zip(default, value, strict=True)
    )


def _replaced(statement: ast.stmt, replacements: Mapping[ast.expr, ast.expr]) -> ast.stmt:
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is None:
        return statement
    value = _replaced_value(statement.value, replacements)
    if value is statement.value:
        return statement
    changed = copy.copy(statement)
    changed.value = value
    return changed


def _replaced_value(node: ast.expr, replacements: Mapping[ast.expr, ast.expr]) -> ast.expr:
    if node in replacements:
        return replacements[node]
    if not isinstance(node, (ast.Tuple, ast.List)):
        return node
    items = [_replaced_value(item, replacements) for item in node.elts]
    if items == node.elts:
        return node
    changed = copy.copy(node)
    changed.elts = items
    return changed
