"""STL, binary and ASCII (3D Systems, StereoLithography Interface Specification, 1988).

An STL holds loose triangles: no shared vertices, no unit, no colours. The normals it stores are often wrong
or zero and always follow from the corners, so they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import measure
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.json_arrays import numbers_of
from cadwidgets.geometry.mesh import Group, Mesh

HEADER = np.dtype([("title", "S80"), ("count", "<u4")])
TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])

_TITLE = b"binary STL written by cadwidgets"
_LOOK_AHEAD, _LOOK_BACK = 1024, 256
_CHUNK = 8 << 20
_SOLID_LINE = re.compile(rb"solid[^\r\n]*?(?=[\r\n]|facet\s+normal|\Z)")
_ENDSOLID_LINE = re.compile(rb"endsolid[^\r\n]*?(?=[\r\n]|facet\s+normal|\Z)")
_FACET = tuple(b"facet normal # # # outer loop vertex # # # vertex # # # vertex # # # endloop endfacet".split())
_WORDS = {place: word for place, word in enumerate(_FACET) if word != b"#"}
_COORDINATES = tuple(place for place, word in enumerate(_FACET) if word == b"#")[3:]


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
            return _read_text(data)
        if count and _binary_size(count) <= len(data):
            return _read_binary(data, count)
        raise _refusal(data, count)


def write_stl(mesh: Mesh) -> bytes:
    """A binary STL of the mesh with the normals of its triangles, little-endian on every machine."""
    points = measure.corners(mesh.vertices, mesh.triangles)
    records = np.zeros(len(points), TRIANGLE)
    records["normal"] = measure.unit(measure.area_vectors(points))
    records["corners"] = mesh.vertices[mesh.triangles]
    header = np.array([(_TITLE, len(points))], HEADER)
    return header.tobytes() + records.tobytes()


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
    corners = np.frombuffer(data, TRIANGLE, count, HEADER.itemsize)["corners"]
    bad = np.flatnonzero(~np.isfinite(corners).reshape(-1))
    if len(bad):
        triangle, number = divmod(int(bad[0]), 9)
        raise GeometryError(
            f"triangle {triangle} has a coordinate that is not finite",
            offset=_binary_size(triangle) + 12 + 4 * number,
        )
    return _soup(corners)


def _soup(corners: NDArray[np.float32], groups: tuple[Group, ...] = ()) -> Mesh:
    vertices = corners.reshape(-1, 3)
    return Mesh(vertices, np.arange(len(vertices), dtype=np.uint32).reshape(-1, 3), groups=groups)


def _read_text(data: bytes) -> Mesh:
    """Names of solids are blanked out at equal length, so that offsets stay true; the rest is regular."""
    text = data.lower()
    body = _SOLID_LINE.sub(_blank, _ENDSOLID_LINE.sub(_blank, text))
    if body.startswith(b"\xef\xbb\xbf"):
        body = b"   " + body[3:]
    parts = [_corners(body[start:end], start) for start, end in _chunks(body)]
    return _soup(np.concatenate(parts) if parts else np.zeros((0, 3, 3), np.float32), _solids(data, text))


def _blank(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])


def _chunks(body: bytes) -> Iterator[tuple[int, int]]:
    """Ranges of some megabytes that end behind a facet: all words at once would take ten times the memory."""
    start = 0
    while start < len(body):
        cut = body.rfind(b"endfacet", start, start + _CHUNK)
        end = cut + len(b"endfacet") if cut >= 0 and start + _CHUNK < len(body) else len(body)
        yield start, end
        start = end


def _corners(chunk: bytes, offset: int) -> NDArray[np.float32]:
    """(m, 3, 3) from whole facets; ``offset`` is where the chunk begins in the file."""
    words = chunk.split()
    facets, rest = divmod(len(words), len(_FACET))
    if any(words[place :: len(_FACET)].count(word) < facets for place, word in _WORDS.items()):
        wrong = next(place for place, word in enumerate(words) if word != _WORDS.get(place % len(_FACET), word))
        _refuse_word(chunk, offset, wrong, _FACET[wrong % len(_FACET)].decode())
    if rest:
        raise GeometryError("the file ends within a facet", offset=offset + len(chunk))
    corners = np.empty((facets, 9), np.float32)
    for column_number, place in enumerate(_COORDINATES):
        corners[:, column_number] = _numbers(words[place :: len(_FACET)], chunk, offset, place)
    return corners.reshape(-1, 3, 3)


def _numbers(words: list[bytes], chunk: bytes, offset: int, place: int) -> NDArray[np.float64]:
    """One coordinate of all facets; ``place`` is that of its first word."""
    numbers = numbers_of(words)
    if numbers is None:
        places = range(place, place + len(words) * len(_FACET), len(_FACET))
        numbers = np.array([_number(*item, chunk, offset) for item in zip(words, places, strict=True)])
    return numbers


def _number(word: bytes, place: int, chunk: bytes, offset: int) -> float:
    """A number that may have a decimal comma, as some localised programs write it."""
    try:
        return float(word.replace(b",", b"."))
    except ValueError:
        _refuse_word(chunk, offset, place, "a number")


def _refuse_word(chunk: bytes, offset: int, place: int, wanted: str) -> NoReturn:
    match = next(islice(re.finditer(rb"\S+", chunk), place, None))
    shown = match[0][:40].decode("latin-1")
    raise GeometryError(f"{shown!r} stands where {wanted} is due", offset=offset + match.start())


def _solids(data: bytes, text: bytes) -> tuple[Group, ...]:
    """A group for every solid with facets, of a file that holds more than one solid."""
    lines = [match for match in _SOLID_LINE.finditer(text) if text[match.start() - 3 : match.start()] != b"end"]
    if len(lines) < 2:
        return ()
    ends = [line.start() for line in lines[1:]] + [len(text)]
    counts = [text.count(b"endfacet", line.end(), end) for line, end in zip(lines, ends, strict=True)]
    starts = np.cumsum([0, *counts[:-1]]).tolist()
    names = (data[line.start() + 5 : line.end()].strip().decode("utf-8", "replace") for line in lines)
    solids = zip(names, starts, counts, strict=True)
    return tuple(Group(name, start, count) for name, start, count in solids if count)
