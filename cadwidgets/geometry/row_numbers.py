"""Numbers from the texts of rows: in one go where they are written as in JSON, else one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.json_arrays import numbers_of
from cadwidgets.geometry.row_xml import Texts


def numbers(texts: Texts, kind: type[int] | type[float], width: int, name: str) -> NDArray[Any]:
    """(n, ``width``) float64 or int64 from texts. Raises GeometryError with the index of the first that is none, or is
    missing; ``name`` is what they are."""
    try:
        quick = numbers_of(texts)  # type: ignore[arg-type]
        if quick is not None and (kind is float or _whole(quick)):
            return quick.astype(np.float64 if kind is float else np.int64).reshape(-1, width)
        return np.array([kind(text) for text in texts], dtype=kind).reshape(-1, width)  # type: ignore[arg-type]
    except (AttributeError, TypeError, ValueError, OverflowError):
        place = next((index for index, text in enumerate(texts) if not is_number(text, kind)), -1)
        raise GeometryError(f"{name} hold something that is no number", offset=place) from None


def _whole(numbers: NDArray[np.float64]) -> bool:
    return bool(np.all((np.abs(numbers) < 2.0**53) & (numbers == np.rint(numbers))))


def is_number(text: str | bytes | None, kind: type[int] | type[float]) -> bool:
    """Whether a text is a number that an array can hold."""
    try:
        np.array(kind(text or ""), dtype=kind)
    except (ValueError, OverflowError):
        return False
    return True
