"""What stands below a BOM table: how many, how heavy and how expensive, and how much of it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cadwidgets.contract.bom import BomLine, Total, exploded, total_costs, total_mass
from cadwidgets.widgets._bom_texts import money_text, number_text, signed

Totals = list[dict[str, str]]
"""Each with ``label``, ``text``, and ``was``: the baseline's and the difference."""


def totals(lines: Sequence[BomLine], baseline: Sequence[BomLine] | None) -> Totals:
    """The totals of a BOM, compared with those of its baseline where there is one."""
    masses, costs = total_mass(lines), total_costs(lines)
    found = [
        {"label": "Lines", "text": str(_count(lines)), "was": ""},
        {"label": "Mass", "text": _mass_text(masses), "was": ""},
        {"label": "Cost", "text": _costs_text(costs), "was": ""},
    ]
    if baseline is not None:
        old_mass, old_costs = total_mass(baseline), total_costs(baseline)
        more = _count(lines) - _count(baseline)
        found[0]["was"] = f"was {_count(baseline)} ({signed(more, str(abs(more)))})"
        found[1]["was"] = f"was {_mass_text(old_mass)}{_mass_delta(old_mass, masses)}"
        found[2]["was"] = f"was {_costs_text(old_costs)}{_cost_delta(old_costs, costs)}"
    return found


def _count(lines: Sequence[BomLine]) -> int:
    return sum(1 for _ in exploded(lines))


def _mass_text(total: Total) -> str:
    """``0.123 kg (7 of 9 lines)``: a sum that does not say what it covers would be taken for the whole."""
    return "not known" if total.value is None else f"{number_text(total.value)} kg{_coverage(total)}"


def _costs_text(costs: Mapping[str, Total]) -> str:
    """``12.30 EUR (7 of 9 lines) + 1.00 USD (2 of 9 lines)``: currencies are never added up."""
    known = ((unit, total) for unit, total in costs.items() if total.value is not None)
    return " + ".join(money_text(total.value, unit) + _coverage(total) for unit, total in known) or "not known"


def _coverage(total: Total) -> str:
    return f" ({total.covered} of {total.lines} line{'' if total.lines == 1 else 's'})"


def _mass_delta(before: Total, after: Total) -> str:
    if before.value is None or after.value is None:
        return ""
    more = after.value - before.value
    return f", {signed(more, number_text(abs(more)))} kg"


def _cost_delta(before: Mapping[str, Total], after: Mapping[str, Total]) -> str:
    texts = []
    for currency in before.keys() & after.keys():
        more = (after[currency].value or 0.0) - (before[currency].value or 0.0)
        texts.append(f", {signed(more, money_text(abs(more), currency))}")
    return "".join(sorted(texts))
