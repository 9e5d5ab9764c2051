"""The head of a design table that somebody has written: which column is which parameter."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cadwidgets.contract.design_row import RESULTS
from cadwidgets.contract.options import PARAMETER_PREFIX
from cadwidgets.contract.own_catalogs import column_key
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.requests import FILE_FORMATS
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import FACTS, MEASURE_PREFIX, PRESET

_WITH_UNIT = re.compile(r"(.*\S)\s*[\[(]([^\[\]()]*)[\])]", re.DOTALL)
_OURS = {*RESULTS, *FACTS, "file", *(f"file_{kind.lower()}" for kind in FILE_FORMATS)}
"""Columns that this project writes beside the values: nothing is read of them, but of a preset."""


@dataclass(frozen=True)
class _Heading:
    """A cell of the head: as it is, and without the unit that may end it."""

    text: str
    title: str
    unit: str

    @classmethod
    def of(cls, cell: str) -> _Heading:
        text = " ".join(cell.split())
        found = _WITH_UNIT.fullmatch(text)
        return cls(text, found[1], found[2].strip()) if found else cls(text, text, "")

    @property
    def exact(self) -> set[str]:
        return {self.text, self.title}

    @property
    def keys(self) -> set[str]:
        return {column_key(self.text), column_key(self.title)}


_WAYS: Sequence[tuple[Callable[[Parameter], str], Callable[[_Heading], set[str]]]] = (
    (lambda one: PARAMETER_PREFIX + one.name, lambda heading: heading.exact),
    (lambda one: one.name, lambda heading: heading.exact),
    (lambda one: column_key(PARAMETER_PREFIX + one.name), lambda heading: heading.keys),
    (lambda one: column_key(one.name), lambda heading: heading.keys),
    (lambda one: column_key(one.title), lambda heading: heading.keys),
)
"""How a heading may name a parameter, the surest first: the later ones in any spelling, the last by its label."""


@dataclass(frozen=True)
class DesignHead:
    """Where the parameters stand in a row, and the preset where there is such a column."""

    parameters: Mapping[int, Parameter]
    preset: int | None


def read_head(cells: Sequence[str], schema: ParameterSchema, results: Collection[str] = ()) -> DesignHead:
    """Which column is what. ``results`` are further columns of which nothing is read, and so are those of no name.

    Raises RequestError, which tells all columns that are not known, name a parameter twice, or have another unit.
    """
    headings = [_Heading.of(cell) for cell in cells]
    found = _found(headings, schema)
    problems = [_wrong_unit(headings[place], parameter, schema) for place, parameter in found.items()]
    preset = None
    for place, heading in enumerate(headings):
        if place in found or not heading.text or heading.text in results or heading.title.startswith(MEASURE_PREFIX):
            continue
        if column_key(heading.text) == PRESET and preset is None:
            preset = place
        elif not heading.keys & _OURS:
            problems.append(_unknown(heading, schema))
    told = [problem for problem in problems if problem]
    if told:
        allowed = ", ".join([*schema.names, PRESET])
        raise RequestError("; ".join(told), parameter="source", value=tuple(told), allowed=allowed)
    return DesignHead(found, preset)


def _found(headings: Sequence[_Heading], schema: ParameterSchema) -> dict[int, Parameter]:
    """The columns that name a parameter; none where that could be two parameters."""
    found: dict[int, Parameter] = {}
    for named, spellings in _WAYS:
        names = [named(parameter) for parameter in schema.parameters]
        for name, parameter in zip(names, schema.parameters, strict=True):
            if names.count(name) > 1 or parameter in found.values():
                continue
            fitting = (at for at, heading in enumerate(headings) if at not in found and name in spellings(heading))
            place = next(fitting, None)
            if place is not None:
                found[place] = parameter
    return found


def _wrong_unit(heading: _Heading, parameter: Parameter, schema: ParameterSchema) -> str:
    """Why the numbers of a column would be misread; empty if they are not."""
    if heading.text == heading.title or column_key(heading.text) == column_key(parameter.title):
        return ""  # it names none: such brackets may end a label, too
    units = {parameter.unit} if parameter.unit else {"", "-", schema.unit}
    if heading.unit.casefold() in {unit.strip().casefold() for unit in units}:
        return ""
    told = f"is in {parameter.unit}" if parameter.unit else "names no unit"
    return f"the column {heading.text!r}: {parameter.name} {told}"


def _unknown(heading: _Heading, schema: ParameterSchema) -> str:
    shown = heading.text[:80]
    twice = [one.name for one in schema.parameters if {column_key(one.name), column_key(one.title)} & heading.keys]
    if twice:
        return f"the column {shown!r} cannot be told from another one for {' or '.join(twice)}"
    names = {column_key(word): one.name for one in schema.parameters for word in (one.title, one.name)}
    key = column_key(heading.title)[:80]
    near = difflib.get_close_matches(key, names, n=3) or [name for name in names if key and key in name][:3]
    meant = " or ".join(dict.fromkeys(names[key] for key in near))
    return f"there is no parameter {shown!r}" + (f": is {meant} meant?" if meant else "")
