"""``cadwidgets build`` and ``cadwidgets params``: a model's file, and what can be changed about it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadwidgets.cli._output import Output, pairs, reporting
from cadwidgets.cli._service import KEY_VARIABLE, Files, Json, Key, KeyEnv, Model, Url, read_files, read_model, sources
from cadwidgets.errors import RequestError

if TYPE_CHECKING:
    from cadwidgets.cli._service import ModelArgument
    from cadwidgets.clients.build import BuildClient
    from cadwidgets.contract.requests import BuildRequest
    from cadwidgets.contract.results import BuildFacts

_OTHER_ENDINGS = {".stp": "STEP", ".tjs": "TJS", ".vrml": "VRML"}


def build(
    model: Model,
    kind: Annotated[
        str,
        typer.Option("--type", "-t", metavar="TYPE", help="STL, STEP, AMF, TJS; of our own services also others."),
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - writes it to stdout.")
    ] = "",
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Value of a parameter.")
    ] = None,
    preset: Annotated[str, typer.Option("--preset", help="Preset of the script; single values go on top.")] = "",
    option: Annotated[
        list[str] | None, typer.Option("--option", metavar="NAME=VALUE", help="How it is written: deflection=0.05.")
    ] = None,
    file: Files = None,
    timeout: Annotated[float, typer.Option(min=1, help="Give up after this many seconds.")] = 180.0,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Build a model and write its file; the type follows from the file's ending if it is not given."""
    with reporting(as_json) as out:
        if as_json and output == "-":
            raise RequestError("stdout cannot hold both the model and JSON", parameter="--output", allowed="a file")
        from cadwidgets.contract.requests import BuildRequest

        meant = read_model(model)
        request = BuildRequest.of(
            script=meant.script,
            model_id=meant.model_id,
            type=kind or _type_of(output),
            preset=preset,
            values=pairs(param or (), "--param"),
            options=pairs(option or (), "--option"),
            files=read_files(file or ()),
        )
        _write(out, sources(url, key_env, key).build, request, meant, output, timeout)


def params(
    model: Model,
    url: Url = "",
    key_env: KeyEnv = KEY_VARIABLE,
    key: Key = "",
    as_json: Json = False,
) -> None:
    """Show a model's parameters: kind, default, what is allowed, and the presets. A script is not run for it."""
    with reporting(as_json) as out:
        meant = read_model(model)
        client = sources(url, key_env, key).build
        schema = client.schema(script=meant.script, model_id=meant.model_id)
        if schema is None:
            raise RequestError(
                f"{client.source} does not tell the parameters of its stored models",
                parameter="SCRIPT|ID",
                value=model,
                allowed="a script, or the id of a model at a service of cadwidgets",
            )
        rows = [
            (one.name, _text(one.default), one.allowed, one.unit, one.group, one.description or one.label)
            for one in schema.parameters
        ]
        out.table(schema.to_json(), ("name", "default", "allowed", "unit", "group", "description"), rows)
        for warning in schema.warnings:
            out.note(f"warning: {warning}")
        if schema.presets:
            out.note(f"presets: {', '.join(schema.presets)}")


def _text(value: object) -> str:
    from cadwidgets.contract.requests import http_text

    return http_text(value)


def _type_of(output: str) -> str:
    """The type that the output's ending names; STL without one. Raises RequestError for an unknown ending."""
    from cadwidgets.contract.requests import SUFFIXES

    ending = Path(output).suffix.lower()
    if output == "-" or not ending:
        return "STL"
    types = {suffix: name for name, suffix in SUFFIXES.items()} | _OTHER_ENDINGS
    found = [known for known in types if output.lower().endswith(known)]
    if not found:
        raise RequestError(
            f"no type has the ending {ending!r}", parameter="--output", value=output, allowed=", ".join(types)
        )
    return types[max(found, key=len)]  # .bom.json is no .json


def _write(
    out: Output, client: BuildClient, request: BuildRequest, meant: ModelArgument, output: str, seconds: float
) -> None:
    started = time.monotonic()
    with out.working(f"building {meant.name} as {request.type} at {client.source}") as work:
        if output == "-":
            data = client.build(request, progress=work.progress, notice=work.notice, seconds=seconds).data
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        file = client.download(
            request, output or meant.name, progress=work.progress, notice=work.notice, seconds=seconds
        )
    told = _measures(file, file.path) | {
        "file": str(file.path),
        "type": file.type,
        "bytes": file.size,
        "warnings": list(file.warnings),
        "timings": dict(file.timings),
        "seconds": round(time.monotonic() - started, 3),
        "cached": file.cached,
        "builds_left": file.builds_left,
    }
    for warning in file.warnings:
        out.note(f"warning: {warning}")
    out.result(told, _lines(told, _unit(meant)))


def _measures(facts: BuildFacts, path: Path) -> dict[str, Any]:
    """Volume, area, box and size in the model's unit, mass in kg: told, else measured on the triangles, else None."""
    told: dict[str, Any] = {name: facts.number(name) for name in ("volume", "area", "mass")}
    told["bounding_box"] = facts.properties.get("bounding_box")
    if told["volume"] is None:
        from cadwidgets.geometry.registry import READERS, read_mesh

        if facts.type in READERS:
            mesh = read_mesh(path, facts.type)
            told |= {"volume": mesh.volume, "area": mesh.area, "bounding_box": list(mesh.bounding_box)}
    box = told["bounding_box"]
    told["size"] = [high - low for low, high in zip(box[:3], box[3:], strict=True)] if box else None
    return told


def _unit(meant: ModelArgument) -> str:
    from cadwidgets.modelscript import parse_script

    return parse_script(meant.script).unit if meant.script else ""


def _lines(told: dict[str, Any], unit: str) -> list[str]:
    lines = [f"{told['file']}: {told['type']}, {told['bytes']:,} bytes"]
    if told["volume"] is not None:
        lines.append(f"volume {told['volume']:.6g} {unit and unit + '^3'}")
    if told["size"]:
        lines.append(f"size {' x '.join(f'{side:.6g}' for side in told['size'])} {unit}")
    if told["mass"] is not None:
        lines.append(f"mass {told['mass']:.4g} kg")
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in told["timings"].items())
    cached = ", from the cache" if told["cached"] else ""
    lines.append(f"time {told['seconds']:.2f} s" + (f" ({stages})" if stages else "") + cached)
    if told["builds_left"] is not None:
        lines.append(f"builds left {told['builds_left']}")
    return lines
