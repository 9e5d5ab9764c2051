"""Whole numbers as few bytes, as the page's ``unpack.js`` reads them.

A column is written as the differences from row to row, each as 0, -1, 1, -2, 2, ... -> 0, 1, 2, 3, 4, ..., first all
lowest bytes, then all second ones and so on, as many as the largest needs: neighbours in a mesh are alike, and what is
alike is what deflate makes small.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer]


def packed(head: Mapping[str, Any], arrays: Mapping[str, Integers]) -> bytes:
    """``head`` (for JSON) and ``arrays`` (rows, columns) of numbers below 2**31, deflated.

    Four bytes with the length of the text, the text, and column after column. The text is ``head`` with, under
    ``arrays``, the name, the rows and the bytes a number of each column.
    """
    columns, planes = {}, []
    for name, array in arrays.items():
        written = [_planes(column) for column in array.T]
        columns[name] = [len(array), [count for count, _ in written]]
        planes += [data for _, data in written]
    text = json.dumps({**head, "arrays": columns}, separators=(",", ":")).encode()
    return zlib.compress(b"".join([len(text).to_bytes(4, "little"), text, *planes]), 9)


def _planes(column: Integers) -> tuple[int, bytes]:
    steps = column.astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    folded = ((steps << 1) ^ (steps >> 63)).astype("<u4")
    count = max(1, (int(folded.max(initial=0)).bit_length() + 7) // 8)
    return count, np.ascontiguousarray(folded.view(np.uint8).reshape(-1, 4).T[:count]).tobytes()
