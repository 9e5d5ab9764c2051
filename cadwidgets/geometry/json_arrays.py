"""JSON whose bulk is lists of numbers: those become arrays without becoming Python lists first.

simdjson parses, and copies a list of numbers into an array in one go. What it refuses (``NaN``, whole numbers
beyond 64 bits) the standard library may still read, and if not, it tells where the text breaks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import simdjson
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import measure
from cadwidgets.geometry.json_numbers import DTYPES, CutObject, NumberText, cut_out

_LONG_BYTES = 1 << 18
"""In texts from this length on the lists of numbers are read piece by piece."""
_PATIENT_BYTES = 64 << 20
"""Longer texts are read only in the quick way: the other one takes many times their memory."""
_EXACT = 2.0**53
"""Whole numbers below this size are exact in float64."""


def parse(data: bytes, lists: Sequence[str] = ()) -> Any:
    """The top-level object, with ``get`` and ``in``. Raises GeometryError with the byte where it breaks.

    ``lists`` are the names of its long lists of numbers. In a long text these are read, and refused, only when
    `floats` or `integers` is asked for them.
    """
    document = cut_out(data, lists) if lists and len(data) >= _LONG_BYTES else None
    return _parse_whole(data) if document is None else document


def _parse_whole(data: bytes) -> Any:
    try:
        document = simdjson.Parser().parse(data)
    except (ValueError, RuntimeError):  # UnicodeDecodeError is a ValueError, "too deep" a RuntimeError
        document = _parse_patiently(data)
    if not is_object(document):
        raise GeometryError("the JSON text is no object", offset=0)
    return document


def _parse_patiently(data: bytes) -> Any:
    if len(data) > _PATIENT_BYTES:
        raise GeometryError("not JSON, or with numbers that are none in JSON", offset=0)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GeometryError("the text is not UTF-8", offset=error.start) from None
    except json.JSONDecodeError as error:
        offset = len(error.doc[: error.pos].encode())
        raise GeometryError(f"not JSON: {error.msg}", offset=offset) from None
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise GeometryError(f"the JSON text cannot be read: {error}", offset=0) from None


def is_object(value: object) -> bool:
    """Is it a JSON object?"""
    return isinstance(value, dict | simdjson.Object | CutObject)


def is_list(value: object) -> bool:
    """Is it a JSON list?"""
    return isinstance(value, list | simdjson.Array | NumberText)


def obj(value: Any, name: str) -> Any:
    """The value as an object, empty when it is null; raises GeometryError for anything else."""
    if value is None:
        return {}
    if not is_object(value):
        raise GeometryError(f"{name} is no object")
    return value


def objects(value: Any, name: str) -> list[Any]:
    """The value as a list of objects, empty when it is null; raises GeometryError for anything else."""
    if value is None:
        return []
    if not is_list(value):
        raise GeometryError(f"{name} is no list")
    return [obj(item, f"an item of {name}") for item in value]


def number(value: Any, name: str, default: float) -> float:
    """A finite number, ``default`` when it is null; raises GeometryError for anything else."""
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
        raise GeometryError(f"{name} is no finite number")
    return float(value)


def whole(value: Any, name: str, default: int) -> int:
    """A whole number that an array can hold, ``default`` when it is null; raises GeometryError for anything else."""
    found = number(value, name, default)
    if found != round(found) or abs(found) >= _EXACT:
        raise GeometryError(f"{name} is no whole number below 2^53")
    return int(found)


def floats(value: Any, name: str) -> NDArray[np.float64]:
    """A list of finite numbers as (n,) float64, empty for null. Raises GeometryError with the index."""
    array = np.zeros(0) if value is None else _array(value, name)
    if not measure.all_finite(array):
        bad = np.flatnonzero(~np.isfinite(array))
        raise GeometryError(f"{name} hold a number that is not finite", offset=int(bad[0]))
    return array


def integers(value: Any, name: str) -> NDArray[np.int64]:
    """A list of whole numbers as (n,) int64; 3.0 counts as 3. Raises GeometryError with the index."""
    if isinstance(value, simdjson.Array | NumberText):
        try:
            return _buffer(value, "i")
        except (TypeError, ValueError):
            pass  # some are written as 3.0, or are no whole numbers: looked at below
    array = floats(value, name)
    bad = np.flatnonzero((array != np.rint(array)) | (np.abs(array) >= _EXACT))
    if len(bad):
        raise GeometryError(f"{name} hold a number that is not whole", offset=int(bad[0]))
    return array.astype(np.int64)


def numbers_of(words: list[bytes]) -> NDArray[np.float64] | None:
    """Numbers from words as (n,) float64; None when one is written otherwise than JSON does, as in ``+1`` or ``.5``."""
    text = b"[" + b",".join(words) + b"]"
    try:
        numbers: Any = simdjson.Parser().parse(text)
        array = np.frombuffer(numbers.as_buffer(of_type="d"), np.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
    return array if len(array) == len(words) and text.count(b"[") == 1 else None


def _array(value: Any, name: str) -> NDArray[np.float64]:
    if not is_list(value):
        raise GeometryError(f"{name} is no list")
    if isinstance(value, NumberText):
        try:
            return _buffer(value, "d")
        except (TypeError, ValueError):
            value = _parse_whole(value.data).get(
                value.name
            )  # tells what is wrong, and reads what the quick way refuses
    try:
        if isinstance(value, simdjson.Array):
            return _buffer(value, "d")
        return np.array(value, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError, OverflowError):
        raise GeometryError(f"{name} hold something that is no number") from None


def _buffer(value: Any, kind: str) -> NDArray[Any]:
    """The numbers of a list that is not Python's own, as float64 (``d``) or int64 (``i``)."""
    if isinstance(value, NumberText):
        return value.array(kind)
    return np.frombuffer(value.as_buffer(of_type=kind), DTYPES[kind])
