"""Whether two results of one job are the same model: one built by a process that remembers, one by a fresh one.

Both may come from hostile processes. So nothing is taken for granted of them: what is nonsense is a difference that is
told, files beyond `MAX_BYTES` are compared by their bytes alone, and nothing is raised.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from cadwidgets.contract.properties import ModelProperties
from cadwidgets.errors import CadWidgetsError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import READERS, read_mesh

MAX_BYTES = 64 << 20
"""A larger file is not read as a mesh."""
EXACT = 1e-9
"""Relative difference that measures of equal geometry may have."""
MESHED = 1e-6
"""What the points of equal meshes may be apart, as a share of the model's size."""
DIVIDED = 1e-3
"""Relative difference of area and volume that two divisions of one model into triangles may have."""
_MAX_TEXT = 200
_WAYS = np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (0.48, 0.6, 0.64), (0.8, -0.36, 0.48), (-0.64, 0.48, 0.6)])
"""Directions along which the points of two meshes are sorted and compared: what is equal but for the order and some
rounding is as near in every such list."""


@dataclass(frozen=True)
class Result:
    """A frame as it came, ``{"ok": ...}`` or ``{"error": ...}``, and the content of its file, of type ``output``."""

    frame: Mapping[str, Any]
    content: bytes = b""
    output: str = ""


def difference(one: Result, other: Result) -> str | None:
    """What differs, in words; None for the same model, or the same failure."""
    frames = (one.frame, other.frame)
    if not all(isinstance(frame, Mapping) and len(frame) == 1 for frame in frames):
        return "one of the frames is none"
    (kind,), (other_kind,) = frames
    if kind != other_kind:
        return f"one result is {_text(kind)}, the other {_text(other_kind)}"
    if kind == "error":
        return _failures(one.frame[kind], other.frame[kind])
    return _properties(one.frame[kind], other.frame[kind]) or _files(one, other)


def _failures(one: Any, other: Any) -> str | None:
    said = [_field(error, "kind") for error in (one, other)]
    return None if said[0] == said[1] else f"one failure is {_text(said[0])}, the other {_text(said[1])}"


def _properties(one: Any, other: Any) -> str | None:
    measures, others = (_field(ok, "properties") for ok in (one, other))
    if not isinstance(measures, Mapping) or not isinstance(others, Mapping):
        return "one of the results has no properties"
    if measures.keys() != others.keys():
        return f"properties: {_text(sorted(map(str, measures.keys() ^ others.keys())))} only in one"
    box = _numbers(measures.get("bounding_box"))
    size = math.dist(box[:3], box[3:]) if box and len(box) == 6 else 0.0
    for name, value in measures.items():
        if not _close(_numbers(value), _numbers(others[name]), EXACT * size if name == "bounding_box" else 0.0):
            return f"{_text(name)}: {_text(value)} in one, {_text(others[name])} in the other"
    return None


def _files(one: Result, other: Result) -> str | None:
    if one.content == other.content:
        return None
    if one.output not in (*READERS, "PROPERTIES"):
        return None  # exact formats carry dates and names; their measures were compared
    if max(len(one.content), len(other.content)) > MAX_BYTES:
        return "the files differ, and are too large to be read"
    if one.output == "PROPERTIES":
        return _told(one.content, other.content)
    try:
        return _meshes(read_mesh(one.content, one.output), read_mesh(other.content, one.output))
    except (CadWidgetsError, ValueError, ArithmeticError, MemoryError, RecursionError) as error:
        return f"a file cannot be read: {_text(error)}"


def _told(one: bytes, other: bytes) -> str | None:
    """What the files of the type PROPERTIES tell beside the measures that were compared."""
    try:
        first, second = (ModelProperties.from_json(json.loads(content)) for content in (one, other))
    except (
        CadWidgetsError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        return f"the properties cannot be read: {_text(error)}"
    told, again = _told_numbers(first), _told_numbers(second)
    if told.keys() != again.keys():
        return f"told: {_text(sorted(told.keys() ^ again.keys()))} only in one"
    size = math.dist(first.bounding_box[:3], first.bounding_box[3:])
    for name, numbers in told.items():
        scale = max(map(abs, numbers)) if name == "inertia" else size
        if not _close(numbers, again[name], EXACT * scale):
            return f"{_text(name)}: {_text(numbers)} in one, {_text(again[name])} in the other"
    return None


def _told_numbers(properties: ModelProperties) -> dict[str, list[float]]:
    measures = {f"measure {name}": [value] for name, value in properties.measures.items()}
    if properties.center is None or properties.inertia is None:
        return measures
    return measures | {"center": [*properties.center], "inertia": [*chain(*properties.inertia)]}


def _meshes(one: Mesh, other: Mesh) -> str | None:
    """The exact measures are equal already, and the kernel may divide a model in two ways, even in fresh processes."""
    if _are_near(one, other):
        return None
    for name in ("area", "volume"):
        size, second = (float(getattr(mesh, name)) for mesh in (one, other))
        if not math.isclose(size, second, rel_tol=DIVIDED):
            return f"meshes: the {name} is {size:.9g} in one, {second:.9g} in the other"
    return None


def _are_near(one: Mesh, other: Mesh) -> bool:
    """Whether the points are the same, in whatever order the faces come."""
    if (len(one.vertices), len(one.triangles)) != (len(other.vertices), len(other.triangles)):
        return False
    points = [mesh.vertices.astype(np.float64) for mesh in (one, other)]
    size = float(np.ptp(points[0], axis=0).max()) if len(points[0]) else 0.0
    along = (np.abs(np.diff(np.sort([p @ way for p in points]), axis=0)).max(initial=0.0) for way in _WAYS)
    return all(apart <= MESHED * size for apart in along) and math.isclose(one.area, other.area, rel_tol=MESHED)


def _field(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else None


def _numbers(value: Any) -> list[float] | None:
    """The finite numbers that a measure is; None for anything else."""
    values = value if isinstance(value, list) else [value]
    if not 0 < len(values) <= 16 or not all(isinstance(one, (int, float)) for one in values):
        return None
    try:
        numbers = [float(one) for one in values]
    except OverflowError:
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


def _close(one: list[float] | None, other: list[float] | None, apart: float) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    return all(math.isclose(a, b, rel_tol=EXACT, abs_tol=apart) for a, b in zip(one, other, strict=True))


def _text(thing: Any) -> str:
    return repr(thing)[:_MAX_TEXT] if isinstance(thing, (str, int, float, list, bytes, type(None))) else _kind(thing)


def _kind(thing: Any) -> str:
    return str(thing)[:_MAX_TEXT] if isinstance(thing, Exception) else f"a {type(thing).__name__}"
