"""The columns of a design table: parameters, results, a user's measures, and how the build went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.contract.options import PARAMETER_PREFIX
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.contract.user_measures import UserMeasure

Cell: TypeAlias = Value | None
Measures: TypeAlias = Mapping[str, UserMeasure] | Sequence[str]
"""A user's measures by their names; of bare names the units are not known."""
VARIANT, PRESET, CURRENCY = "variant", "preset", "currency"
FACTS = (VARIANT, PRESET, CURRENCY, "seconds", "status", "error")
"""Columns that are neither parameters nor results; a table may have a preset in each row, ours never need it."""
MEASURE_PREFIX = "m."
"""``m.bore``: a user's measure in a file, which no reader could tell from a parameter otherwise."""


@dataclass(frozen=True)
class DesignColumn:
    """A column and its value of a row, None where that is not known.

    ``name`` is what it is called in a DataFrame, ``title`` in a file, there with its unit.
    """

    name: str
    role: Literal["parameter", "result", "measure", "fact"]
    value: Callable[[DesignRow], Cell]
    unit: str = ""
    title: str = ""
    parameter: Parameter | None = None

    @property
    def heading(self) -> str:
        """As the head of a file has it: ``width [mm]``."""
        title = self.title or self.name
        return f"{title} [{self.unit}]" if self.unit else title


def design_columns(rows: Sequence[DesignRow], schema: ParameterSchema, measures: Measures = ()) -> list[DesignColumn]:
    """Parameters first, then those results that any row has, the user's measures, seconds, status and error.

    ``measures`` have columns even while no row has them. ``cost`` has its currency beside it.
    """
    known = dict.fromkeys([*measures, *(name for row in rows for name in row.results)])
    told = measures.items() if isinstance(measures, Mapping) else ()
    units = {name: measure.unit(schema.unit) for name, measure in told}
    return [
        *(_parameter_column(parameter, known) for parameter in schema.parameters),
        *_result_columns(known, rows, schema.unit),
        *_measure_columns(known, units),
        DesignColumn("seconds", "fact", lambda row: row.seconds, "s"),
        DesignColumn("status", "fact", lambda row: row.status),
        DesignColumn("error", "fact", lambda row: row.error),
    ]


def parameter_column(name: str, others: Iterable[str] = ()) -> str:
    """How the column of a parameter is called: ``p.volume`` where a result, or one of ``others``, has its name."""
    return f"{PARAMETER_PREFIX}{name}" if name in RESULTS or name in FACTS or name in others else name


def _parameter_column(parameter: Parameter, results: Iterable[str]) -> DesignColumn:
    name, column = parameter.name, parameter_column(parameter.name, results)
    return DesignColumn(
        column, "parameter", lambda row: row.values.get(name), parameter.unit.strip(), parameter=parameter
    )


def _result_columns(known: Iterable[str], rows: Sequence[DesignRow], length: str) -> Iterator[DesignColumn]:
    for name, unit in RESULTS.items():
        if name not in known:
            continue
        currencies = {row.currency for row in rows if name in row.results} if name == "cost" else set()
        told = currencies.pop() if len(currencies) == 1 else unit.format(length)
        yield DesignColumn(name, "result", _result(name), told)
        if name == "cost":
            yield DesignColumn(CURRENCY, "fact", lambda row: row.currency)


def _measure_columns(known: Iterable[str], units: Mapping[str, str]) -> Iterator[DesignColumn]:
    for name in known:
        if name in RESULTS:
            continue
        column = f"{MEASURE_PREFIX}{name}" if name in FACTS else name
        yield DesignColumn(column, "measure", _result(name), units.get(name, ""), f"{MEASURE_PREFIX}{name}")


def _result(name: str) -> Callable[[DesignRow], Cell]:
    return lambda row: row.results.get(name)
