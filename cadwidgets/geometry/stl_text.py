"""ASCII STL: the text of facets in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NoReturn

import numpy as np
import simdjson
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import measure
from cadwidgets.geometry.json_arrays import numbers_of
from cadwidgets.geometry.looks import name_of
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.stl_regular import FACET, regular_corners

_CHUNK = 1 << 17
"""So much of the text, and what is made of it, stays in the processor's cache."""
_SOLID_LINE = re.compile(rb"(?:end)?solid[^\r\n]*?(?=[\r\n]|facet\s+normal|\Z)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WORDS = {place: word for place, word in enumerate(FACET) if word != b"#"}
_COORDINATES = tuple(place for place, word in enumerate(FACET) if word == b"#")[3:]
_FACET_TEXT = (
    "facet normal %.9g %.9g %.9g\n  outer loop\n" + "    vertex %.9g %.9g %.9g\n" * 3 + "  endloop\nendfacet\n"
)
_FACETS_AT_ONCE = 1 << 16
"""So many are formatted in one go: as Python's numbers they take several times their own memory."""


def write_ascii_stl(meshes: Mesh | Sequence[Mesh]) -> bytes:
    """An ASCII STL with a solid for every mesh, named after its first group; numbers to the last bit of float32."""
    parts = [meshes] if isinstance(meshes, Mesh) else meshes
    return b"".join(piece for mesh in parts for piece in _solid(mesh))


def _solid(mesh: Mesh) -> Iterator[bytes]:
    """The name is put into one line that cannot be taken for a facet."""
    name = re.sub(r"(?i)facet normal", "facet_normal", " ".join(name_of(mesh).split()))
    yield f"solid {name}".rstrip().encode() + b"\n"
    for start in range(0, len(mesh.triangles), _FACETS_AT_ONCE):
        triangles = mesh.triangles[start : start + _FACETS_AT_ONCE]
        normals = measure.normals_of(mesh.vertices, triangles)
        numbers = np.concatenate([normals, mesh.vertices[triangles].reshape(-1, 9)], axis=1)
        yield (_FACET_TEXT * len(triangles) % tuple(numbers.reshape(-1).tolist())).encode()
    yield f"endsolid {name}".rstrip().encode() + b"\n"


def soup(corners: NDArray[np.float32], groups: tuple[Group, ...] = ()) -> Mesh:
    """Loose triangles: three vertices for each."""
    vertices = corners.reshape(-1, 3)
    return Mesh(vertices, np.arange(len(vertices), dtype=np.uint32).reshape(-1, 3), groups=groups)


def read_text(data: bytes) -> Mesh:
    """The mesh of an ASCII STL.

    Names of solids are blanked out at equal length, so that offsets stay true; the rest is regular.
    Raises GeometryError.
    """
    lines = _lines(data)
    parts = _regular_parts(data, lines)
    text = data
    if parts is None:
        text = data.lower()
        lines = _lines(text)
        body = _blanked(text, lines)
        parts = [_corners(body[start:end], start) for start, end in _chunks(body, 0, len(body))]
    solids = _solids(data, text, [line for line in lines if not line[0].startswith(b"end")])
    return soup(np.concatenate(parts) if parts else np.zeros((0, 3, 3), np.float32), solids)


def _regular_parts(data: bytes, lines: Sequence[re.Match[bytes]]) -> list[NDArray[np.float32]] | None:
    """The corners of all facets between the lines of solids; None when some are written in a rarer way."""
    parser, parts, last, whole = simdjson.Parser(), [], 0, np.frombuffer(data, np.uint8)
    for end, behind in [*((line.start(), line.end()) for line in lines), (len(data), len(data))]:
        for start, stop in _chunks(data, last, end):
            corners = regular_corners(whole[start:stop], parser)
            if corners is None:
                return None
            parts.append(corners)
        if b"facet" in data[end:behind].lower():  # a name, or facets in upper case on the same line
            return None
        last = behind
    return parts


def _lines(text: bytes) -> list[re.Match[bytes]]:
    """The lines that begin and end solids, in their order."""
    lines: list[re.Match[bytes]] = []
    at = _next_solid(text, 0)
    while at >= 0:
        line = _SOLID_LINE.match(text, at - 3 if text.startswith(b"end", max(at - 3, 0)) else at)
        if line is None:
            raise RuntimeError("a line of a solid is none")
        lines.append(line)
        at = _next_solid(text, line.end())
    return lines


def _next_solid(text: bytes, start: int) -> int:
    """Where the word stands next, -1 for nowhere. One byte is found much faster, and no word of a facet has an s."""
    at = text.find(b"s", start)
    return text.find(b"solid", at) if at >= 0 else -1


def _blanked(text: bytes, lines: Sequence[re.Match[bytes]]) -> bytes:
    """The text with spaces in place of these lines and of a byte order mark."""
    mark = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    pieces, last = [b" " * mark], mark
    for line in lines:
        pieces += [text[last : line.start()], b" " * len(line[0])]
        last = line.end()
    return b"".join([*pieces, text[last:]])


def _chunks(body: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Ranges that end behind a facet, as all words at once would take ten times the memory."""
    while start < stop:
        cut = body.rfind(b"endfacet", start, start + _CHUNK) if start + _CHUNK < stop else -1
        end = cut + len(b"endfacet") if cut >= 0 else stop
        yield start, end
        start = end


def _corners(chunk: bytes, offset: int) -> NDArray[np.float32]:
    """(m, 3, 3) from whole facets, however written; ``offset`` is where the chunk begins in the file."""
    words = chunk.split()
    facets, rest = divmod(len(words), len(FACET))
    if any(words[place :: len(FACET)].count(word) < facets for place, word in _WORDS.items()):
        wrong = next(place for place, word in enumerate(words) if word != _WORDS.get(place % len(FACET), word))
        _refuse_word(chunk, offset, wrong, FACET[wrong % len(FACET)].decode())
    if rest:
        raise GeometryError("the file ends within a facet", offset=offset + len(chunk))
    corners = np.empty((facets, 9), np.float32)
    for column_number, place in enumerate(_COORDINATES):
        corners[:, column_number] = _numbers(words[place :: len(FACET)], chunk, offset, place)
    return corners.reshape(-1, 3, 3)


def _numbers(words: list[bytes], chunk: bytes, offset: int, place: int) -> NDArray[np.float64]:
    """One coordinate of all facets; ``place`` is that of its first word."""
    numbers = numbers_of(words)
    if numbers is None:
        places = range(place, place + len(words) * len(FACET), len(FACET))
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


def _solids(data: bytes, text: bytes, lines: Sequence[re.Match[bytes]]) -> tuple[Group, ...]:
    """A group for every solid with facets, of a file that holds more than one solid; ``lines`` begin them."""
    if len(lines) < 2:
        return ()
    ends = [line.start() for line in lines[1:]] + [len(text)]
    counts = [text.count(b"endfacet", line.end(), end) for line, end in zip(lines, ends, strict=True)]
    starts = np.cumsum([0, *counts[:-1]]).tolist()
    names = (data[line.start() + 5 : line.end()].strip().decode("utf-8", "replace") for line in lines)
    solids = zip(names, starts, counts, strict=True)
    return tuple(Group(name, start, count) for name, start, count in solids if count)
