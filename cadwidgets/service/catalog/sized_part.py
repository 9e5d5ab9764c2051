"""From what a designer knows of a part to the part: its designation, or its family with the values of some sizes."""

from __future__ import annotations

import keyword
import math
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any

from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service.catalog.model import Configuration, Family
from cadwidgets.service.catalog.named_family import MAX_NAMED, family_named
from cadwidgets.service.catalog.resolve import resolve


def find_part(
    families: Iterable[Family], standard: str, size: str | float = "", values: Mapping[str, object] | None = None
) -> tuple[Family, Configuration]:
    """The part of a designation (``"ISO 4762", "M6x20"``), or of a family's words and ``values`` of its selectors and
    dimensions (``"deep-groove bearing"``, ``{"d": 25, "series": "62", "seal": "2RS"}``).

    Values beside a designation are options, such as ``thread``. ``class_`` means ``class``, as Python needs it. Some
    families have a selector called ``size``. Raises NotFound for an unknown designation or option, which names near
    ones; RequestError for words that name no family or several, for a symbol that the family does not have, for values
    that no part or more than one part has.
    """
    searched, wanted = tuple(families), {_symbol(name): value for name, value in (values or {}).items()}
    options = {option.symbol for family in searched for option in family.options}
    if wanted.keys() <= options:
        try:
            family, found = resolve(searched, f"{standard} {size}".strip())
        except NotFound:
            if not size or not _has_sizes(searched, standard):
                raise
        else:
            return family, _shown_with(family, found, wanted)
    family = family_named(searched, standard)
    own = {option.symbol for option in family.options}
    sizes = {symbol: value for symbol, value in wanted.items() if symbol not in own} | ({"size": size} if size else {})
    return family, _shown_with(family, _only(family, sizes), {name: wanted[name] for name in wanted.keys() & own})


def _has_sizes(families: Iterable[Family], words: str) -> bool:
    """Whether the words name a family that has a selector called ``size``."""
    try:
        return any(selector.symbol == "size" for selector in family_named(families, words).selectors)
    except RequestError:
        return False


def _shown_with(family: Family, found: Configuration, options: Mapping[str, object]) -> Configuration:
    return family.shown(found, {symbol: str(value) for symbol, value in options.items()})


def _symbol(name: str) -> str:
    return name[:-1] if keyword.iskeyword(name[:-1]) and name.endswith("_") else name


def _python_name(symbol: str) -> str:
    return f"{symbol}_" if keyword.iskeyword(symbol) else symbol


def _only(family: Family, sizes: Mapping[str, object]) -> Configuration:
    """The one part that has all ``sizes``."""
    fitting: tuple[Configuration, ...] = family.configurations
    for symbol, value in sizes.items():
        _check(family, symbol, value)
        narrowed = tuple(known for known in fitting if _has(family, known, symbol, value))
        if not narrowed:
            raise _no_such_size(family, fitting, symbol, value)
        fitting = narrowed
    if len(fitting) > 1:
        raise _several(family, fitting)
    return fitting[0]


def _check(family: Family, symbol: str, value: object) -> None:
    chosen_by = (selector.symbol for selector in family.selectors)
    shown_by = (option.symbol for option in family.options)
    measured_by = (size.symbol for size in family.configurations[0].dimensions)
    symbols = dict.fromkeys((*chosen_by, *shown_by, *measured_by))
    if symbol not in symbols:
        allowed = f"one of {', '.join(map(_python_name, symbols))}"
        raise RequestError(f"{family.title} have no {symbol[:40]!r}", parameter=symbol, value=value, allowed=allowed)
    if isinstance(value, bool) or not isinstance(value, (str, Real)):
        message = f"{symbol} of {family.title} is no {type(value).__name__}"
        raise RequestError(message, parameter=symbol, value=value, allowed="a number or a text")


def _value(family: Family, known: Configuration, symbol: str) -> str | float | None:
    """A part's text or number; None where this part of the family has no such dimension."""
    kinds = {selector.symbol: selector.kind for selector in family.selectors}
    if symbol in kinds:
        text = known.selection[list(kinds).index(symbol)]
        return text if kinds[symbol] == "text" else float(text)
    return next((size.value for size in known.dimensions if size.symbol == symbol), None)


def _has(family: Family, known: Configuration, symbol: str, wanted: Any) -> bool:
    value = _value(family, known, symbol)
    if isinstance(value, str):
        return value.casefold() == _shown(wanted).casefold()
    number = _number(wanted)
    return value is not None and number is not None and math.isclose(value, number, rel_tol=1e-9)


def _number(wanted: Any) -> float | None:
    try:
        return float(wanted)
    except (ValueError, OverflowError):  # a text, or an integer beyond all floats
        return None


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "a number beyond all sizes" if _number(value) is None else f"{value:.10g}"


def _no_such_size(family: Family, fitting: Iterable[Configuration], symbol: str, wanted: Any) -> RequestError:
    values = dict.fromkeys(_value(family, known, symbol) for known in fitting)
    numbers, number = [value for value in values if isinstance(value, float)], _number(wanted)
    if numbers and number is not None:
        near: list[Any] = sorted(sorted(numbers, key=lambda value: abs(value - number))[:MAX_NAMED])
    else:
        near = [value for value in values if value is not None][:MAX_NAMED]
    allowed = ", ".join(map(_shown, near)) + (" are the nearest" if len(values) > len(near) else "")
    message = f"{family.title}: there is none with {symbol} = {_shown(wanted)[:40]}"
    return RequestError(message, parameter=symbol, value=wanted, allowed=allowed)


def _several(family: Family, fitting: tuple[Configuration, ...]) -> RequestError:
    """Names the first parts that fit, and the selector that tells them apart."""
    apart = next(
        each for each in family.selectors if len({_value(family, known, each.symbol) for known in fitting}) > 1
    )
    values = dict.fromkeys(_value(family, known, apart.symbol) for known in fitting)
    numbers = ", ".join(known.part_number for known in fitting[:MAX_NAMED]) + (", ..." * (len(fitting) > MAX_NAMED))
    message = f"{len(fitting)} of the {family.title} fit: {numbers}"
    shown = ", ".join(repr(value) if isinstance(value, str) else _shown(value) for value in list(values)[:MAX_NAMED])
    more = ", ..." * (len(values) > MAX_NAMED)
    return RequestError(
        message, parameter=apart.symbol, allowed=f"say also {_python_name(apart.symbol)} = one of {shown}{more}"
    )
