"""The difference of two bills of materials as a table: quantity, mass and cost before, after, and by how much."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from cadwidgets.contract.bom import BomLine, total_costs, total_mass
from cadwidgets.contract.bom_diff import BomDiff, LineChange
from cadwidgets.tables.bom_columns import Cell

DIFF_COLUMNS = (
    ("kind", "Change", False),
    ("item", "Part reference", False),
    ("part_number", "Part number", False),
    ("name", "Part name", False),
    ("fields", "What changed", False),
    *(
        (f"{name}_{when}", f"{heading} {shown}", True)
        for name, heading in (("quantity", "Quantity"), ("mass_kg", "Total mass [kg]"), ("cost", "Total cost"))
        for when, shown in (("before", "before"), ("after", "after"), ("delta", "change"))
    ),
    ("currency", "Currency", False),
)
"""Name, heading, and whether it is a number. Mass and cost are those of the line within one of its assembly."""


def diff_frame(diff: BomDiff) -> pd.DataFrame:
    """One row a change; numbers are NaN where they are not known."""
    types = {name: "float64" if is_number else "string" for name, _, is_number in DIFF_COLUMNS}
    rows = [diff_cells(change) for change in diff.changes]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def diff_cells(change: LineChange) -> list[Cell]:
    """The cells of one change, in the order of `DIFF_COLUMNS`."""
    line = change.after or change.before or BomLine()
    numbers: list[Cell] = []
    for value in (_quantity, _mass, _cost):
        numbers += _before_and_after(value, change)
    currency = _currency(change)
    if "," in currency:  # nobody takes Euro from Dollar
        numbers[-1] = None
    texts: list[Cell] = [change.kind, change.item, line.part_number, line.name, ", ".join(change.fields)]
    return [*texts, *numbers, currency]


def diff_summary(diff: BomDiff) -> str:
    """As in "1 added, 2 changed": how many lines of each kind."""
    if not diff.changes:
        return "The same lines." if diff.steps is None else "The same lines in another order."
    kinds = [change.kind for change in diff.changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)) + "."


def _before_and_after(value: Callable[[BomLine], float | None], change: LineChange) -> list[Cell]:
    """What was, what is, and the change; a line that is not there has 0 of all that is known of the other."""
    before, after = (None if line is None else value(line) for line in (change.before, change.after))
    if change.before is None and after is not None:
        before = 0.0
    if change.after is None and before is not None:
        after = 0.0
    return [before, after, None if before is None or after is None else after - before]


def _quantity(line: BomLine) -> float:
    return line.quantity


def _mass(line: BomLine) -> float | None:
    mass = total_mass([line])
    return mass.value if mass.complete else None


def _cost(line: BomLine) -> float | None:
    costs = list(total_costs([line]).values())
    return costs[0].value if len(costs) == 1 and costs[0].complete else None


def _currency(change: LineChange) -> str:
    """The currency of both costs. Where it is not the same before and after, both: ``EUR, USD``."""
    lines = [line for line in (change.before, change.after) if line]
    return ", ".join(dict.fromkeys(code for line in lines for code in total_costs([line]) if code))
