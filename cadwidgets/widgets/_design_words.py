"""What a design table says of its variants: which results there are, and how they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.variants.model import VariantModel
from cadwidgets.widgets._design_columns import GridColumn, value_text
from cadwidgets.widgets._plot_columns import PlotColumn

_FEW = 4
"""Parameters that are named where no row differs from another."""


def result_units(model: VariantModel, names: Collection[str], currencies: Collection[str]) -> dict[str, str]:
    """The results of these ``names`` and the user's measures, in their order, each with its unit; before there are any
    the usual ones."""
    there = names or ("volume", "area", "size_x", "size_y", "size_z")
    units = {name: unit.format(model.schema.unit) for name, unit in RESULTS.items() if name in there}
    if "cost" in units:
        units["cost"] = next(iter(currencies)) if len(currencies) == 1 else ""
    return units | {name: measure.unit(model.schema.unit) for name, measure in model.measures.items()}


def arranged(columns: Sequence[GridColumn], varied: Collection[str]) -> tuple[GridColumn, ...]:
    """The columns in the order in which people look at them: what is ``varied`` and what came of it, then the
    parameters that are the same in all rows."""

    def is_same(column: GridColumn) -> bool:
        return column.group == "parameter" and column.name not in varied

    return tuple(sorted(columns, key=is_same))


def differing(schema: ParameterSchema, variants: Sequence[Mapping[str, Value]]) -> list[Parameter]:
    """The parameters that are not the same in all variants; the first few of all where none is."""
    found = [one for one in schema.parameters if len({values.get(one.name) for values in variants}) > 1]
    return found or list(schema.parameters[:_FEW])


def values_text(parameters: Iterable[Parameter], values: Mapping[str, Value]) -> str:
    """``width 40 mm, holes 4``; numbers to six digits."""
    told = (f"{one.title} {_short(values.get(one.name))} {one.unit}".strip() for one in parameters)
    return ", ".join(told)


def _short(value: Value | None) -> str:
    return f"{value:.6g}" if isinstance(value, float) else value_text(value)


def plot_columns(model: VariantModel, rows: Sequence[DesignRow], units: Mapping[str, str]) -> list[PlotColumn]:
    """The parameters of the rows, and the results that ``units`` names, as a plot takes them; texts and tuples have no
    place in a picture."""
    columns = [
        _parameter(parameter, rows) for parameter in model.schema.parameters if parameter.kind not in ("text", "tuple")
    ]
    taken = set(model.schema.names)
    for name, unit in units.items():
        values = np.array([row.results.get(name, np.nan) for row in rows], np.float64)
        shown = f"{name} (result)" if name in taken else name
        columns.append(PlotColumn(shown, shown.replace("_", " ").capitalize(), unit, values, group="result"))
    return columns


def _parameter(parameter: Parameter, rows: Sequence[DesignRow]) -> PlotColumn:
    values = [row.values.get(parameter.name) for row in rows]
    if parameter.kind == "choice" and not all(isinstance(value, int | float) for value in values):
        return PlotColumn(parameter.name, parameter.title, parameter.unit, tuple(map(value_text, values)), "choice")
    numbers = np.array([np.nan if value is None else float(value) for value in values], np.float64)  # type: ignore[arg-type]  # numbers by their kind
    kind = "bool" if parameter.kind == "bool" else "number"
    return PlotColumn(parameter.name, parameter.title, parameter.unit, numbers, kind)  # type: ignore[arg-type]
