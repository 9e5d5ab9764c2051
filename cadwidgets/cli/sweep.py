"""``cadwidgets sweep``: variants of a model into a table, and their files into an archive."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import Output, pairs, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Files, Json, Key, KeyEnv, Model, Url, read_files, read_model, sources
from cadwidgets.errors import BuildRefused, RequestError

if TYPE_CHECKING:
    from cadwidgets.contract.design_row import DesignRow
    from cadwidgets.variants.building import VariantBuilder
    from cadwidgets.variants.model import VariantModel

_SPREAD = ("random", "lhs")


def sweep(
    model: Model,
    vary: Annotated[
        list[str],
        typer.Option(
            "--vary",
            "-v",
            metavar="NAME=VALUES",
            help="What a parameter is to be: width=20:5:80 (low:step:high), width=20:80, holes=2,4,6, style=all.",
        ),
    ],
    how: Annotated[str, typer.Option(help="grid (every combination), zip (in pairs), random, lhs (spread).")] = "grid",
    count: Annotated[int | None, typer.Option(min=1, help="How many variants random and lhs spread.")] = None,
    seed: Annotated[int, typer.Option(help="The same variants for the same seed.")] = 0,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The table to write: .csv or .xlsx.")
    ] = Path("variants.csv"),
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter that is not varied.")
    ] = None,
    preset: Annotated[str, typer.Option("--preset", help="Preset of the script; all else goes on top.")] = "",
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", "-m", metavar="NAME=MEASURE", help="As in bore='faces(\">Z\").edges().radius'."),
    ] = None,
    parts: Annotated[
        str, typer.Option("--files", metavar="TYPES", help="Files of all variants into one zip, as in STEP,STL.")
    ] = "",
    name: Annotated[
        str, typer.Option("--name", metavar="PATTERN", help="Their names: '{model}-{width}x{height}'.")
    ] = "",
    file: Files = None,
    charged: Annotated[
        bool, typer.Option("--charged", help="Agree to builds that a foreign service may charge.")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was built of this model before.")] = False,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Build many variants of a model and write a table of them. What was stopped goes on with the same command."""
    with reporting(as_json) as out:
        from cadwidgets.tables.design_write import write_design
        from cadwidgets.variants.building import VariantBuilder
        from cadwidgets.variants.journal import FOLDER, Journal
        from cadwidgets.variants.model import VariantModel
        from cadwidgets.variants.plan import planned

        if output.suffix.lower() not in (".csv", ".xlsx"):
            raise RequestError(f"{output} is no table", parameter="--output", value=str(output), allowed=".csv, .xlsx")
        meant = read_model(model)
        source = sources(url, key_env, key)
        measured = VariantModel.of(
            source,
            script=meant.script,
            model_id=meant.model_id,
            files=read_files(file or ()),
            preset=preset,
            measures=pairs(measure or (), "--measure"),
        )
        base = measured.values(pairs(param or (), "--param"))
        points = planned(measured.schema, base, _axes(measured, vary, how), how, count=count, seed=seed)
        journal = Journal(source.settings.data_dir / FOLDER, measured.digest)
        if fresh:
            journal.forget()
        builder = VariantBuilder(measured, journal, charged=charged)
        rows, seconds = _built(out, builder, points, meant.name)
        table = write_design(output, rows, measured.schema, measured.measures)
        packed = _packed(out, measured, rows, meant.name, parts, name, output, charged) if parts else None
        _tell(out, rows, seconds, table, packed)


def _axes(model: VariantModel, vary: list[str], how: str) -> dict[str, Any]:
    from cadwidgets.variants.axis_text import read_axis

    axes = {}
    for name, text in pairs(vary, "--vary").items():
        if name not in model.schema.names:
            known = ", ".join(model.schema.names) or "none: this model has no parameters"
            raise RequestError(f"there is no parameter {name!r}", parameter="--vary", value=name, allowed=known)
        axes[name] = read_axis(model.schema[name], text, spread=how in _SPREAD)
    return axes


def _built(
    out: Output, builder: VariantBuilder, points: list[dict[str, Any]], name: str
) -> tuple[list[DesignRow], float]:
    """The rows in the order of the points, and how long they took. Ctrl-C keeps those that are done."""
    found: dict[int, DesignRow] = {}
    begun = time.monotonic()
    known = len(points) - builder.requests(points)
    if known:
        out.note(f"{known} of {len(points)} variants are done already")
    what = f"building {len(points)} variants of {name} at {builder.model.source.build.source}"
    try:
        with out.working(what, unit="things") as work:
            for at, row in builder.rows(points):
                found[at] = row
                work.progress(len(found), len(points))
    except KeyboardInterrupt:
        out.note(f"{len(found)} of {len(points)} variants are done; the same command goes on from there")
        raise
    finally:
        builder.close()
    return [found[at] for at in range(len(points))], time.monotonic() - begun


def _packed(
    out: Output,
    model: VariantModel,
    rows: list[DesignRow],
    name: str,
    types: str,
    pattern: str,
    output: Path,
    charged: bool,
) -> Path:
    from cadwidgets.variants.packing import pack_rows

    ready = [row for row in rows if row.status != "failed"]
    target = output.with_suffix(".zip")
    formats = [one.strip().upper() for one in types.split(",") if one.strip()]
    with out.working(f"packing {len(ready)} variants as {', '.join(formats)}", unit="things") as work:
        return pack_rows(
            model,
            ready,
            target,
            name,
            formats=formats,
            pattern=pattern,
            charged=charged,
            progress=work.progress,
        ).path


def _tell(out: Output, rows: list[DesignRow], seconds: float, table: Path, packed: Path | None) -> None:
    failed = [row for row in rows if row.status == "failed"]
    told: Mapping[str, Any] = {
        "variants": len(rows),
        "failed": len(failed),
        "seconds": round(seconds, 3),
        "table": str(table),
        "archive": str(packed) if packed else None,
    }
    lines = [f"{table}: {len(rows)} variants in {seconds:.1f} s"]
    if failed:
        lines.append(f"{len(failed)} failed; the first: {failed[0].error}")
    if packed:
        lines.append(str(packed))
    out.result(told, lines)
    if failed and len(failed) == len(rows):
        raise BuildRefused("no variant could be built")
