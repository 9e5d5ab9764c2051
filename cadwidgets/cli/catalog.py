"""``cadwidgets catalog``: one's own parts, brought to a service as a table and STEP files."""

from __future__ import annotations

import dataclasses
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cadwidgets.cli._output import Output, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Json, Key, KeyEnv, Url, confirmed, own_catalogs

if TYPE_CHECKING:
    from cadwidgets.contract.own_catalogs import Imported

app = typer.Typer(no_args_is_help=True, help="Import, list and remove catalogs of your own parts.")
CatalogId = Annotated[str, typer.Argument(metavar="ID", help="The catalog's id.")]


@app.command(name="import")
def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A table (CSV, XLSX), or a folder of STEP files.", exists=True)
    ],
    files: Annotated[
        Path | None,
        typer.Option("--files", metavar="FOLDER", help="Where the STEP files of the table lie; else beside it."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What people call it; else the source's name.")] = "",
    catalog_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Its id; else made of the title. An id that is there is replaced.")
    ] = "",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Make a catalog of your own parts, or replace it: a table's rows become parts, STEP files their shapes."""
    with reporting(as_json) as out:
        from cadwidgets.tables.own_parts import read_parts

        parts = read_parts(source, files=files, title=title)
        client = own_catalogs(url, key_env, key)
        with out.working(f"importing {parts.title} at {client.source}", unit="things") as work:
            imported = client.import_parts(
                catalog_id or id_of(parts.title), parts, told=lambda _, done, total: work.progress(done, total)
            )
        _tell(out, imported)
        if not imported.catalog.parts:
            raise typer.Exit(1)


@app.command(name="list")
def list_(url: Url = "", key_env: KeyEnv = KEY_VARIABLE, key: Key = "", as_json: Json = False) -> None:
    """List the own catalogs of a service."""
    with reporting(as_json) as out:
        found = own_catalogs(url, key_env, key).list()
        rows = [(one.id, one.title, one.parts, one.files, _day(one.updated), "yes" if one.own else "") for one in found]
        columns = ("id", "title", "parts", "with CAD", "updated", "own")
        out.table([dataclasses.asdict(one) for one in found], columns, rows)


@app.command()
def remove(
    catalog_id: CatalogId,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Delete an own catalog with its files; asks before it does."""
    with reporting(as_json) as out:
        client = own_catalogs(url, key_env, key)
        if not yes and not confirmed(f"Delete the catalog {catalog_id} at {client.source}?"):
            out.note("nothing was deleted")
            raise typer.Exit(1)
        client.remove(catalog_id)
        out.result({"id": catalog_id, "deleted": True}, [f"{catalog_id} is deleted"])


def id_of(title: str) -> str:
    """An id made of a title: ``Acme parts 2026`` becomes ``Acme-parts-2026``."""
    return re.sub("[^0-9A-Za-z_]+", "-", title).strip("-_")[:60] or "own"


def _tell(out: Output, imported: Imported) -> None:
    catalog = imported.catalog
    broken = [f"row {one.row} ({one.part_number or 'no number'}): {one.problem}" for one in imported.row_problems]
    broken += [f"file {one.name}: {one.problem}" for one in imported.file_problems]
    for line in broken:
        out.note(line)
    done = f"{catalog.id}: {catalog.parts} parts, {catalog.files} of them with CAD"
    out.result(dataclasses.asdict(imported), [done + (f"; {len(broken)} rows and files not taken" if broken else "")])


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds))
