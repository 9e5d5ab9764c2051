"""``cadwidgets parts``: find catalog parts, look at their data, download them."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import Output, pairs, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Json, Key, KeyEnv, Url, parts_sources
from cadwidgets.errors import RequestError

if TYPE_CHECKING:
    from cadwidgets.clients.catalog import CatalogClient
    from cadwidgets.contract.part_details import PartDetails, SourcedValue
    from cadwidgets.contract.parts import CadFormat, PartRef
    from cadwidgets.contract.search import SearchPage
    from cadwidgets.sources import Sources

app = typer.Typer(no_args_is_help=True, help="Find catalog parts, see the source of every value, download CAD files.")

Designation = Annotated[
    list[str], typer.Argument(metavar="PART...", help="A designation, as in ISO 4762 M6x20, in any spelling.")
]
Catalog = Annotated[
    str,
    typer.Option("--catalog", metavar="ID", help="Classification id, where a catalog is asked by exact part number."),
]
Language = Annotated[str, typer.Option("--language", help="Language of labels: en, de or fr.")]


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words, sizes, designations.")] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--filter", "-f", metavar="FACET:VALUE", help="As in d:6, l:10..30 or standard:ISO 4762."),
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page.")] = 1,
    size: Annotated[int, typer.Option("--size", min=1, max=100, help="Parts on a page.")] = 20,
    language: Language = "en",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Search the catalogs of a service; stderr tells what was understood and how to narrow the search."""
    with reporting(as_json) as out:
        from cadwidgets.contract.search import Filter

        catalog = _listed(parts_sources(url, key_env, key))
        filters = [Filter.parse(text) for text in only or ()]
        found = catalog.search(" ".join(words or ()), filters=filters, page=page, size=size, language=language)
        rows = [(hit.part_number, hit.title, hit.family) for hit in found.hits]
        out.table(dataclasses.asdict(found), ("part number", "title", "family"), rows)
        _tell(out, found)


@app.command()
def show(
    part: Designation,
    shown: Annotated[
        list[str] | None, typer.Option("--show", metavar="NAME=VALUE", help="An option, as in thread=real.")
    ] = None,
    language: Language = "en",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Show a part: every dimension with its basis and where it comes from; unverified ones are named so."""
    with reporting(as_json) as out:
        catalog = _listed(parts_sources(url, key_env, key))
        details = catalog.part(" ".join(part), options=pairs(shown or (), "--show"), language=language)
        for line in _headlines(details):
            out.note(line)
        rows = [_row(size) for size in details.dimensions]
        out.table(dataclasses.asdict(details), ("dimension", "value", "basis", "source", "agreeing"), rows)


@app.command()
def formats(
    part: Designation,
    catalog: Catalog = "",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """List the CAD formats of a part, each with its id and label."""
    with reporting(as_json) as out:
        source = parts_sources(url, key_env, key)
        found = _formats(source, " ".join(part), catalog)
        out.table([dataclasses.asdict(one) for one in found], ("id", "label"), [(one.id, one.label) for one in found])


@app.command()
def download(
    part: Designation,
    file_format: Annotated[
        str, typer.Option("--format", "-t", metavar="LABEL", help="The label of a format, or its beginning.")
    ] = "STEP AP214",
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Made if it is missing.")] = Path(),
    shown: Annotated[
        list[str] | None, typer.Option("--show", metavar="NAME=VALUE", help="An option, as in thread=real.")
    ] = None,
    no_bom: Annotated[bool, typer.Option("--no-bom", help="Without the text of the bill of materials.")] = False,
    catalog: Catalog = "",
    language: Language = "en",
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Download a part: CAD files, BOM text and the archive itself, all or none."""
    with reporting(as_json) as out:
        started = time.monotonic()
        source = parts_sources(url, key_env, key)
        chosen = _part(source, " ".join(part), catalog, pairs(shown or (), "--show"))
        if source.catalog is None:
            out.note(f"this is one CAD request, recorded with your mail address by {source.parts.source}")
        with out.working(f"{' '.join(part)} as {file_format}", unit="stages") as work:
            files = source.parts.download(
                chosen,
                file_format,
                folder,
                language=language,
                with_text=not no_bom,
                name="_".join(part),
                progress=work.stage,
            )
        told = {"files": [str(path) for path in files.paths], "seconds": round(time.monotonic() - started, 3)}
        out.result(told, [str(path) for path in files.paths])


def _listed(source: Sources) -> CatalogClient:
    """The listing of a service of ours. Raises RequestError for another."""
    if source.catalog is None:
        raise RequestError(
            f"{source.parts.source} can neither be searched nor asked for a part by designation",
            parameter="--url",
            allowed="a service of cadwidgets; elsewhere formats and download, with --catalog and the exact part number",
        )
    return source.catalog


def _part(source: Sources, text: str, catalog: str, options: Any) -> PartRef:
    from cadwidgets.contract.parts import PartRef

    return PartRef(catalog, text) if catalog else _listed(source).part(text, options=options).part


def _formats(source: Sources, text: str, catalog: str) -> tuple[CadFormat, ...]:
    from cadwidgets.contract.parts import PartRef

    return source.parts.formats(PartRef(catalog, text)) if catalog else _listed(source).part(text).formats


def _tell(out: Output, found: SearchPage) -> None:
    about = "about " if found.about else ""
    out.note(f"{about}{found.total:,} parts, page {found.page} of {found.pages}")
    for piece in found.understood:
        out.note(f"understood {piece.text!r} as {piece.label}")
    for facet in found.facets:
        values = ", ".join(f"{value.label or value.value} ({value.count})" for value in facet.values[:8])
        out.note(f"narrow by {facet.name}: {values}" + (", ..." if len(facet.values) > 8 else ""))


def _headlines(details: PartDetails) -> list[str]:
    mass = "" if details.mass is None else f", {details.mass:.4g} g"
    texts = [f"{label}: {text}" for label, text in details.properties.items()]
    return [details.title, f"{details.standard}, {details.material}{mass}", *texts]


def _row(size: SourcedValue) -> tuple[str, ...]:
    value = f"{size.value:.10g} {size.unit}".strip()
    return (size.label, value, size.standing, size.source, "; ".join(size.agreeing))
