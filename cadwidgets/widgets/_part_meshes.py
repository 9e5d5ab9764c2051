"""The triangles of a downloaded part: from its own files, or from its STEP, meshed by the embedded service."""

from __future__ import annotations

import threading

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import GeometryError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh

_MESH_SUFFIXES = (".stl", ".amf", ".json", ".glb")
_MESH_LABELS = ("STL", "AMF", "TJS", "GLB")
_STEP_SUFFIXES = (".step", ".stp")
_STEP_NAME = "part.step"
_IMPORT = f'show_object(cq.importers.importStep("{_STEP_NAME}"))'


def is_shown_from(item: CadFormat) -> bool:
    """Whether the files of a format hold triangles that we read."""
    return any(label in item.label.upper() for label in _MESH_LABELS)


def is_step(item: CadFormat) -> bool:
    """Whether a format is STEP, of whichever application protocol."""
    return "STEP" in item.label.upper()


def first_mesh(files: PartFiles) -> Mesh | None:
    """The mesh of the first file that holds triangles; None if no file does."""
    for name, data in files.files.items():
        if name.lower().endswith(_MESH_SUFFIXES):
            mesh = read_mesh(data)
            if len(mesh.triangles) == 0:
                raise GeometryError(f"{name} holds no triangles", format=name.rpartition(".")[2].upper())
            return mesh
    return None


def step_in(files: PartFiles) -> bytes:
    """The first STEP file, which of an assembly is the whole; empty if there is none."""
    return next((data for name, data in files.files.items() if name.lower().endswith(_STEP_SUFFIXES)), b"")


def mesh_of_step(build: BuildClient, step: bytes, cancel: threading.Event) -> Mesh:
    """The triangles of a STEP file, made by the service behind ``build``. Raises as `BuildClient.build` does."""
    request = BuildRequest.of(script=_IMPORT, type="GLB", files={_STEP_NAME: step})
    return build.build(request, cancel=cancel).mesh
