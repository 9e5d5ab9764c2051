"""Bills of materials and their differences as HTML that needs nothing else: for a saved page, and where no widget is.

Every text is escaped and has its own direction of writing; a long one scrolls within its cell.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import compress

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_diff import BomDiff
from cadwidgets.tables.bom_diff_frame import DIFF_COLUMNS, diff_cells, diff_summary
from cadwidgets.tables.bom_texts import shown, shown_table, summary, visible

_STYLE = """
.cadw-bill{font:13px/1.4 var(--jp-ui-font-family,system-ui,sans-serif);color:var(--jp-ui-font-color1,CanvasText)}
.cadw-bill .rows{overflow-x:auto}
.cadw-bill table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.cadw-bill caption{text-align:left;font-weight:600;padding:4px 0}
.cadw-bill .rows th,.cadw-bill .rows td{padding:3px 8px;text-align:left;vertical-align:top;
border-bottom:1px solid var(--jp-border-color2,#8884)}
.cadw-bill .rows thead th{vertical-align:bottom}
.cadw-bill .rows th:not(.number),.cadw-bill .rows td:not(.number){text-align:left!important}
.cadw-bill .rows td.number,.cadw-bill .rows th.number{text-align:right}
.cadw-bill bdi{display:block;width:max-content;max-width:22em;overflow-wrap:break-word;unicode-bidi:isolate}
.cadw-bill bdi.long{max-height:6em;overflow:auto}
.cadw-bill td.number bdi{margin-left:auto}
.cadw-bill code{overflow-wrap:anywhere}
"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{margin:2em;background:Canvas;color:CanvasText;font:13px/1.4 system-ui,sans-serif}}
h1{{font-size:20px;line-height:1.3;overflow-wrap:anywhere}}caption{{display:none}}</style></head>
<body><main><h1><bdi>{title}</bdi></h1>{body}</main></body></html>
"""
_SHOWN_UNREAD = 200
"""Characters of a line that was not understood; `Bom.unread` has the whole."""
_LONG = 150
"""Characters of a text that may need more lines than a cell shows: it scrolls, also by the keyboard."""


def bom_html(lines: Iterable[BomLine], title: str = "", unread: Sequence[str] = ()) -> str:
    """A table of the columns that say anything, the summary, and what was not read."""
    known = tuple(lines)
    columns, rows = shown_table(known)
    body = [(row.level, texts) for row, texts in rows]
    numbers = [column.is_number for column in columns]
    table = _table(title or "Bill of materials", [column.heading for column in columns], numbers, body)
    return _framed(f"{table}<p>{_text(summary(known))}</p>{_unread_html(unread)}")


def diff_html(diff: BomDiff) -> str:
    """What is different, line by line, in the columns that say anything: the kind of each change in words."""
    names = [name for name, _, _ in DIFF_COLUMNS]
    rows = [list(map(shown, diff_cells(change), names)) for change in diff.changes]
    said = [any(texts) for texts in zip(*rows, strict=True)]
    columns = list(compress(DIFF_COLUMNS, said))
    headings, numbers = [heading for _, heading, _ in columns], [is_number for _, _, is_number in columns]
    table = _table("Changes", headings, numbers, [(1, list(compress(row, said))) for row in rows]) if rows else ""
    return _framed(f"{table}<p>{_text(diff_summary(diff))}</p>")


def page(body: str, title: str) -> str:
    """A whole HTML file of it, light or dark as the reader's system is."""
    return _PAGE.format(title=_text(visible(title)), body=body)


def _framed(body: str) -> str:
    return f'<div class="cadw-bill"><style>{_STYLE}</style>{body}</div>'


def _table(
    caption: str, headings: Sequence[str], numbers: Sequence[bool], rows: Sequence[tuple[int, Sequence[str]]]
) -> str:
    titles = _pairs(headings, numbers)
    head = "".join(f'<th scope="col"{_kind(is_number)}>{_text(text)}</th>' for text, is_number in titles)
    body = "".join(f"<tr>{_cells(texts, numbers, level)}</tr>" for level, texts in rows)
    name = _text(visible(caption))
    table = f"<caption><bdi>{name}</bdi></caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="rows" role="region" aria-label="{name}" tabindex="0"><table>{table}</table></div>'


def _cells(texts: Sequence[str], numbers: Sequence[bool], level: int) -> str:
    """The cells of a row; the first is set in by the level of its line."""
    indents = [f' style="padding-left:{8 + 12 * min(level - 1, 10)}px"', *[""] * len(texts)]
    return "".join(
        f"<td{_kind(is_number)}{indent}>{_cell(text)}</td>"
        for (text, is_number), indent in zip(_pairs(texts, numbers), indents, strict=False)
    )


def _cell(text: str) -> str:
    long = ' class="long" tabindex="0"' if len(text) > _LONG else ""
    return f"<bdi{long}>{_text(text)}</bdi>"


def _kind(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _pairs(texts: Sequence[str], numbers: Sequence[bool]) -> list[tuple[str, bool]]:
    return list(zip(texts, numbers, strict=True))


def _unread_html(unread: Sequence[str]) -> str:
    if not unread:
        return ""
    lines = "".join(f"<li><code>{_text(_shortened(visible(line)))}</code></li>" for line in unread)
    return f"<p>Lines that were not understood:</p><ul>{lines}</ul>"


def _shortened(line: str) -> str:
    """A line as it is shown: a long one would hide the others."""
    return line if len(line) <= _SHOWN_UNREAD else f"{line[:_SHOWN_UNREAD]} \u2026"


def _text(text: str) -> str:
    return html.escape(text, quote=True)
