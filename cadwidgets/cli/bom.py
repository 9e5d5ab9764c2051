"""``cadwidgets bom``: read bills of materials, write them in another format, compare them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import Output, reporting
from cadwidgets.cli._service import Json

if TYPE_CHECKING:
    import pandas as pd

    from cadwidgets.widgets.bom import Bom

app = typer.Typer(no_args_is_help=True, help="Read bills of materials, convert and compare them.")

Source = Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX, our JSON, BOM text or the zip of a part.")]
Flat = Annotated[bool, typer.Option("--flat", help="Rolled up: every part once.")]
_SHOWN = ("item", "quantity", "unit", "part_number", "name", "mass_kg", "unit_cost", "currency", "missing", "remark")
_COMPARED = (
    "kind",
    "item",
    "part_number",
    "name",
    "fields",
    "quantity_delta",
    "mass_kg_delta",
    "cost_delta",
    "currency",
)


@app.command()
def show(file: Source, flat: Flat = False, as_json: Json = False) -> None:
    """Show the lines; stderr tells the sums and what could not be read."""
    with reporting(as_json) as out:
        from cadwidgets.contract.bom_json import to_json

        bom = _read(out, file, flat)
        out.table(to_json(bom.lines), _SHOWN, _rows(bom.frame, _SHOWN))
        out.note(bom.summary)


@app.command()
def convert(
    file: Source,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="It ends with .csv, .xlsx, .md, .json or .html.")
    ],
    title: Annotated[str, typer.Option("--title", help="What people call it; without it as before.")] = "",
    flat: Flat = False,
    as_json: Json = False,
) -> None:
    """Write it in the format that the ending of the new file names."""
    with reporting(as_json) as out:
        bom = _read(out, file, flat)
        path = bom.renamed(title or bom.title).save(output)
        out.result({"file": str(path), "unread": list(bom.unread)}, [str(path)])


@app.command()
def diff(
    before: Source,
    after: Annotated[Path, typer.Argument(metavar="FILE", help="The second one.")],
    flat: Flat = False,
    as_json: Json = False,
) -> None:
    """Tell what was added, removed and changed, line by line; stderr tells how many of each."""
    with reporting(as_json) as out:
        delta = _read(out, before, flat).diff(_read(out, after, flat))
        rows = _rows(delta.frame, _COMPARED)
        out.table([dict(zip(_COMPARED, row, strict=True)) for row in rows], _COMPARED, rows)
        out.note(delta.summary)


def _read(out: Output, file: Path, flat: bool) -> Bom:
    from cadwidgets.widgets.bom import Bom

    bom = Bom.read(file)
    for line in bom.unread:
        out.note(f"{file.name}: not read: {line}")
    return bom.flat() if flat else bom


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[list[Any]]:
    """The cells of these columns; None for what is not known."""
    cells = zip(*(frame[name].tolist() for name in columns), strict=True)
    return [[_shown(cell) for cell in row] for row in cells]


def _shown(cell: Any) -> Any:
    if not isinstance(cell, float):
        return cell
    return None if math.isnan(cell) else float(f"{cell:.10g}")
