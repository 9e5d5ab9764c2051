"""Writes the model in the type that was asked for, under a fixed name, and looks at what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cadquery as cq
import numpy as np
from OCP.APIHeaderSection import APIHeaderSection_MakeHeader
from OCP.IFSelect import IFSelect_RetDone
from OCP.Interface import Interface_Static
from OCP.STEPControl import STEPControl_AsIs, STEPControl_Controller, STEPControl_Writer
from OCP.TCollection import TCollection_HAsciiString

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.tjs import write_tjs
from cadwidgets.service.builds.failures import Failure

_STEP_UNITS = {"mm": "MM", "cm": "CM", "m": "M", "in": "INCH", "ft": "FT", "um": "UM"}
_TIME_STAMP = "2000-01-01T00:00:00"
"""Written into every STEP file in place of the time of the build: equal models make equal files."""


def file_name(output: str) -> str:
    """``out.stl``, ``out.step``, ``out.amf`` or ``out.json``."""
    return f"out{SUFFIXES[output]}"


def export_step(shape: cq.Shape, unit: str, path: Path) -> None:
    """Write STEP AP214; numbers stay as they are and ``unit`` says what they mean.

    Raises Failure, and OSError for a file that is not complete.
    """
    _set_step_options(_STEP_UNITS[unit])
    writer = STEPControl_Writer()
    if writer.Transfer(shape.wrapped, STEPControl_AsIs) != IFSelect_RetDone:
        raise Failure("geometry", "the CAD kernel cannot express the model in STEP")
    header = APIHeaderSection_MakeHeader(writer.Model())
    header.SetName(TCollection_HAsciiString("model"))
    header.SetTimeStamp(TCollection_HAsciiString(_TIME_STAMP))
    writer.Write(str(path))
    _check_step(path)


def _set_step_options(unit: str) -> None:
    """Set all that matters on each call: the kernel's settings are global, and stay."""
    STEPControl_Controller.Init_s()  # before this there are no settings, and setting one does nothing
    options = {
        "xstep.cascade.unit": unit,
        "write.step.unit": unit,
        "write.step.schema": "AP214IS",
        "write.step.product.name": "model",
    }
    for name, value in options.items():
        if not Interface_Static.SetCVal_s(name, value):
            raise RuntimeError(f"the CAD kernel does not take {value} for {name}")


def _check_step(path: Path) -> None:
    """The kernel says nothing when a disk is full or a limit is met: look at the end."""
    data = path.read_bytes() if path.exists() else b""
    if not data.rstrip().endswith(b"END-ISO-10303-21;"):
        raise OSError(f"the kernel could not write {path.name} in full")


def _stl(meshes: Sequence[Mesh], unit: str) -> bytes:
    return write_stl(merged(meshes))


def _tjs(meshes: Sequence[Mesh], unit: str) -> bytes:
    return write_tjs(merged(meshes), unit=unit)


def _amf(meshes: Sequence[Mesh], unit: str) -> bytes:
    return write_amf(meshes, unit=unit)


_MESH_WRITERS: Mapping[str, Callable[[Sequence[Mesh], str], bytes]] = {"STL": _stl, "AMF": _amf, "TJS": _tjs}


def export_meshes(meshes: Sequence[Mesh], unit: str, output: str, path: Path) -> None:
    """Write the bodies' meshes as STL, AMF (one object a body) or TJS."""
    path.write_bytes(_MESH_WRITERS[output](meshes, unit))


def merged(meshes: Sequence[Mesh]) -> Mesh:
    """All bodies in one mesh, a group for each."""
    if len(meshes) == 1:
        return meshes[0]
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
    triangles = [mesh.triangles + start for mesh, start in zip(meshes, starts[:-1], strict=True)]
    first = np.cumsum([0, *map(len, triangles)])
    groups = tuple(
        Group(f"body {number}", int(start), len(part))
        for number, (start, part) in enumerate(zip(first[:-1], triangles, strict=True), 1)
    )
    vertices = np.concatenate([mesh.vertices for mesh in meshes])
    return Mesh(vertices, np.concatenate(triangles), groups=groups)
