"""The columns of a design table: what a row tells in each, and how that may be edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.widgets._design_rules import number_text

CellKind: TypeAlias = Literal["number", "int", "bool", "choice", "text", "tuple", "status"]
Group: TypeAlias = Literal["parameter", "result", "build"]
_PARAMETER_KINDS: Mapping[str, Any] = {"number": "float"}
"""What a parameter calls a kind that has another name here."""


@dataclass(frozen=True)
class GridColumn:
    """A column, called ``name`` in the view. Only those of the group "parameter" are edited.

    ``minimum`` and ``maximum`` are inclusive, and hold for each number of a tuple. ``source`` is what the row calls it,
    where that is not the name: a result may have the name of a parameter.
    """

    name: str
    label: str
    unit: str = ""
    kind: CellKind = "number"
    group: Group = "result"
    choices: tuple[Value, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    source: str = ""

    def cell(self, row: DesignRow) -> Any:
        """The row's value in this column; None if it has none."""
        name = self.source or self.name
        if self.group == "build":
            return getattr(row, name)
        return (row.values if self.group == "parameter" else row.results).get(name)

    def check(self, typed: object, now: Value) -> Value:
        """The value that was typed in place of ``now``. Raises RequestError, which says what is allowed."""
        kind = _PARAMETER_KINDS.get(self.kind, self.kind)
        limits = (self.minimum, self.maximum, self.step, self.choices)
        return Parameter(self.name, kind, now, self.label, *limits).check(typed)

    def to_json(self) -> dict[str, Any]:
        """As browser/design_grid_rules.js declares it."""
        told = ("name", "label", "unit", "kind", "group", "minimum", "maximum", "step")
        return {name: getattr(self, name) for name in told} | {"choices": [*map(value_text, self.choices)]}


STATUS = GridColumn("status", "Status", kind="status", group="build")
SECONDS = GridColumn("seconds", "Time", "s", group="build")
ERROR = GridColumn("error", "Error", kind="text", group="build")


def columns_of(schema: ParameterSchema, results: Mapping[str, str]) -> tuple[GridColumn, ...]:
    """The columns of a model's design table; ``results`` maps their names to their units.

    What has the name of a parameter is called by it and ``(result)`` or ``(build)``.
    """
    parameters = [_parameter_column(parameter) for parameter in schema.parameters]
    told = [GridColumn(name, name.replace("_", " ").capitalize(), unit) for name, unit in results.items()]
    status, *others = [_beside(schema.names, column) for column in (STATUS, *told, SECONDS, ERROR)]
    return (status, *parameters, *others)


def _parameter_column(parameter: Parameter) -> GridColumn:
    """An invented range only helps a slider: it limits nothing here."""
    kind: Any = {"float": "number"}.get(parameter.kind, parameter.kind)
    bounds = (None, None) if parameter.invented else (parameter.minimum, parameter.maximum)
    name, label, unit, choices = parameter.name, parameter.title, parameter.unit, parameter.choices
    return GridColumn(name, label, unit, kind, "parameter", choices, *bounds, parameter.step)


def _beside(names: tuple[str, ...], column: GridColumn) -> GridColumn:
    """The column, called otherwise if one of ``names`` is its own."""
    if column.name not in names:
        return column
    more = f" ({column.group})"
    return replace(column, name=column.name + more, label=column.label + more, source=column.name)


def value_text(value: Any) -> str:
    """A value of a text, a choice or a tuple in words; empty for none."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return ", ".join(map(value_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number_text(value) if isinstance(value, (int, float)) else str(value)
