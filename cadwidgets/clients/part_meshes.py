"""The files of a downloaded part that can be shown: those with triangles, or its STEP."""

from __future__ import annotations

from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.errors import GeometryError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh

_MESH_SUFFIXES = (".stl", ".amf", ".json", ".glb", ".3mf")
_MESH_LABELS = ("STL", "AMF", "TJS", "GLB", "3MF")
_STEP_SUFFIXES = (".step", ".stp")


def is_shown_from(item: CadFormat) -> bool:
    """Whether the files of a format hold triangles that we read."""
    return any(label in item.label.upper() for label in _MESH_LABELS)


def is_step(item: CadFormat) -> bool:
    """Whether a format is STEP, of whichever application protocol."""
    return "STEP" in item.label.upper()


def holds_triangles(files: PartFiles) -> bool:
    """Whether there is a file for `first_mesh`."""
    return any(name.lower().endswith(_MESH_SUFFIXES) for name in files.files)


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
