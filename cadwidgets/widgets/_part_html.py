"""What a catalog tells of a part, for people: what it is, and a table of its data."""

from __future__ import annotations

from collections.abc import Iterable

from cadwidgets.contract.part_details import SourcedValue
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._shelf import PartFacts

Line = tuple[str, str, str]
"""Label, value and unit."""


def data_lines(facts: PartFacts) -> tuple[Line, ...]:
    """What is known of a part beside its dimensions: standard, material, properties, and the mass in g."""
    texts = (("Standard", facts.standard, ""), ("Material", facts.material, ""), *facts.properties)
    return tuple(line for line in (*texts, *mass_line(facts.mass)) if line[1])


def size_lines(facts: PartFacts) -> tuple[Line, ...]:
    """The dimensions of a part."""
    return tuple((size.label, f"{size.value:.10g}", size.unit) for size in facts.dimensions)


def mass_line(grams: float | None) -> tuple[Line, ...]:
    """The line of a mass; none where it is not known."""
    return () if grams is None else (("Mass", f"{grams:.4g}", "g"),)


def title_html(title: str, description: str) -> str:
    """What a part is."""
    return f'<div class="cadw-title">{escape(title)}</div><div class="cadw-quiet">{escape(description)}</div>'


def data_html(lines: Iterable[Line], sizes: Iterable[SourcedValue]) -> str:
    """The table of a part's data; a dimension without a second source says so."""
    rows = "".join([*map(_line_html, lines), *map(_size_html, sizes)])
    return f'<div class="cadw-table"><table><tbody>{rows}</tbody></table></div>'


def _line_html(line: Line) -> str:
    label, value, unit = map(escape, line)
    return f'<tr><td>{label}</td><td colspan="2">{f"{value} {unit}".rstrip()}</td></tr>'


def _size_html(size: SourcedValue) -> str:
    documents = "; ".join((size.source, *size.agreeing))
    return (
        f'<tr title="{escape(documents)}"><td>{escape(size.label)}</td>'
        f'<td class="cadw-line">{size.value:.10g} {escape(size.unit)}</td>'
        f"<td>{escape(size.standing)}</td></tr>"
    )
