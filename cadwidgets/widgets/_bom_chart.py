"""What weighs and what costs the most, as bars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from cadwidgets.contract.bom import BomLine, counted, total_costs
from cadwidgets.tables.bom_numbers import lines_text, money_text, shown_number
from cadwidgets.tables.bom_texts import visible

MASS = "mass"
_COST = "cost "
_MOST_BARS = 12


def measures_of(lines: Sequence[BomLine]) -> tuple[str, ...]:
    """What can be drawn: ``mass`` where any is known, and ``cost EUR`` for each currency."""
    weighed = any(line.mass_kg is not None for _, line in counted(lines))
    return (*((MASS,) if weighed else ()), *(_COST + currency for currency in total_costs(lines)))


def chart(lines: Sequence[BomLine], wanted: str) -> dict[str, Any] | None:
    """The bars of a measure, the longest first and the many short ones as one; None where nothing is known."""
    measures = measures_of(lines)
    if not measures:
        return None
    measure = wanted if wanted in measures else measures[0]
    sums, unknown = _sums(counted(lines), measure)
    return {
        "measure": measure,
        "measures": [{"name": name, "label": (name[:1].upper() + name[1:]).strip()} for name in measures],
        "bars": _bars(sorted(sums.items(), key=lambda part: -part[1]), measure),
        "note": f"{lines_text(unknown)} without a value" if unknown else "",
    }


def _sums(leaves: Iterable[tuple[float, BomLine]], measure: str) -> tuple[dict[str, float], int]:
    sums: dict[str, float] = defaultdict(float)
    unknown = 0
    for quantity, line in leaves:
        value = _value(line, measure)
        if value is None:
            unknown += 1
        else:
            sums[line.part_number or line.name] += quantity * value
    return sums, unknown


def _value(line: BomLine, measure: str) -> float | None:
    if measure == MASS:
        return line.mass_kg
    return line.unit_cost if line.currency == measure.removeprefix(_COST) else None


def _bars(parts: Sequence[tuple[str, float]], measure: str) -> list[dict[str, Any]]:
    others = parts[_MOST_BARS:]
    shown = [(label, value, False) for label, value in parts[:_MOST_BARS]]
    if others:
        shown.append((f"{len(others)} others", sum(value for _, value in others), True))
    whole = sum(value for _, value, _ in shown) or 1.0
    longest = max((value for _, value, _ in shown), default=0.0) or 1.0
    return [
        {
            "label": visible(label),
            "others": rest,
            "length": max(0.0, value) / longest,
            "text": f"{_amount(value, measure)}, {100 * value / whole:.0f} %",
        }
        for label, value, rest in shown
    ]


def _amount(value: float, measure: str) -> str:
    return f"{shown_number(value)} kg" if measure == MASS else money_text(value, measure.removeprefix(_COST))
