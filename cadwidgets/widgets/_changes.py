"""What a change of the parameters did, in words: read out by a screen reader, and seen by everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import http_text
from cadwidgets.geometry.built import BuiltModel

_NAMED = 3
"""So many parameters are told one by one; of more only how many they are."""
_DIGITS = 4


@dataclass(frozen=True)
class _Measure:
    """What a model is compared by: its mass, or its volume where no mass is known."""

    name: str
    value: float
    unit: str

    def __str__(self) -> str:
        rounded = float(f"{self.value:.{_DIGITS}g}")
        return f"{self.name} {rounded:,.10g} {self.unit}"


@dataclass
class Changes:
    """Remembers the model that was told of last."""

    _params: Mapping[str, Any] = field(default_factory=dict)
    _measure: _Measure | None = None

    def told(self, schema: ParameterSchema, params: Mapping[str, Any], model: BuiltModel) -> str:
        """As in "Width 42 mm, mass 1.2 kg, plus 3 percent"; empty for the first model and for one without a change."""
        before, self._params = self._params, dict(params)
        last, self._measure = self._measure, _measure(model, schema.unit)
        changed = [name for name, value in params.items() if before.get(name, value) != value]
        if not changed or last is None:
            return ""
        words = ", ".join([*_values(schema, params, changed), str(self._measure), *_difference(last, self._measure)])
        return words[0].upper() + words[1:]


def _measure(model: BuiltModel, unit: str) -> _Measure:
    if model.mass is not None:
        return _Measure("mass", model.mass, "kg")
    return _Measure("volume", model.volume, f"{unit}\u00b3")


def _values(schema: ParameterSchema, params: Mapping[str, Any], changed: list[str]) -> Iterator[str]:
    if len(changed) > _NAMED:
        yield f"{len(changed)} parameters"
        return
    for name in changed:
        known = schema[name] if name in schema.names else None
        title, unit = (known.title, known.unit) if known else (name, "")
        value = params[name]
        text = f"{value:.6g}" if isinstance(value, float) else http_text(value)
        yield f"{title} {text}{unit and ' '}{unit}"


def _difference(before: _Measure, now: _Measure) -> Iterator[str]:
    if before.name != now.name or not before.value:
        return
    percent = 100 * (now.value / before.value - 1)
    digits = f"{abs(percent):.2g}" if abs(percent) < 100 else f"{abs(percent):.0f}"
    yield "unchanged" if abs(percent) < 0.005 else f"{'plus' if percent > 0 else 'minus'} {digits} percent"
