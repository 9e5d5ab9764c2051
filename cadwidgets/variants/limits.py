"""Limits as text: ``mass <= 1.2 kg``, ``size_x / size_y <= 2``, ``10 <= bore <= 12 mm``, ``width + 2 * wall == 80``."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.variants.expressions import Expression, Numbers, Reader, numbers_of, parsed
from cadwidgets.variants.quantities import Columns

Relation: TypeAlias = Literal["<=", ">=", "=="]
_RELATIONS: Mapping[type[ast.cmpop], Relation] = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "=="}
TOLERANCE = 1e-6
"""How far apart, relatively, two sides may be that shall be equal."""
ROUNDING = 1e-9
"""By how much, relatively, a limit may be exceeded and still hold: what is left of computing in floating point."""
ACTIVE = 1e-4
"""A limit that is met within this much, relatively, is active: it is what keeps a variant from being better."""


@dataclass(frozen=True)
class Comparison:
    """Two sides in one unit, and how they shall stand to each other. Which of them the model decides is ``left``."""

    left: Expression
    relation: Relation
    right: Expression

    def sides(self, numbers: Numbers) -> tuple[float, float]:
        """Both values; not a number (nan) where they cannot be told."""
        return self.left.value(numbers), self.right.value(numbers)

    def apart(self, numbers: Numbers) -> float:
        """Left less right, as a part of what right is: of the limit where that is a mere number, else of the larger
        side. Where right is 0, it is simply left."""
        left, right = self.sides(numbers)
        scale = max(abs(left), abs(right)) if self.right.names and right else abs(right)
        return (left - right) / (scale or 1.0)

    def excess(self, numbers: Numbers) -> float:
        """By how much it does not hold, as a part like `apart`: up to 0 where it holds, nan if that is unknown."""
        apart = self.apart(numbers)
        return {"<=": apart, ">=": -apart, "==": abs(apart)}[self.relation]

    def holds(self, numbers: Numbers) -> bool:
        """Whether it is met, but for rounding."""
        return self.excess(numbers) <= (TOLERANCE if self.relation == "==" else ROUNDING)


@dataclass(frozen=True)
class Limit:
    """A condition on a variant: one comparison, or the two of ``10 <= bore <= 12``, as the user wrote it."""

    text: str
    comparisons: tuple[Comparison, ...]
    measures: frozenset[str] = frozenset()

    @classmethod
    def read(
        cls,
        text: str,
        schema: ParameterSchema,
        measures: Mapping[str, UserMeasure] | None = None,
        name: str = "limits",
    ) -> Limit:
        """The limit that ``text`` says of a model's variants. Raises RequestError, which calls it ``name``."""
        columns = Columns.of(schema, measures)
        reader = Reader(text, columns, name)
        node = parsed(text, name).body
        if not isinstance(node, ast.Compare):
            raise reader.refusal("there is no <=, >= or ==", "a comparison, such as mass <= 1.2 kg")
        sides = [reader.expression(side) for side in (node.left, *node.comparators)]
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        limit = cls(text.strip(), tuple(_comparison(reader, *pair) for pair in pairs), frozenset(measures or ()))
        if not limit.names:
            raise reader.refusal("nothing of the model is compared", "names of parameters, results and measures")
        return limit

    @property
    def names(self) -> frozenset[str]:
        """The columns that it reads."""
        return frozenset[str]().union(*(one.left.names | one.right.names for one in self.comparisons))

    def excess(self, row: DesignRow) -> float:
        """By how much the row is beyond it, relatively: up to 0 where it holds; nan where that is unknown."""
        numbers = numbers_of(row, self.measures)
        found = [one.excess(numbers) for one in self.comparisons]
        return math.nan if any(map(math.isnan, found)) else max(found)

    def holds(self, row: DesignRow) -> bool:
        """Whether the row meets it, but for rounding; a limit on a result that is unknown does not hold."""
        numbers = numbers_of(row, self.measures)
        return all(one.holds(numbers) for one in self.comparisons)

    def active(self, row: DesignRow) -> bool:
        """Whether the row is at it."""
        numbers = numbers_of(row, self.measures)
        return any(abs(one.excess(numbers)) <= ACTIVE for one in self.comparisons)


def _comparison(reader: Reader, left: Expression, operator: ast.cmpop, right: Expression) -> Comparison:
    """The comparison with what the model decides on its left, in its unit."""
    if isinstance(operator, ast.Lt | ast.Gt):
        raise reader.refusal("< and > have no last value that is allowed", "<=, >= and ==")
    if type(operator) not in _RELATIONS:
        raise reader.refusal("only numbers can be compared", "<=, >= and ==")
    relation = _RELATIONS[type(operator)]
    if right.names and not left.names:
        left, right = right, left
        relation = {"<=": ">=", ">=": "<=", "==": "=="}[relation]  # type: ignore[assignment]
    left, right = reader.alike(left, right)
    if right.plain and math.isnan(right.value({})):
        raise reader.refusal(f"{right.text} cannot be computed")
    return Comparison(left, relation, right)
