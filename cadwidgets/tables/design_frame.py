"""A design table as a DataFrame: one row a variant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import pandas as pd

from cadwidgets.contract.design_row import DesignRow, Status
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.requests import http_text
from cadwidgets.tables.design_columns import VARIANT, Cell, DesignColumn, Measures, design_columns


def design_frame(
    rows: Sequence[DesignRow],
    schema: ParameterSchema,
    measures: Measures = (),
    numbers: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Parameters, results, measures, seconds, status and error, each of its type. The index ``variant`` has the
    ``numbers`` of the rows, by default from 1.

    A parameter that is named like another column is called ``p.name``, as over HTTP. What is not known is NaN, or NA;
    a tuple is a text such as ``1.0,2.0,3.0``. ``frame.attrs["units"]`` has the units of those columns that have one,
    ``frame.attrs["measures"]`` the names of the measures.
    """
    columns = design_columns(rows, schema, measures)
    index = pd.Index(list(range(1, len(rows) + 1) if numbers is None else numbers), dtype="int64", name=VARIANT)
    frame = pd.DataFrame({column.name: _series(column, rows, index) for column in columns}, index)
    frame.attrs["units"] = {column.name: column.unit for column in columns if column.unit}
    frame.attrs["measures"] = [column.name for column in columns if column.role == "measure"]
    return frame


def _series(column: DesignColumn, rows: Sequence[DesignRow], index: pd.Index) -> pd.Series[Any]:
    cells = [column.value(row) for row in rows]
    told = [http_text(cell) if isinstance(cell, tuple) else cell for cell in cells]
    return pd.Series(told, index, dtype=_type_of(column, cells))


def _type_of(column: DesignColumn, cells: Sequence[Cell]) -> Any:
    if column.parameter is not None:
        return _type_of_parameter(column.parameter, cells)
    if column.name == "status":
        return pd.CategoricalDtype(list(get_args(Status)))
    return "string" if column.role == "fact" and column.name != "seconds" else "float64"


def _type_of_parameter(parameter: Parameter, cells: Sequence[Cell]) -> Any:
    kind = _kind_of_choices(parameter) if parameter.kind == "choice" else parameter.kind
    if kind == "choice":
        return pd.CategoricalDtype(
            list(dict.fromkeys(cell for cell in (*parameter.choices, *cells) if cell is not None))
        )
    if kind == "float":
        return "float64"
    if kind == "int":
        large = any(isinstance(cell, int) and not -(2**63) <= cell < 2**63 for cell in cells)
        return "object" if large else "Int64" if None in cells else "int64"
    if kind == "bool":
        return "boolean" if None in cells else "bool"
    return "string"


def _kind_of_choices(parameter: Parameter) -> str:
    """``int`` or ``float`` where the choices are numbers, with which people go on calculating."""
    kinds = {type(choice) for choice in parameter.choices}
    return "int" if kinds == {int} else "float" if kinds and kinds <= {int, float} else "choice"
