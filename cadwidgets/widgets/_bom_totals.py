"""What stands below a BOM table: how many, how heavy and how expensive, and how much of it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cadwidgets.contract.bom import BomLine, Total, counted, total_costs, total_mass
from cadwidgets.tables.bom_numbers import coverage, money_text, shown_number, signed

Totals = list[dict[str, str]]
"""Each with ``label``, ``text``, and ``was``: the baseline's and the difference."""


def totals(lines: Sequence[BomLine], baseline: Sequence[BomLine] | None) -> Totals:
    """The totals of a BOM, compared with those of its baseline where there is one."""
    found = _told(lines)
    if baseline is None:
        return [{"label": label, "text": text, "was": ""} for label, text in found.items()]
    before, more = _told(baseline), _more(baseline, lines)
    return [
        {"label": label, "text": text, "was": f"was {before[label]}{more[label]}" if before[label] != text else ""}
        for label, text in found.items()
    ]


def _told(lines: Sequence[BomLine]) -> dict[str, str]:
    return {
        "Lines": str(_count(lines)),
        "Mass": _mass_text(total_mass(lines)),
        "Cost": _costs_text(total_costs(lines)),
    }


def _more(before: Sequence[BomLine], after: Sequence[BomLine]) -> dict[str, str]:
    """By how much they grew, in words; nothing where that cannot be said."""
    count = _count(after) - _count(before)
    return {
        "Lines": f" ({signed(count, str(abs(count)))})",
        "Mass": _mass_delta(total_mass(before), total_mass(after)),
        "Cost": _cost_delta(total_costs(before), total_costs(after)),
    }


def _count(lines: Sequence[BomLine]) -> int:
    return sum(1 for _ in counted(lines))


def _mass_text(total: Total) -> str:
    """``0.123 kg (7 of 9 lines)``."""
    return "not known" if total.value is None else f"{shown_number(total.value)} kg ({coverage(total)})"


def _costs_text(costs: Mapping[str, Total]) -> str:
    """``12.30 EUR (7 of 9 lines) + 1.00 USD (2 of 9 lines)``: currencies are never added up."""
    texts = [
        f"{money_text(total.value, currency)} ({coverage(total)})"
        for currency, total in costs.items()
        if total.value is not None
    ]
    return " + ".join(texts) or "not known"


def _mass_delta(before: Total, after: Total) -> str:
    if before.value is None or after.value is None or before.value == after.value:
        return ""
    more = after.value - before.value
    return f", {signed(more, shown_number(abs(more)))} kg"


def _cost_delta(before: Mapping[str, Total], after: Mapping[str, Total]) -> str:
    texts = []
    for currency in before.keys() & after.keys():
        more = (after[currency].value or 0.0) - (before[currency].value or 0.0)
        if more:
            texts.append(f", {signed(more, money_text(abs(more), currency))}")
    return "".join(sorted(texts))
