"""A bill of materials as a Markdown table, as it is shown on GitHub: every text stays a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from cadwidgets.contract.bom import BomLine
from cadwidgets.tables.bom_texts import shown_table, summary, visible

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~$:@-])")


def to_markdown(lines: Iterable[BomLine], title: str = "") -> str:
    """The columns that say anything, a row for each line, and the summary below."""
    known = tuple(lines)
    columns, rows = shown_table(known)
    head = [f"## {_text(visible(title))}\n"] if title else []
    head += [_row([_text(column.heading) for column in columns])]
    head += [_row(["---:" if column.is_number else "---" for column in columns])]
    body = [_row([_text(text) for text in texts]) for _, texts in rows]
    return "\n".join([*head, *body, f"\n{_text(summary(known))}\n"])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Text that Markdown takes for nothing else: no markup, no HTML, no second line."""
    one_line = " ".join(text.split())
    return _MARKS.sub(lambda found: f"\\{found.group()}", html.escape(one_line, quote=False))
