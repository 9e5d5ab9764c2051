"""The variants of a script that a benchmark builds: the standard library is all that the plain side needs for them."""

from __future__ import annotations

import ast
import random
from functools import cache
from typing import TypeAlias

Values: TypeAlias = dict[str, float | int | str]

RANGES: dict[str, tuple[float, float]] = {
    "width": (40, 120),
    "base": (50, 120),
    "height": (50, 140),
    "thickness": (3, 8),
    "bend": (2, 8),
    "hole_diameter": (4, 9),
}
"""Of the parameters of `samples.bracket` that vary, drawn evenly."""


def variants(count: int, seed: int) -> list[Values]:
    """So many different ones; other ones for each seed."""
    draw = random.Random(seed)  # noqa: S311 - the same ones again for the same seed
    return [{name: round(draw.uniform(*bounds), 4) for name, bounds in RANGES.items()} for _ in range(count)]


@cache
def _parsed(script: str) -> ast.Module:
    """Once: the values change in it, always those of the same names."""
    return ast.parse(script)


def with_values(script: str, values: Values) -> ast.Module:
    """The script with other values in its assignments at the top level, the first of each name."""
    tree, left = _parsed(script), dict(values)
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in left:
            node.value = ast.copy_location(ast.Constant(left.pop(node.targets[0].id)), node.value)
    return tree
