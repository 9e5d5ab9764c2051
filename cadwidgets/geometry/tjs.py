"""TJS: three.js' JSON model format 3 and 3.1 in and out, its successor (format 4) in.

Today's three.js reads none of it, so the arrays are made here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import orjson

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.tjs_model import model, paints_of
from cadwidgets.geometry.tjs_scene import read_format_4
from cadwidgets.units import MILLIMETRES, length_unit

_LAMBERT = {
    "DbgColor": 0xEEEEEE,
    "DbgIndex": 0,
    "DbgName": "part",
    "colorAmbient": [0.0, 0.0, 0.0],
    "colorDiffuse": [0.62, 0.66, 0.71],
    "colorSpecular": [0.5, 0.5, 0.5],
    "shading": "Lambert",
    "specularCoef": 50,
    "transparency": 1.0,  # in this format 1 is opaque
    "vertexColors": False,
}


def read_tjs(data: bytes) -> Mesh:
    """The mesh of a TJS text.

    Quads become two triangles, coordinates are divided by the file's ``scale``, its normals are taken over.
    Triangles are reordered by material and colour into groups. Raises GeometryError, ``offset`` being the
    byte where the JSON breaks or the index in the list that is wrong.
    """
    with reading("TJS"):
        document = json_arrays.parse(data)
        metadata = json_arrays.obj(document.get("metadata"), "metadata")
        if _is_format_4(document, metadata):
            return read_format_4(document)
        if "vertices" not in document or "faces" not in document:
            raise GeometryError("JSON without vertices and faces is no three.js model", offset=0)
        return _with_unit(model(document, paints_of(document.get("materials"))), metadata.get("unit"))


def write_tjs(mesh: Mesh, unit: str = "") -> bytes:
    """The mesh as TJS: plain triangles over shared vertices, which every reader of the format knows.

    ``unit`` is noted in the metadata (default: the mesh's own, else ``mm``); the format itself has none.
    Raises ValueError for an unknown unit.
    """
    vertices, triangles = len(mesh.vertices), len(mesh.triangles)
    counts = {"vertices": vertices, "faces": triangles, "normals": 0, "colors": 0, "uvs": 0, "materials": 1}
    faces = np.zeros((triangles, 4), np.uint32)
    faces[:, 1:] = mesh.triangles
    document = {
        "metadata": {
            "formatVersion": 3,
            "generatedBy": "cadwidgets",
            "unit": length_unit(unit or mesh.unit or "mm"),
            **counts,
        },
        "scale": 1.0,
        "materials": [_LAMBERT],
        "vertices": mesh.vertices.reshape(-1),
        "morphTargets": [],
        "morphColors": [],
        "normals": [],
        "colors": [],
        "uvs": [[]],
        "faces": faces.reshape(-1),
    }
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)


def _is_format_4(document: Any, metadata: Any) -> bool:
    version = metadata.get("version")
    has_type = isinstance(metadata.get("type"), str)
    return has_type or "attributes" in document or (isinstance(version, int | float) and version >= 4)


def _with_unit(mesh: Mesh, unit: Any) -> Mesh:
    """The mesh with the unit our own writer notes; other writers' words for it are left alone."""
    return replace(mesh, unit=unit) if isinstance(unit, str) and unit in MILLIMETRES else mesh
