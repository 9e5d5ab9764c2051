"""A bill of materials and its changes as an explorer shows them: a part, a number and a mass in a narrow column."""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.contract.bom import PIECES, BomLine, Total, total_mass
from cadwidgets.contract.bom_diff import LineChange
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.tables.bom_columns import COLUMNS
from cadwidgets.tables.bom_numbers import shown_number
from cadwidgets.tables.bom_texts import visible
from cadwidgets.widgets._base import escape
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_delta import BomDelta

MOST = 200
"""So many lines are shown; a model may have two thousand."""
_TOTAL_MASS = next(column for column in COLUMNS if column.name == "mass_total_kg")
_IN_COLUMNS = ("quantity", "mass_kg")
_WORDS = {"attributes": "technical data"}


def lines_html(bom: Bom) -> str:
    """The lines with part number, name, material, quantity and mass in the whole."""
    rows = list(placed(bom.lines))
    cells = [_line_cells(row) for row in rows[:MOST]]
    more = len(rows) - MOST
    rest = f'<p class="cadw-quiet">{more:,} more lines: see explorer.bom</p>' if more > 0 else ""
    return framed("Lines of the bill of materials", ("Item", "Part", "Quantity", "Total mass"), cells) + rest


def changes_html(before: Bom, after: Bom, delta: BomDelta) -> str:
    """What is different, in words: what was added, removed or changed, and what the whole weighs now."""
    title = '<div class="cadw-group">Changes from the baseline</div>'
    told = [delta.summary, *_weighing(before.mass, after.mass)] if delta.changes else ["The same as the baseline."]
    said = f'<p role="status">{escape(" ".join(told))}</p>'
    cells = [_change_cells(change) for change in delta.changes[:MOST]]
    table = framed("Changed lines", ("Change", "Part", "Quantity", "Mass"), cells) if cells else ""
    return f'<div role="group" aria-label="Changes from the baseline">{title}{said}{table}</div>'


def _line_cells(row: PlacedLine) -> tuple[str, ...]:
    line = row.line
    unit = "" if line.unit in (PIECES, "") else f" {line.unit}"
    part = _part(*map(visible, (line.part_number, line.name, line.material)))
    mass = _TOTAL_MASS.value(row)
    told = f"{mass:.4g}&nbsp;kg" if isinstance(mass, float) else ""
    return row.item, part, escape(visible(f"{shown_number(line.quantity)}{unit}")), told


def _change_cells(change: LineChange) -> tuple[str, ...]:
    line = change.after or change.before or BomLine()
    fields = [_WORDS.get(name, name.replace("_", " ")) for name in change.fields if name not in _IN_COLUMNS]
    part = _part(visible(line.part_number), visible(line.name), ", ".join(fields))
    return change.kind, part, _quantity(change), _mass(change)


def _part(number: str, name: str, more: str) -> str:
    """What it is called first, and below it, quietly, all else."""
    first, *rest = [escape(text) for text in (number, name, more) if text] or [""]
    below = f'<bdi class="cadw-quiet">{" &middot; ".join(rest)}</bdi>' if rest else ""
    return f"<bdi>{first}</bdi>{below}"


def _quantity(change: LineChange) -> str:
    known = [shown_number(line.quantity) for line in (change.before, change.after) if line]
    return " \u2192 ".join(dict.fromkeys(known))


def _mass(change: LineChange) -> str:
    """By how much the whole becomes heavier or lighter."""
    before, after = (total_mass([line] if line else []) for line in (change.before, change.after))
    if not (before.complete and after.complete):
        return "not known"
    return f"{_signed((after.value or 0.0) - (before.value or 0.0))}&nbsp;kg"


def _weighing(before: Total, after: Total) -> Iterator[str]:
    if before.value is None or after.value is None or not (before.complete and after.complete):
        return
    change = _signed(after.value - before.value)
    yield f"Total mass {before.value:.4g} kg \u2192 {after.value:.4g} kg ({change} kg)."


def _signed(value: float) -> str:
    return f"{value:+.3g}".replace("-", "\u2212")


def framed(name: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table that scrolls, by the keyboard, too, where it has no room."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="cadw-lines" role="region" aria-label="{name}" tabindex="0">{table}</div>'
