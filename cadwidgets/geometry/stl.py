"""STL, binary and ASCII (3D Systems, StereoLithography Interface Specification, 1988).

An STL holds loose triangles: no shared vertices, no unit, no colours. The normals it stores are often wrong
or zero and always follow from the corners, so they are not read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import measure
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.stl_text import read_text, soup

HEADER = np.dtype([("title", "S80"), ("count", "<u4")])
TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])

_TITLE = b"binary STL written by cadwidgets"
_LOOK_AHEAD, _LOOK_BACK = 1024, 256
_PIECE = 1 << 13
"""So many triangles of a file at a time stay in the processor's cache until they have their place."""


def read_stl(data: bytes) -> Mesh:
    """The triangles of a binary or ASCII STL, three vertices each; a group per solid when there are several.

    The kind is told by arithmetic first (a binary file is 84 + 50 n bytes long), because binary titles may
    begin with ``solid`` too. Bytes after the announced triangles are ignored. Raises GeometryError.
    """
    with reading("STL"):
        count = _announced(data)
        if count is not None and _binary_size(count) == len(data):
            return _read_binary(data, count)
        if _looks_like_text(data):
            return read_text(data)
        if count and _binary_size(count) <= len(data):
            return _read_binary(data, count)
        raise _refusal(data, count)


def read_stl_file(path: Path) -> Mesh:
    """As `read_stl`, of a file: one in the usual binary form is never in memory as a whole. Raises OSError, too."""
    with path.open("rb") as file:
        head = file.read(HEADER.itemsize)
        count = _announced(head)
        if count is not None and _binary_size(count) == os.fstat(file.fileno()).st_size:
            with reading("STL"):
                return _checked(_corners_in(file, count))
    return read_stl(path.read_bytes())


def write_stl(meshes: Mesh | Sequence[Mesh]) -> bytes:
    """A binary STL of all triangles with their normals, little-endian on every machine."""
    parts = [meshes] if isinstance(meshes, Mesh) else meshes
    count = sum(len(mesh.triangles) for mesh in parts)
    header = np.array([(_TITLE, count)], HEADER)
    return b"".join([header.tobytes(), *(_records(mesh).tobytes() for mesh in parts)])


def _records(mesh: Mesh) -> NDArray[np.void]:
    records = np.zeros(len(mesh.triangles), TRIANGLE)
    records["normal"] = measure.normals_of(mesh.vertices, mesh.triangles)
    records["corners"] = mesh.vertices[mesh.triangles]
    return records


def _announced(data: bytes) -> int | None:
    """The number of triangles a binary header claims; None when the file is too short for a header."""
    if len(data) < HEADER.itemsize:
        return None
    return int(np.frombuffer(data, HEADER, 1)["count"][0])


def _binary_size(count: int) -> int:
    return HEADER.itemsize + TRIANGLE.itemsize * count


def _looks_like_text(data: bytes) -> bool:
    head = data[:_LOOK_AHEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    tail = data[-_LOOK_BACK:].lower()
    return head.startswith(b"solid") and any(word in part for part in (head, tail) for word in (b"facet", b"endsolid"))


def _refusal(data: bytes, count: int | None) -> GeometryError:
    if count is None:
        return GeometryError(f"{len(data)} bytes are neither a binary nor an ASCII STL", offset=len(data))
    return GeometryError(
        f"the header announces {count} triangles ({_binary_size(count)} bytes), there are {len(data)} bytes",
        offset=HEADER.itemsize - 4,
    )


def _read_binary(data: bytes, count: int) -> Mesh:
    return _checked(np.ascontiguousarray(np.frombuffer(data, TRIANGLE, count, HEADER.itemsize)["corners"]))


def _corners_in(file: BufferedReader, count: int) -> NDArray[np.float32]:
    """(count, 3, 3) from the triangles that follow in a file."""
    corners = np.empty((count, 3, 3), np.float32)
    buffer = np.empty(min(count, _PIECE), TRIANGLE)
    for start in range(0, count, _PIECE):
        piece = buffer[: count - start]
        if file.readinto(piece.view(np.uint8).data) < piece.nbytes:
            raise GeometryError("the file became shorter while it was read", offset=_binary_size(start))
        corners[start : start + len(piece)] = piece["corners"]
    return corners


def _checked(corners: NDArray[np.float32]) -> Mesh:
    try:
        return soup(corners)
    except GeometryError as error:  # the offset is that of a number that is not finite: all else is as it should be
        triangle, number = divmod(error.offset, 9)
        raise GeometryError(
            f"triangle {triangle} has a coordinate that is not finite",
            offset=_binary_size(triangle) + 12 + 4 * number,
        ) from None
