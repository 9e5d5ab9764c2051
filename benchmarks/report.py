"""The page that a run of the benchmarks writes: sections of tables and charts, in Markdown and SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from machine import describe

IMAGES = "images"
"""The folder of the charts, beside the page."""
_TITLE = "# Performance"
_ABOUT = "Written by `scripts/bench`; the code of every figure is in `benchmarks/`. Do not edit by hand: run it again."
_QUICK = (
    "**This is a quick run**: few rounds, few and small models, on a machine that may have been busy. It shows that "
    "everything runs; its figures are not to be quoted."
)


@dataclass(frozen=True)
class Table:
    """Rows under column heads; numbers are written with three digits that count, text as it is."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    def markdown(self) -> str:
        """The table; all but the first column stand to the right. Raises ValueError for a row of another length."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row must have the {len(self.columns)} columns {', '.join(self.columns)}")
        rule = ["-", *["-:"] * (len(self.columns) - 1)]
        lines = [self.columns, rule, *[[cell(value) for value in row] for row in self.rows]]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


@dataclass(frozen=True)
class Section:
    """One question and its answer; ``charts`` holds an SVG by file name."""

    title: str
    text: str
    tables: Sequence[Table]
    charts: Mapping[str, str] = field(default_factory=dict)

    def markdown(self) -> str:
        """The section as it stands on the page."""
        images = [f"![{name.removesuffix('.svg')}]({IMAGES}/{name})" for name in self.charts]
        return "\n\n".join([f"## {self.title}", self.text, *[table.markdown() for table in self.tables], *images])


def cell(value: object) -> str:
    """A value as text: three digits that count, thousands apart; a hyphen for a number that there is not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if not math.isfinite(value):
        return "-"
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{round(value):,}"
    value = float(f"{value:.3g}")
    if abs(value) < 1e-6:
        return "0"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def write_page(path: Path, sections: Sequence[Section], *, quick: bool) -> None:
    """Write the page to ``path`` and its charts beside it."""
    head = [_TITLE, _ABOUT, *([_QUICK] if quick else []), Table(("Machine", ""), describe()).markdown()]
    images = path.parent / IMAGES
    images.mkdir(parents=True, exist_ok=True)
    for section in sections:
        for name, drawn in section.charts.items():
            (images / name).write_text(drawn, "utf-8")
    path.write_text("\n\n".join([*head, *[section.markdown() for section in sections]]) + "\n", "utf-8")
