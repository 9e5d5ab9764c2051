"""One job inside its own process: a build, a part of the catalog, or the parameters of a script."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cadquery as cq
from OCP.OSD import OSD_ThreadPool

from cadwidgets.contract.bom_json import to_json
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import FORMATS
from cadwidgets.contract.sized_parameters import check_sizes
from cadwidgets.errors import GeometryError, NotFound, RequestError, ScriptSyntaxError
from cadwidgets.modelscript import Script
from cadwidgets.modelscript.about import about
from cadwidgets.service.builds.beside import lay_beside
from cadwidgets.service.builds.between import note_state, read_script, unnoticed
from cadwidgets.service.builds.bill import bill_of_materials
from cadwidgets.service.builds.caps import MAX_PARAMETERS
from cadwidgets.service.builds.catalog_parts import load_families
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.export import export
from cadwidgets.service.builds.exporters.bom import Rows, carried
from cadwidgets.service.builds.failures import Failure, Frame, out_of_memory
from cadwidgets.service.builds.families import MESH_ANGLES, build_part
from cadwidgets.service.builds.guards import guard_operations
from cadwidgets.service.builds.memo.builds import prepare_memo, remembering, told, with_memory
from cadwidgets.service.builds.memo.operations import MEMO
from cadwidgets.service.builds.own_parts import read_step
from cadwidgets.service.builds.parts import parts_of
from cadwidgets.service.builds.quick import quicken
from cadwidgets.service.builds.shapes import Part, one_shape, properties
from cadwidgets.service.builds.sized import sized
from cadwidgets.service.builds.substance import substance_of
from cadwidgets.service.builds.write_options import WriteOptions

_MAX_WARNINGS = 50


def prepare() -> None:
    """To be called once in the process that forks, before the CAD kernel does anything.

    With one thread the kernel's pool works in the calling thread. Otherwise the first Boolean operation would
    start threads, and every child forked after that could wait for them for ever. The catalog's tables are read here,
    too: they would cost every script that has parts or sizes of the catalog half a second.
    """
    OSD_ThreadPool.DefaultPool_s().Init(1)
    quicken()
    guard_operations()
    prepare_memo()
    load_families()
    note_state()


_WARM_UP = "show_object(cq.Workplane().box(1, 2, 3).edges('|Z').fillet(0.2))"
"""A Boolean operation more, or all of it once more, takes twice as long and saves the next build no more than this."""


def warm_up() -> None:
    """Build something small, as a process does that is forked ahead of its first job: it then has the memory that every
    build touches. Raises RuntimeError when it does not work."""
    with tempfile.TemporaryDirectory() as folder:
        frame = run_job({"op": "build", "script": _WARM_UP, "type": "STL", "memo": False}, Path(folder))
    read_script.cache_clear()
    if "ok" not in frame:
        raise RuntimeError(f"a first build failed: {frame}")


def run_job(job: Mapping[str, Any], folder: Path) -> Frame:
    """The result of ``job`` as a frame, ``{"ok": ...}`` or ``{"error": ...}``; files go into ``folder``.

    May be called again and again in one process, by jobs of one script: see `unnoticed`. A build then uses what the
    builds before it remember of the kernel's operations; a job with ``"memo": False`` does not.
    """
    return with_memory(lambda job: _frame(job, folder), job)


def _frame(job: Mapping[str, Any], folder: Path) -> Frame:
    try:
        with unnoticed(folder):
            return {"ok": _operation(job)(job, folder)}
    except Failure as failure:
        return failure.frame
    except RequestError as error:
        fields = {"parameter": error.parameter, "value": error.value, "allowed": error.allowed}
        return Failure("request", str(error), **fields).frame
    except NotFound as error:
        return Failure("request", str(error), parameter="part_number", value=job.get("part_number")).frame
    except ScriptSyntaxError as error:
        place = {"line": error.line, "column": error.column, "excerpt": error.excerpt}
        return Failure("syntax", str(error), **place).frame
    except GeometryError as error:
        return Failure("geometry", f"the model cannot be written: {error}").frame
    except MemoryError:
        return out_of_memory().frame
    except OSError as error:
        return Failure("geometry", f"the model is too large to be written: {error.strerror or error}").frame


def _operation(job: Mapping[str, Any]) -> Callable[[Mapping[str, Any], Path], dict[str, Any]]:
    operations = {"build": _build, "part": _part, "measure": _measure, "parameters": _parameters}
    if job.get("op") not in operations:
        raise RequestError(f"there is no operation {job.get('op')!r}", parameter="op", allowed=", ".join(operations))
    return operations[job["op"]]


@dataclass
class _Clock:
    """Seconds spent in each stage of a job, however often it is entered."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def _build(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    output, options, clock = *_output(job), _Clock()
    with clock.stage("parse"):
        script = read_script(job["script"])
        schema = _schema(script)
        values = schema.chosen(job.get("preset", ""), job.get("values", {}))
        check_sizes(schema, values)
    with clock.stage("run"):
        lay_beside(folder, job.get("files", ()))
        with remembering(job, folder):
            model = execute(script, values, folder)
            warnings = [*schema.warnings, *model.warnings]
            measured = properties(one_shape(model.parts), warnings.append)
            substance = substance_of(schema, warnings.append)
            bill = bill_of_materials(model.shown, model.catalog_parts, schema.unit, substance, warnings.append)
    MEMO.cleaned(part.shape.wrapped for part in model.parts)
    if bill.mass is not None:
        measured["mass"] = bill.mass
    bom = carried(to_json(bill.lines), warnings.append) if output == "GLB" else to_json(bill.lines)
    written = _write(model.parts, schema.unit, output, options, folder, clock, measured, bom)
    found = {
        "properties": measured,
        "warnings": warnings[:_MAX_WARNINGS],
        "fallback": bool(model.fallback),
        "memo": told(),
    }
    return written | found


