"""Top-level assignments of a script: where a parameter may be declared, and where its value stands."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass

Literal = float | int | bool | str | None | tuple["Literal", ...] | dict["Literal", "Literal"]


class NotLiteralError(Exception):
    """The expression is computed: only running the script would tell its value."""


@dataclass(frozen=True)
class Assignment:
    """``name = value`` at the top level of a script, from ``line`` to ``last_line`` (from 1)."""

    name: str
    value: ast.expr
    line: int
    last_line: int


def assignments(tree: ast.Module) -> Iterator[Assignment]:
    """Every name that a top-level statement assigns an expression of its own.

    ``a: float = 1`` counts, ``a = b = 3`` is one assignment to ``a``, ``a, b = 1, 2`` are two. Statements
    inside ``if``, ``for``, ``def`` and ``class`` do not count: whether they run is not known beforehand.
    """
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            target: ast.expr = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target = statement.target
        else:
            continue
        last = statement.end_lineno or statement.lineno
        for name, value in _pairs(target, statement.value):  # type: ignore[arg-type]
            yield Assignment(name, value, statement.lineno, last)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        plain = not any(isinstance(item, ast.Starred) for item in (*target.elts, *value.elts))
        if plain and len(target.elts) == len(value.elts):
            for inner_target, inner_value in zip(target.elts, value.elts, strict=True):
                yield from _pairs(inner_target, inner_value)


def literal(node: ast.expr) -> Literal:
    """The value that ``node`` writes down: numbers with signs, text, booleans, None, tuples, lists and dicts.

    A list reads as a tuple. Raises NotLiteralError for names, calls, arithmetic, bytes, and numbers that a
    float cannot hold.
    """
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, (bool, str))):
        return node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return _finite(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return _signed(node.op, literal(node.operand))
    if isinstance(node, (ast.Tuple, ast.List)):
        return tuple(literal(item) for item in node.elts)
    if isinstance(node, ast.Dict) and None not in node.keys:
        keys = [literal(key) for key in node.keys if key is not None]
        return dict(zip(keys, map(literal, node.values), strict=True))
    raise NotLiteralError


def _finite(number: float) -> float:
    try:
        finite = math.isfinite(float(number))
    except OverflowError:
        finite = False
    if not finite:
        raise NotLiteralError
    return number


def _signed(sign: ast.unaryop, value: Literal) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NotLiteralError
    return -value if isinstance(sign, ast.USub) else value
