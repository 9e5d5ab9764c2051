"""Writes the model in the type that was asked for, under a fixed name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cadquery as cq

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.service.builds.exporters.bom import Rows, bom_bytes
from cadwidgets.service.builds.exporters.brep import write_brep
from cadwidgets.service.builds.exporters.drawing import draw, flat_side
from cadwidgets.service.builds.exporters.dxf import write_dxf
from cadwidgets.service.builds.exporters.measure import measure_bytes
from cadwidgets.service.builds.exporters.meshes import DETAILED, mesh_bytes
from cadwidgets.service.builds.exporters.properties import properties_bytes
from cadwidgets.service.builds.exporters.section import section_bytes
from cadwidgets.service.builds.exporters.step import write_step
from cadwidgets.service.builds.exporters.svg import write_svg
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import MESHED, WriteOptions

Stage = Callable[[str], AbstractContextManager[None]]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def file_name(output: str) -> str:
    """``out.stl``, ``out.step``, ``out.json`` for TJS and so on."""
    return f"out{SUFFIXES[output]}"


def export(
    parts: Sequence[Part],
    unit: str,
    output: str,
    options: WriteOptions,
    folder: Path,
    stage: Stage,
    bom: Rows = (),
    known: Mapping[str, Any] = _NOTHING,
) -> str:
    """Write the parts into ``folder``, which is left with no other new file, and return the file's name.

    ``unit`` says what the model's numbers mean; they stay as they are. ``stage`` times ``mesh``, ``read`` and
    ``encode``. ``bom`` is for the types GLB, BOM and PROPERTIES, ``known``, the checked properties, for the last.
    Raises Failure, RequestError for an option that does not fit the model, GeometryError for a mesh that its format
    cannot hold, and OSError for a file that is not complete.
    """
    path = folder / file_name(output)
    if output == "SECTION":
        path.write_bytes(section_bytes(parts, unit, options, folder, stage))
    elif output in MESHED:
        meshes = tessellate(parts, options, folder, stage, detailed=output in DETAILED)
        with stage("encode"):
            path.write_bytes(mesh_bytes(output, meshes, unit, options, bom))
    elif output == "BOM":
        with stage("encode"):
            path.write_bytes(bom_bytes(bom))
    elif output == "MEASURE":
        with stage("encode"):
            path.write_bytes(measure_bytes(parts, options))
    elif output == "PROPERTIES":
        with stage("encode"):
            path.write_bytes(properties_bytes(parts, known, bom, options))
    else:
        with stage("encode"):
            _write_exact(parts, unit, output, options, path)
    return path.name


def _write_exact(parts: Sequence[Part], unit: str, output: str, options: WriteOptions, path: Path) -> None:
    if output == "STEP":
        write_step(parts, unit, options.schema, path)
    elif output == "BREP":
        shapes = [part.shape for part in parts]
        write_brep(shapes[0] if len(shapes) == 1 else cq.Compound.makeCompound(shapes), path)
    elif output == "SVG":
        path.write_bytes(write_svg(draw(parts, options.view), options.width, options.height))
    else:
        view = options.view if "view" in options.given else flat_side(parts) or options.view
        path.write_bytes(write_dxf(draw(parts, view), unit))
