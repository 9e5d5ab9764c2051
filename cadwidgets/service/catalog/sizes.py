"""The sizes of a family: the values of one dimension among its parts, and the part numbers that have each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cadwidgets.contract.sizes import Condition, Size, SizeReference, Sizes
from cadwidgets.errors import RequestError
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.named_family import family_named


def sizes_of(families: Iterable[Family], reference: str) -> Sizes:
    """What ``deep-groove bearing.d, series=62`` means among ``families``.

    Raises RequestError for text of another form, for words that name no family or several, for a symbol that the
    family does not have or that is a word there, and for conditions that no part meets.
    """
    wanted = SizeReference.parse(reference)
    family = family_named(families, wanted.words)
    for symbol in (wanted.symbol, *(condition.symbol for condition in wanted.conditions)):
        _check_symbol(family, symbol, numbers_only=symbol == wanted.symbol)
    found: dict[float, list[str]] = {}
    for part in family.configurations:
        told = _told(family, part)
        value = _number(told.get(wanted.symbol, ""))
        if value is not None and all(_meets(told, each) for each in wanted.conditions):
            found.setdefault(value, []).append(part.part_number)
    if not found:
        allowed = "conditions that some parts of the family meet"
        raise RequestError(f"no part meets {reference[:80]!r}", parameter="of", value=reference, allowed=allowed)
    sizes = tuple(Size(value, tuple(found[value])) for value in sorted(found))
    known = _meanings(family)[wanted.symbol]
    return Sizes(family.title, family.part_id, wanted.symbol, known.label, known.unit, sizes)


def _meanings(family: Family) -> Mapping[str, Dimension | Selector]:
    """What each symbol is; a dimension says more than the selector by which it is chosen."""
    dimensions = {known.symbol: known for part in family.configurations for known in part.dimensions}
    return {selector.symbol: selector for selector in family.selectors} | dimensions


def _check_symbol(family: Family, symbol: str, *, numbers_only: bool) -> None:
    meanings = _meanings(family)
    words = {known.symbol for known in meanings.values() if isinstance(known, Selector) and known.kind == "text"}
    fitting = [known for known in meanings if not numbers_only or known not in words]
    if symbol not in fitting:
        why = "is chosen by words" if symbol in words else "is no dimension"
        message = f"{symbol} {why} of {family.title}"
        raise RequestError(message, parameter="of", value=symbol, allowed=", ".join(fitting))


def _told(family: Family, part: Configuration) -> Mapping[str, str]:
    """The values of a part by their symbols, as text."""
    chosen = {selector.symbol: text for selector, text in zip(family.selectors, part.selection, strict=True)}
    return chosen | {dimension.symbol: dimension.text for dimension in part.dimensions}


def _meets(told: Mapping[str, str], condition: Condition) -> bool:
    text = told.get(condition.symbol, "")
    low, dots, high = (end.strip() for end in condition.value.partition(".."))
    if not dots:
        return text == condition.value or (_number(text) is not None and _number(text) == _number(condition.value))
    value, least, most = map(_number, (text, low or "-inf", high or "inf"))
    return value is not None and least is not None and most is not None and least <= value <= most


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:  # a word
        return None
