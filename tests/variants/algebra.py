"""Models that are a formula, for tests of searches: what is built is counted, and fails where the formula says None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import Cancelled

Formula = Callable[[Mapping[str, Value]], "Mapping[str, float] | None"]


def length(name: str, default: float, low: float, high: float, step: float | None = None) -> Parameter:
    return Parameter(name, "float", default, minimum=low, maximum=high, step=step, unit="mm")


def whole(name: str, default: int, low: int, high: int) -> Parameter:
    return Parameter(name, "int", default, minimum=low, maximum=high)


class Algebra:
    """``schema`` and ``evaluate``; ``batches`` are the sizes of what was asked for, ``asked`` all points."""

    def __init__(self, formula: Formula, *parameters: Parameter, cancel_after: int = 1_000_000) -> None:
        self.schema = ParameterSchema(parameters)
        self.batches: list[int] = []
        self.asked: list[dict[str, Value]] = []
        self._formula, self._cancel_after = formula, cancel_after

    def evaluate(self, points: Sequence[Mapping[str, Value]]) -> list[DesignRow]:
        if len(self.asked) + len(points) > self._cancel_after:
            raise Cancelled("enough")
        self.batches.append(len(points))
        self.asked += map(dict, points)
        return [self._row(point) for point in points]

    def _row(self, values: Mapping[str, Value]) -> DesignRow:
        results = self._formula(values)
        if results is None:
            return DesignRow(values, status="failed", error="the fillet is too large", kind="script")
        return DesignRow(values, results, "ready")
