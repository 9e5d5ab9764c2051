"""The nodes of a glTF: which mesh stands where."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.glb_accessors import Document, whole
from cadwidgets.geometry.glb_parts import MODEL_AXES, Json
from cadwidgets.geometry.placing import Matrix
from cadwidgets.units import MILLIMETRES

Standing = tuple[Json, Matrix, int | None]
"""A node, its transformation, and the number of the part's node that it is a piece of; None where it is none."""
_Z_UPWARDS = np.array([[1.0, 0, 0, 0], [0, 0, -1.0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])


def placed(document: Document) -> tuple[str, list[Standing]]:
    """(Unit of the coordinates, every node of the scene with its transformation).

    A root node of our own writer, which turns and scales a model in its unit, is left out; everything else is
    in metres and is turned so that Z points upwards. Only in our own files the nodes below a part's are its pieces.
    Raises GeometryError.
    """
    roots = _roots(document)
    locals_ = [_local(document.item("nodes", number)) for number in roots]
    unit = _noted_unit(document)
    if unit and all(_is_model_frame(matrix, unit) for matrix in locals_):
        return unit, list(_below(document, [(number, np.eye(4), None) for number in roots], set(roots)))
    turned = [(number, _Z_UPWARDS @ matrix, None) for number, matrix in zip(roots, locals_, strict=True)]
    return "m", [(node, matrix, None) for node, matrix, _ in _below(document, turned, set())]


def _below(document: Document, starts: list[tuple[int, Matrix, None]], roots: set[int]) -> Iterator[Standing]:
    """The nodes in the order of the tree. Every node has one parent at most: that also forbids circles."""
    waiting: list[tuple[int, Matrix, int | None]] = [*starts[::-1]]
    seen = set[int]()
    while waiting:
        number, matrix, part = waiting.pop()
        if number in seen:
            raise GeometryError(f"node {number} hangs in two places")
        seen.add(number)
        node = document.item("nodes", number)
        yield node, matrix, part
        whose = None if number in roots else number
        children = [
            (child, matrix @ _local(document.item("nodes", child)), whose) for child in _numbers(node, "children")
        ]
        waiting += children[::-1]


def _roots(document: Document) -> list[int]:
    """Those of the scene; without scenes the nodes that are nobody's children."""
    if document.items("scenes"):
        return _numbers(document.item("scenes", whole(document.fields, "scene", 0)), "nodes")
    nodes = document.items("nodes")
    children = {child for node in nodes for child in _numbers(node, "children")}
    return [number for number in range(len(nodes)) if number not in children]


def _numbers(fields: Json, name: str) -> list[int]:
    found = fields.get(name, [])
    if not isinstance(found, list):
        raise GeometryError(f"{name} is no list")
    return [whole({name: item}, name) for item in found]


def _noted_unit(document: Document) -> str:
    """The unit that our own writer notes in ``asset.extras``, or nothing."""
    extras = json_arrays.obj(document.fields.get("asset"), "asset").get("extras")
    unit = extras.get("unit") if isinstance(extras, dict) else None
    return unit if isinstance(unit, str) and unit in MILLIMETRES else ""


def _is_model_frame(matrix: Matrix, unit: str) -> bool:
    """Does the matrix still turn a model with Z upwards and scale its unit to metres, and nothing else?"""
    expected = np.eye(4)
    expected[:3, :3] = _rotation(np.array(MODEL_AXES)) * (MILLIMETRES[unit] / 1000.0)
    return bool(np.allclose(matrix, expected, rtol=1e-5, atol=1e-5 * MILLIMETRES[unit] / 1000.0))


def _local(node: Json) -> Matrix:
    """The node's own transformation: its matrix (column by column), or translation, rotation and scale."""
    if "matrix" in node:
        return _list(node, "matrix", 16).reshape(4, 4).T
    matrix = np.eye(4)
    if "rotation" in node or "scale" in node:
        matrix[:3, :3] = _rotation(_list(node, "rotation", 4)) * _list(node, "scale", 3)
    if "translation" in node:
        matrix[:3, 3] = _list(node, "translation", 3)
    return matrix


_DEFAULTS = {"rotation": [0.0, 0.0, 0.0, 1.0], "scale": [1.0, 1.0, 1.0]}


def _list(node: Json, name: str, count: int) -> NDArray[np.float64]:
    values = json_arrays.floats(node.get(name, _DEFAULTS.get(name)), name)
    if len(values) != count:
        raise GeometryError(f"{name} has {len(values)} numbers instead of {count}")
    return values


def _rotation(quaternion: NDArray[np.float64]) -> NDArray[np.float64]:
    """(3, 3) from x, y, z, w of any length but zero."""
    length = float(np.linalg.norm(quaternion))
    if not 0.0 < length < np.inf:
        raise GeometryError("a rotation has no direction")
    x, y, z, w = quaternion / length
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
