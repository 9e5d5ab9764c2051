"""What a plot shows as long as nobody has chosen: the parameter that varies most against the first result that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cadwidgets.widgets._plot_columns import Group, PlotColumn

KINDS = ("scatter", "map", "parallel", "pareto")
WANTED: Mapping[str, Mapping[str, Group]] = MappingProxyType(
    {
        "scatter": {"x": "parameter", "y": "result"},
        "map": {"x": "parameter", "y": "parameter", "color": "result"},
        "parallel": {"color": "result"},
        "pareto": {"x": "result", "y": "result"},
    }
)
"""What each kind is meant to show where; what stands here has a default."""


def choose(kind: str, chosen: Mapping[str, str], columns: Sequence[PlotColumn]) -> dict[str, str]:
    """The columns for x, y and color: those that were chosen, and for the others what suits the kind, or none."""
    known = {column.name for column in columns} | ({""} if kind != "map" else set())
    kept = {place: name for place, name in chosen.items() if name in known and (name or place == "color")}
    found: dict[str, str] = {}
    for place in ("x", "y", "color"):
        group = WANTED[kind].get(place)
        if place in kept or group is None:
            found[place] = kept.get(place, "")
            continue
        taken = {*kept.values(), *found.values()}
        found[place] = next((name for name in _ranked(columns, group) if name not in taken), "")
    return found


def _ranked(columns: Sequence[PlotColumn], group: Group) -> list[str]:
    """First those of the group: numbers before words, of parameters those with more different values."""

    def rank(column: PlotColumn) -> tuple[bool, bool, bool, int]:
        different = column.different
        most = -different if group == "parameter" else 0
        return column.group != group, different < 2, column.kind != "number", most

    return [column.name for column in sorted(columns, key=rank)]
