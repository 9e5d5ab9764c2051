"""The values that the cells of a design table stand for, as people write them: 12,5 and 12.5 mm are numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from cadwidgets.contract._bom_text_numbers import number_in
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_texts import read_text


class ParameterCells:
    """Reads the cells of one parameter's column; equal ones once."""

    def __init__(self, parameter: Parameter, schema: ParameterSchema) -> None:
        self._parameter = parameter
        self._set_by_presets = [
            parameter.default,
            *(values[parameter.name] for values in schema.presets.values() if parameter.name in values),
        ]
        self._read: dict[str, Value | RequestError | None] = {}

    def value(self, cell: str) -> Value | None:
        """What the cell stands for; None for an empty one, which says nothing. Raises RequestError."""
        if cell not in self._read:
            try:
                self._read[cell] = self._value(cell)
            except RequestError as error:
                self._read[cell] = error
        value = self._read[cell]
        if isinstance(value, RequestError):
            raise value
        return value

    def _value(self, cell: str) -> Value | None:
        if not cell:
            return None
        refused: RequestError | None = None
        for spelling in _spellings(self._parameter, read_text(cell)):
            try:
                return _checked(self._parameter, spelling, self._set_by_presets)
            except RequestError as error:
                refused = error
        if refused is not None:
            raise refused
        return None


def _checked(parameter: Parameter, raw: object, also: Collection[Value]) -> Value:
    """The value within its bounds, or one of those that a preset may set beyond them."""
    try:
        return parameter.check(raw)
    except RequestError:
        with suppress(RequestError):
            value = parameter.unsized.read(raw)
            if value in also:
                return value
        raise


def _spellings(parameter: Parameter, text: str) -> Iterator[object]:
    """What a cell may mean, the likeliest first; nothing for one that is blank."""
    if parameter.kind == "text" or text in parameter.choices:
        yield text
        return
    plain = text.strip().removesuffix(parameter.unit).rstrip()
    if not plain:
        return
    yield plain
    if parameter.kind == "tuple":
        numbers = _numbers(plain.strip("()[]").split(";"))
        if numbers is not None:
            yield numbers
    elif parameter.kind != "bool" and (number := number_in(plain)) is not None:
        yield number


def _numbers(texts: Sequence[str]) -> list[float] | None:
    """The numbers of a list that is written with semicolons, as its numbers have decimal commas."""
    read = [number_in(text) for text in texts]
    numbers = [number for number in read if number is not None]
    return numbers if len(numbers) == len(texts) else None
