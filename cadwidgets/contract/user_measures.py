"""A number that a user wants of a model, named by CadQuery selectors: ``faces(">Z").edges("%CIRCLE").radius``."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract.design_row import RESULTS
from cadwidgets.contract.measures import Steps
from cadwidgets.errors import RequestError

METHODS = ("faces", "edges", "vertices", "solids")
"""The selecting methods of a CadQuery Workplane that may stand in a measure."""
FACTS = {
    "count": "how many there are",
    "area": "their areas together",
    "length": "their lengths together",
    "volume": "their volumes together",
    "radius": "the radius that they all have",
    "x": "where their common centre is along the x axis",
    "y": "where their common centre is along the y axis",
    "z": "where their common centre is along the z axis",
}
"""What can be told of the chosen things."""
_UNITS = {"area": "{}²", "volume": "{}³", "count": ""}
MAX_MEASURES = 20
_EXAMPLE = 'selectors and what is to be told of what they choose, as in faces(">Z").edges("%CIRCLE").radius; '
_ALLOWED = _EXAMPLE + f"methods {', '.join(METHODS)}, facts {', '.join(FACTS)}"


@dataclass(frozen=True)
class UserMeasure:
    """``steps`` choose things of the whole model, ``fact`` is what is told of them: a name of `FACTS`."""

    steps: Steps
    fact: str

    @classmethod
    def read(cls, text: str, name: str = "measures") -> UserMeasure:
        """The measure that ``text`` says. Raises RequestError, which calls it ``name``."""
        try:
            node = ast.parse(text.strip().removeprefix("."), mode="eval").body
            if not isinstance(node, ast.Attribute) or node.attr not in FACTS:
                raise ValueError
            return cls(_steps(node.value), node.attr)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            message = f"{text[:80]!r} is no measure"
            raise RequestError(message, parameter=name, value=text[:80], allowed=_ALLOWED) from None

    def unit(self, length: str) -> str:
        """The unit of the number in a model whose unit of ``length`` this is; empty for a count."""
        return _UNITS.get(self.fact, "{}").format(length)

    def __str__(self) -> str:
        return ".".join([*(f"{method}({json.dumps(selector)})" for method, selector in self.steps), self.fact])


def _steps(node: ast.expr | None) -> Steps:
    """The calls from the first to the last. Raises ValueError for anything else."""
    if not isinstance(node, ast.Call) or node.keywords or len(node.args) > 1:
        raise ValueError
    selector = (
        node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "" if not node.args else None
    )
    if not isinstance(selector, str):
        raise ValueError
    if isinstance(node.func, ast.Name) and node.func.id in METHODS:
        return ((node.func.id, selector),)
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
        return (*_steps(node.func.value), (node.func.attr, selector))
    raise ValueError


def read_measures(texts: Mapping[str, str]) -> dict[str, UserMeasure]:
    """Measures by name. Raises RequestError."""
    if len(texts) > MAX_MEASURES:
        raise RequestError(f"{len(texts)} measures are too many", parameter="measures", allowed=f"up to {MAX_MEASURES}")
    return {name: UserMeasure.read(text, f"measures[{name!r}]") for name, text in texts.items()}


def check_names(names: Iterable[str], parameters: Collection[str]) -> None:
    """Raises RequestError for a name that a result of every model has, or one of the ``parameters`` of this one, and
    for one that could not stand in a limit."""
    for name in names:
        if not name.isidentifier():
            allowed = "letters, digits and _"
            raise RequestError(f"{name!r} is no name of a measure", parameter="measures", value=name, allowed=allowed)
        taken = "a result of every model" if name in RESULTS else "a parameter" if name in parameters else ""
        if taken:
            allowed = "a name that is neither a parameter nor " + ", ".join(RESULTS)
            raise RequestError(f"{name!r} is {taken} already", parameter="measures", value=name, allowed=allowed)


def measures_text(measures: Mapping[str, UserMeasure]) -> str:
    """The measures as the option ``measures`` has them: texts by name in JSON; empty for none."""
    return json.dumps({name: str(measure) for name, measure in measures.items()}) if measures else ""


def measures_of(text: str) -> dict[str, UserMeasure]:
    """The measures that `measures_text` wrote, checked. Raises RequestError."""
    if not text:
        return {}
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise RequestError("these are no measures", parameter="o.measures", value=text[:80], allowed=_ALLOWED)
    return read_measures(told)