def _part(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    output, options, clock = *_output(job), _Clock()
    if "angle" not in options.given:
        options = replace(options, angle=MESH_ANGLES.get(job.get("family", ""), options.angle))
    with clock.stage("run"):
        parts = _catalog_parts(job, folder)
        measured = properties(one_shape(parts))
    written = _write(parts, "mm", output, options, folder, clock, measured)
    return written | {"properties": measured, "warnings": [], "fallback": False}


def _built(job: Mapping[str, Any]) -> cq.Workplane | cq.Assembly:
    return build_part(job["family"], job["part_number"], job.get("show"))


def _catalog_parts(job: Mapping[str, Any], folder: Path) -> list[Part]:
    """The parts of a catalog part: those of an assembly have names, a single one is called by its part number."""
    made = read_step(folder / job["step"]) if "step" in job else _built(job)
    parts = parts_of(made)
    return [replace(part, name=part.name or job["part_number"]) for part in parts]


def _measure(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The properties of a catalog part; nothing is written."""
    clock = _Clock()
    with clock.stage("run"):
        parts = _catalog_parts(job, folder)
        measured = properties(one_shape(parts))
    return {"file": None, "timings": clock.seconds, "unit": "mm", "properties": measured}


def _parameters(job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    clock = _Clock()
    with clock.stage("parse"):
        script = read_script(job["script"])
        schema = _schema(script)
        warnings = [*schema.warnings]
        substance_of(schema, warnings.append)
    return {
        "file": None,
        "timings": clock.seconds,
        "warnings": warnings[:_MAX_WARNINGS],
        "unit": schema.unit,
        "schema": schema.to_json() | about(script)._asdict(),
    }


def _schema(script: Script) -> ParameterSchema:
    count = len(script.schema.parameters)
    if count > MAX_PARAMETERS:
        message = f"the script declares {count:,} parameters; at most {MAX_PARAMETERS} are allowed"
        raise Failure("script", message, limit=float(MAX_PARAMETERS))
    return sized(script.schema)


def _output(job: Mapping[str, Any]) -> tuple[str, WriteOptions]:
    output = str(job.get("type", ""))
    if output not in FORMATS:
        raise RequestError(f"type {output!r} is not known", parameter="type", value=output, allowed=", ".join(FORMATS))
    return output, WriteOptions.of(output, job.get("options", {}))


def _write(
    parts: Sequence[Part],
    unit: str,
    output: str,
    options: WriteOptions,
    folder: Path,
    clock: _Clock,
    known: Mapping[str, Any],
    bom: Rows = (),
) -> dict[str, Any]:
    name = export(parts, unit, output, options, folder, clock.stage, bom, known)
    return {"file": name, "timings": clock.seconds, "unit": unit}
