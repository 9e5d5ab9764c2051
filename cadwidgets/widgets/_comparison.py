"""Parts side by side: a row an attribute, and which rows differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cadwidgets.widgets._search_view import row_id
from cadwidgets.widgets._shelf import PartFacts

MOST_COMPARED = 4
"""So many parts stand side by side."""


def comparison_view(parts: Sequence[PartFacts]) -> dict[str, Any] | None:
    """The parts as columns, as browser/search_pane.js declares them; None without any."""
    if not parts:
        return None
    columns = [_attributes(facts) for facts in parts]
    labels = dict.fromkeys(label for column in columns for label in column)
    return {
        "parts": [
            {"id": row_id(one.part), "title": one.title, "picture": one.picture.data_url if one.picture else ""}
            for one in parts
        ],
        "rows": [_row(label, [column.get(label, "") for column in columns]) for label in labels],
    }


def technical_data(facts: PartFacts) -> tuple[tuple[str, str, str], ...]:
    """Standard and material, the properties, the mass in g, then the dimensions: (label, value, unit) texts."""
    texts = (("Standard", facts.standard, ""), ("Material", facts.material, ""), *facts.properties)
    mass = () if facts.mass is None else (("Mass", f"{facts.mass:.4g}", "g"),)
    sizes = ((size.label, f"{size.value:.10g}", size.unit) for size in facts.dimensions)
    return tuple(line for line in (*texts, *mass, *sizes) if line[1])


def _attributes(facts: PartFacts) -> dict[str, str]:
    lines = (("Part number", facts.part_number, ""), *technical_data(facts))
    return {label: f"{value} {unit}".rstrip() for label, value, unit in lines}


def _row(label: str, values: list[str]) -> dict[str, Any]:
    return {"label": label, "values": values, "differs": len(set(values)) > 1}
