"""The document of a glTF and the arrays that its accessors describe. No number of the file is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.faults import check_amount
from cadwidgets.geometry.glb_parts import Json

MAX_ZEROS = 1_000_000
MAX_JSON_BYTES = 64 << 20
"""The JSON of a large assembly takes some megabytes; it needs many times its length in memory."""
_TYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_HARMLESS = ("KHR_materials_", "KHR_texture_", "KHR_lights_", "EXT_texture_", "EXT_lights_", "KHR_mesh_quantization")
"""Beginnings of the extensions that change no geometry, or only types that are read anyway."""


class Document:
    """The JSON of a glTF with its buffer."""

    def __init__(self, json: bytes, start: int, buffer: memoryview) -> None:
        """``start``: the byte of the file where the JSON begins. Raises GeometryError."""
        self.fields = _parsed(json, start)
        self._buffer = buffer
        self._checked: dict[str, Sequence[Any]] = {}
        for name in self.items("extensionsRequired", str):
            if not name.startswith(_HARMLESS):
                raise GeometryError(f"the extension {name} is required and not read here")

    def items(self, name: str, kind: type = dict) -> Sequence[Any]:
        """A list of the document, empty when it is missing."""
        if name not in self._checked:
            found = self.fields.get(name, [])
            if not isinstance(found, list) or not all(isinstance(item, kind) for item in found):
                raise GeometryError(f"{name} is no list of what belongs there")
            self._checked[name] = found
        return self._checked[name]

    def item(self, name: str, number: int) -> Json:
        """One object of a list."""
        found = self.items(name)
        if number >= len(found):
            raise GeometryError(f"{name} has {len(found)} items, number {number} is asked for")
        item: Json = found[number]
        return item

    def array(self, number: int, widths: Sequence[int]) -> NDArray[Any]:
        """The numbers of an accessor, (n, width) in its own type; as float64 when they are normalized.

        Raises GeometryError for a width that is not among ``widths``, what is packed in a way not read here,
        and what does not lie in the buffer.
        """
        accessor = self.item("accessors", number)
        width = _WIDTHS.get(str(accessor.get("type")), 0)
        kind = _TYPES.get(whole(accessor, "componentType", 0))
        if width not in widths or kind is None:
            raise GeometryError(f"accessor {number} has a type that does not fit its use")
        if "sparse" in accessor:
            raise GeometryError(f"accessor {number} is sparse, which is not read here")
        count = whole(accessor, "count")
        check_amount(count)
        if "bufferView" not in accessor:
            return _zeros(count, width, kind)
        numbers = self._viewed(accessor, count, width, np.dtype(kind))
        return _normalized(numbers) if accessor.get("normalized") is True else numbers

    def _viewed(self, accessor: Json, count: int, width: int, kind: np.dtype[Any]) -> NDArray[Any]:
        start, length, stride = self._view(whole(accessor, "bufferView"))
        at, size = whole(accessor, "byteOffset", 0), kind.itemsize * width
        step = stride or size
        if step < size or at + (step * (count - 1) + size if count else 0) > length:
            raise GeometryError(f"{count} items of {size} bytes do not fit into a view of {length} bytes")
        if not count:
            return np.zeros((0, width), kind)
        return np.ndarray((count, width), kind, self._buffer, start + at, (step, kind.itemsize)).copy()

    def _view(self, number: int) -> tuple[int, int, int]:
        """(First byte in the buffer, length, stride or 0) of a view."""
        view = self.item("bufferViews", number)
        if view.get("extensions"):
            names = ", ".join(json_arrays.obj(view["extensions"], "extensions"))
            raise GeometryError(f"the buffer is packed with {names}, which is not read here")
        if whole(view, "buffer") or "uri" in self.item("buffers", 0):
            raise GeometryError("a buffer lies outside of the file, which is not read here")
        start, length = whole(view, "byteOffset", 0), whole(view, "byteLength")
        if start + length > len(self._buffer):
            raise GeometryError(f"a view ends at byte {start + length} of a buffer of {len(self._buffer)} bytes")
        return start, length, whole(view, "byteStride", 0)


def _zeros(count: int, width: int, kind: str) -> NDArray[Any]:
    """What an accessor without a view has. Nothing in the file is as long, so the number alone must not decide."""
    if count > MAX_ZEROS:
        raise GeometryError(f"an accessor without numbers of its own has {count} items, more than {MAX_ZEROS}")
    return np.zeros((count, width), kind)


def whole(fields: Json, name: str, default: int | None = None) -> int:
    """A whole number from 0. Raises GeometryError for anything else, and when it is missing without a default."""
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise GeometryError(f"{name} must be a whole number from 0, not {value!r:.40}")
    return value


def _parsed(json: bytes, start: int) -> Json:
    if len(json) > MAX_JSON_BYTES:
        raise GeometryError(f"{len(json)} bytes of JSON are more than {MAX_JSON_BYTES >> 20} MiB", offset=start)
    try:
        fields = orjson.loads(json)
    except orjson.JSONDecodeError as error:
        raise GeometryError(f"not JSON: {error.msg}", offset=start + len(error.doc[: error.pos].encode())) from None
    if not isinstance(fields, dict):
        raise GeometryError("the JSON is no object", offset=start)
    return fields


def _normalized(numbers: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers as shares of their type's largest (section 3.11 of the specification)."""
    if numbers.dtype.kind == "f":
        return numbers
    return np.maximum(numbers / np.iinfo(numbers.dtype).max, -1.0)
