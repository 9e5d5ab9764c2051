"""What the CAD files of variants are called: names from a pattern, no two of them equal."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadwidgets.clients._zip import compared
from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.contract.options import PARAMETER_PREFIX
from cadwidgets.contract.parameters import Value
from cadwidgets.errors import RequestError
from cadwidgets.variants.name_texts import FORMAT, safe_name, value_text

_OTHERS = ("n", "model", "preset")
"""Fields that are of no row."""
_SHOWN = 6
"""Parameters in a default pattern; more of them make no name that anybody reads."""


def default_pattern(rows: Sequence[DesignRow]) -> str:
    """A pattern with those parameters that differ between the rows: ``{model}-width_{width}-holes_{holes}``; with the
    variant's number where they are more than six."""
    fields = _parameter_fields(rows)
    differing = {field: name for field, name in fields.items() if len({row.values.get(name) for row in rows}) > 1}
    if len(differing) > _SHOWN:
        return "{model}-{n}"
    return "-".join(["{model}", *(f"{name}_{{{field}}}" for field, name in differing.items())])


def file_names(
    rows: Sequence[DesignRow],
    model: str,
    pattern: str = "",
    *,
    numbers: Sequence[int] | None = None,
    preset: str = "",
) -> list[str]:
    """What the files of the variants are called, without endings. The names can be used on Windows, macOS and Linux,
    and no two are equal, also where a file system ignores case: others get ``-2``.

    ``pattern`` has fields in braces: parameters, results and measures, ``{n}`` for the variant's number with as many
    digits as the largest has, ``{model}`` and ``{preset}``; ``{p.n}`` is a parameter that is named like another field.
    Numbers take a format, as in ``{mass:.2f}``. Empty = `default_pattern`. ``numbers`` count from 1 by default.

    Raises RequestError for a pattern that cannot be read, an unknown field, and a result that a row does not have.
    """
    if not rows:
        return []
    counted = range(1, len(rows) + 1) if numbers is None else numbers
    pieces = _pieces(pattern or default_pattern(rows))
    parameters = _parameter_fields(rows)
    _check_fields(pieces, [*parameters, *_results(rows), *_OTHERS], pattern)
    digits = len(str(max(counted)))
    names = _Names()
    for number, row in zip(counted, rows, strict=True):
        values: dict[str, Value] = dict(row.results)
        values |= {field: row.values[name] for field, name in parameters.items() if name in row.values}
        values |= {"n": number, "model": model, "preset": preset}
        names.add("".join(piece.text(values, number, digits) for piece in pieces))
    return names.all


@dataclass(frozen=True)
class _Piece:
    """A text of a pattern with the field behind it, which is empty at the pattern's end."""

    before: str
    field: str
    form: str

    def text(self, values: Mapping[str, Value], number: int, digits: int) -> str:
        if not self.field:
            return self.before
        if self.field not in values:
            raise RequestError(
                f"variant {number} has no {self.field} that its file could be called by",
                parameter="pattern",
                value=self.field,
                allowed=", ".join(values),
            )
        form = self.form or (f"0{digits}d" if self.field == "n" else "")
        try:
            return self.before + value_text(values[self.field], form)
        except ValueError as error:
            message = f"{{{self.field}:{form}}} does not fit variant {number}: {error}"
            raise RequestError(message, parameter="pattern", value=form, allowed="a format for numbers") from None


def _pieces(pattern: str) -> list[_Piece]:
    allowed = "fields such as {width}, with a format for numbers as in {mass:.2f}; {{ and }} are braces"
    try:
        read = list(string.Formatter().parse(pattern))
    except ValueError as error:
        message = f"the pattern {pattern[:80]!r} cannot be read: {error}"
        raise RequestError(message, parameter="pattern", value=pattern[:80], allowed=allowed) from None
    for _, field, form, conversion in read:
        if field == "" or conversion or not FORMAT.fullmatch(form or ""):
            message = f"the pattern {pattern[:80]!r} has a field without a name, or with a format that is not known"
            raise RequestError(message, parameter="pattern", value=pattern[:80], allowed=allowed)
    return [_Piece(before, field or "", form or "") for before, field, form, _ in read]


def _check_fields(pieces: Sequence[_Piece], known: Sequence[str], pattern: str) -> None:
    unknown = next((piece.field for piece in pieces if piece.field and piece.field not in known), None)
    if unknown is not None:
        message = f"there is no field {unknown[:80]!r} for the pattern {pattern[:80]!r}"
        raise RequestError(message, parameter="pattern", value=unknown[:80], allowed=", ".join(known))


def _parameter_fields(rows: Sequence[DesignRow]) -> dict[str, str]:
    """The rows' parameters by what a pattern calls them."""
    others = {*_OTHERS, *_results(rows)}
    names = dict.fromkeys(name for row in rows for name in row.values)
    return {f"{PARAMETER_PREFIX}{name}" if name in others else name: name for name in names}


def _results(rows: Sequence[DesignRow]) -> list[str]:
    return list(dict.fromkeys([*RESULTS, *(name for row in rows for name in row.results)]))


class _Names:
    """Names of files in one folder, none of them twice."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def add(self, text: str) -> None:
        """The text as a name, with a number behind it where that is taken."""
        name = first = safe_name(text)
        while compared(name) in self._taken:
            self._counts[first] = self._counts.get(first, 1) + 1
            ending = f"-{self._counts[first]}"
            name = safe_name(text, len(ending)) + ending
        self._taken.add(compared(name))
        self.all.append(name)
