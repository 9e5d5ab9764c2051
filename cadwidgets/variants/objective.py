"""What makes one variant better than another: an objective, and the limits that it has to hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import RequestError
from cadwidgets.variants.expressions import Expression, Numbers, numbers_of
from cadwidgets.variants.limits import ROUNDING, TOLERANCE, Comparison, Limit
from cadwidgets.variants.quantities import Columns


@dataclass(frozen=True)
class Objective:
    """``expression`` is what shall be small (``sign`` 1) or large (-1), ``limits`` what has to hold for that."""

    expression: Expression
    sign: float
    limits: tuple[Limit, ...] = ()
    measures: frozenset[str] = frozenset()

    @classmethod
    def read(
        cls,
        minimise: str,
        maximise: str,
        limits: Sequence[str],
        schema: ParameterSchema,
        measures: Mapping[str, UserMeasure] | None = None,
    ) -> Objective:
        """Raises RequestError for text that cannot be read, and unless one of both is to be made small or large."""
        if bool(minimise) == bool(maximise):
            allowed = "either minimise or maximise, as in minimise='mass'"
            raise RequestError("one objective is needed", parameter="minimise", value=minimise, allowed=allowed)
        name = "minimise" if minimise else "maximise"
        expression = Expression.read(minimise or maximise, Columns.of(schema, measures), name)
        texts = [limits] if isinstance(limits, str) else limits
        read = tuple(Limit.read(text, schema, measures) for text in texts)
        return cls(expression, 1.0 if minimise else -1.0, read, frozenset(measures or ()))

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Those of all limits."""
        return tuple(one for limit in self.limits for one in limit.comparisons)

    @property
    def names(self) -> frozenset[str]:
        """The columns that it and its limits read."""
        return self.expression.names.union(*(limit.names for limit in self.limits))

    def numbers(self, row: DesignRow) -> Numbers:
        """What of a row is compared."""
        return numbers_of(row, self.measures)

    def value(self, row: DesignRow) -> float:
        """The objective's; not a number (nan) for a row that has failed."""
        return self.expression.value(self.numbers(row)) if row.status == "ready" else math.nan

    def violation(self, row: DesignRow) -> float:
        """By how much limits are exceeded, relatively and together: 0 where all hold, infinite for a row that has
        failed or does not tell all that is compared."""
        if math.isnan(self.value(row)):
            return math.inf
        numbers = self.numbers(row)
        over = [violation(one, numbers) for one in self.comparisons]
        return math.inf if any(map(math.isnan, over)) else sum(over)

    def holds(self, row: DesignRow) -> bool:
        """Whether the row was built and holds all limits."""
        return self.violation(row) == 0.0

    def rank(self, row: DesignRow) -> tuple[float, ...]:
        """Rows that hold all limits first, the better ones before others; then by how much they exceed them."""
        over = self.violation(row)
        return (over, self.sign * self.value(row)) if over < math.inf else (over, math.inf)


def violation(comparison: Comparison, numbers: Numbers) -> float:
    """By how much a comparison is exceeded: 0 where it holds, nan where that is unknown."""
    excess = comparison.excess(numbers)
    return 0.0 if excess <= (TOLERANCE if comparison.relation == "==" else ROUNDING) else excess
