"""TJS: three.js' JSON model format 3 and 3.1 in and out, its successor (format 4) in.

Today's three.js reads none of it, so the arrays are made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.looks import Look, listed, runs
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.tjs_model import model, paints_of
from cadwidgets.geometry.tjs_scene import read_format_4
from cadwidgets.units import MILLIMETRES, length_unit

_LAMBERT = {
    "colorAmbient": [0.0, 0.0, 0.0],
    "colorSpecular": [0.5, 0.5, 0.5],
    "shading": "Lambert",
    "specularCoef": 50,
    "vertexColors": False,
}
_EMPTY_COUNTS = {"normals": 0, "colors": 0, "uvs": 0}
_EMPTY_LISTS: dict[str, list[Any]] = {"morphTargets": [], "morphColors": [], "normals": [], "colors": [], "uvs": [[]]}
_WITH_MATERIAL = 2
"""The bit of a face's mask that announces the number of its material."""


def read_tjs(data: bytes) -> Mesh:
    """The mesh of a TJS text.

    Quads become two triangles, coordinates are divided by the file's ``scale``, its normals are taken over.
    Triangles are reordered by material and colour into groups. Raises GeometryError, ``offset`` being the
    byte where the JSON breaks or the index in the list that is wrong.
    """
    with reading("TJS"):
        document = json_arrays.parse(data, lists=("vertices", "faces"))
        metadata = json_arrays.obj(document.get("metadata"), "metadata")
        if _is_format_4(document, metadata):
            return read_format_4(document)
        if "vertices" not in document or "faces" not in document:
            raise GeometryError("JSON without vertices and faces is no three.js model", offset=0)
        mesh = model(document, paints_of(document.get("materials")))
        return _with_unit(_painted(mesh, document, metadata), metadata.get("unit"))


def write_tjs(meshes: Mesh | Sequence[Mesh], unit: str = "") -> bytes:
    """All meshes as TJS: plain triangles over shared vertices, which every reader of the format knows.

    Every different look is a material. With one material faces name none, as in CadQuery's files; its name and
    colour still count, which ``metadata.painted`` notes. ``unit`` is noted there too (default: the first mesh's
    own, else ``mm``); the format itself has none. Raises ValueError for an unknown unit.
    """
    parts = [meshes] if isinstance(meshes, Mesh) else list(meshes)
    looks = listed([run.look for mesh in parts for run in runs(mesh)]) or {Look(): 0}
    whole = joined(parts)
    metadata = {
        "formatVersion": 3,
        "generatedBy": "cadwidgets",
        "unit": length_unit(unit or next((mesh.unit for mesh in parts if mesh.unit), "mm")),
        **_EMPTY_COUNTS,
        "vertices": len(whole.vertices),
        "faces": len(whole.triangles),
        "materials": len(looks),
    }
    document = {
        "metadata": metadata if Look() in looks else metadata | {"painted": True},
        "scale": 1.0,
        "materials": [_material(look, number) for look, number in looks.items()],
        "vertices": whole.vertices.reshape(-1),
        **_EMPTY_LISTS,
        "faces": _faces(whole, looks),
    }
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def _faces(mesh: Mesh, looks: dict[Look, int]) -> NDArray[np.uint32]:
    """The records of all faces, flat: mask, three corners, and the material where there is a choice."""
    records = np.zeros((len(mesh.triangles), 4 if len(looks) == 1 else 5), np.uint32)
    records[:, 1:4] = mesh.triangles
    if len(looks) > 1:
        records[:, 0] = _WITH_MATERIAL
        for run in runs(mesh):
            records[run.start : run.stop, 4] = looks[run.look]
    return records.reshape(-1)


def _material(look: Look, number: int) -> dict[str, Any]:
    """A material of the format, in which ``transparency`` 1 is opaque. A plain look is called as it always was."""
    color = {"DbgColor": 0xEEEEEE, "colorDiffuse": [round(value, 4) for value in look.rgb]}
    name = {"DbgIndex": number, "DbgName": look.name or look.color or "part"}
    clear = {"transparency": look.opacity, "transparent": look.opacity < 1.0}
    return _LAMBERT | color | name | clear


def _is_format_4(document: Any, metadata: Any) -> bool:
    version = metadata.get("version")
    has_type = isinstance(metadata.get("type"), str)
    return has_type or "attributes" in document or (isinstance(version, int | float) and version >= 4)


def _with_unit(mesh: Mesh, unit: Any) -> Mesh:
    """The mesh with the unit our own writer notes; other writers' words for it are left alone."""
    return replace(mesh, unit=unit) if isinstance(unit, str) and unit in MILLIMETRES else mesh


def _painted(mesh: Mesh, document: Any, metadata: Any) -> Mesh:
    """The mesh in its only material where our own writer notes that the faces have it although they name none."""
    paints = paints_of(document.get("materials"))
    if mesh.groups or len(paints) != 1 or metadata.get("painted") is not True:
        return mesh
    group = Group(paints[0].name, 0, len(mesh.triangles), paints[0].color, paints[0].opacity)
    return replace(mesh, groups=(group,))
