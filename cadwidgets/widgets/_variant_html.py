"""How a model differs from the pinned variant, as a compact table."""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.requests import http_text
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._bom_html import framed
from cadwidgets.widgets._variant import Comparison, Delta

_NUMBERS = {
    "volume": ("Volume", "{unit}\u00b3"),
    "mass": ("Mass", "kg"),
    "area": ("Area", "{unit}\u00b2"),
    "x": ("Box x", "{unit}"),
    "y": ("Box y", "{unit}"),
    "z": ("Box z", "{unit}"),
}
_ARROW = " \u2192 "
_WHOLE = 1000.0
"""From here on a change is told without decimals."""
_NOISE = 1e-12
"""A share of itself by which a number may differ because it was computed another way."""


def comparison_html(comparison: Comparison, schema: ParameterSchema) -> str:
    """The parameters that differ, then the numbers, each before and now, with the change and its percentage."""
    rows = [*_parameter_rows(comparison, schema), *_number_rows(comparison, schema.unit)]
    return framed("Differences from the pinned variant", ("Value", "Pinned \u2192 now", "Change"), rows)


def _parameter_rows(comparison: Comparison, schema: ParameterSchema) -> Iterator[tuple[str, ...]]:
    for name, (before, after) in comparison.parameters.items():
        known = schema[name] if name in schema.names else None
        title, unit = (known.title, known.unit) if known else (name, "")
        change = _change(Delta(before, after)) if _is_number(before) and _is_number(after) else ""  # type: ignore[arg-type]
        yield escape(title), _bare(f"{_text(before)}{_ARROW}{_text(after)}", unit), change


def _number_rows(comparison: Comparison, unit: str) -> Iterator[tuple[str, ...]]:
    for name, delta in comparison.numbers.items():
        title, units = _NUMBERS[name]
        if delta.before is None and delta.after is None:
            yield title, '<span class="cadw-quiet">not told</span>', ""
        elif _is_same(delta):
            yield title, _bare(_known(delta.after), units.format(unit=unit)), '<span class="cadw-quiet">none</span>'
        else:
            told = _ARROW.join(map(_known, (delta.before, delta.after)))
            yield title, _bare(told, units.format(unit=unit)), _change(delta)


def _bare(text: str, unit: str) -> str:
    return escape(f"{text} {unit}".strip())


def _known(number: float | None) -> str:
    return "not told" if number is None else f"{number:,.6g}"


def _text(value: Value) -> str:
    return f"{value:,.6g}" if _is_number(value) else http_text(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_same(delta: Delta) -> bool:
    return delta.change is not None and abs(delta.change) <= _NOISE * abs(delta.before or 0.0)


def _change(delta: Delta) -> str:
    if delta.change is None:
        return ""
    percent = "" if delta.percent is None else f" ({delta.percent:+,.3g}\u00a0%)"
    digits = ",.0f" if abs(delta.change) >= _WHOLE else ".4g"
    return f"{delta.change:+{digits}}{percent}".replace("-", "\u2212")
