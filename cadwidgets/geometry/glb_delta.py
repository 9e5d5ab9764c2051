"""A GLB without the meshes that its reader holds already, and the whole GLB out of that again, byte for byte.

A delta is, in little-endian numbers: the magic ``glbmesh1``; four uint32: the bytes of the whole GLB, those of its
beginning (all before the binary buffer's first byte), those of the beginning as it is packed here, and the number of
meshes left out. Then for each of these its hash (16 bytes), its number of ranges (uint32) and for each range the first
byte in the GLB and the length (uint32 both). Then the beginning, packed by zlib (RFC 1950), and what is left of the
buffer. What a mesh is only decides which ranges go together: whatever a file says of itself, bytes stay bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.glb_accessors import Document, whole
from cadwidgets.geometry.glb_parts import unpacked

MAX_BYTES = 64 << 20
"""No GLB longer than this is made of a delta, or made into one."""
HASH_BYTES = 16
_MAX_BEGINNING = 8 << 20
_MAX_USES = 200_000
"""So many accessors may the primitives of a file name, each as often as they do."""
_LEAST_BYTES = 64
"""A mesh of less is not worth its place in the table."""
_ALIGNMENT = 4
_MAGIC = b"glbmesh1"
_CHUNK_HEADER = 8
_HEAD, _COUNT, _RANGE = struct.Struct("<8sIIII"), struct.Struct("<I"), struct.Struct("<II")
_SIZES = {5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_SHARED = -1

Range: TypeAlias = tuple[int, int]
"""(First byte in the file, end)."""


class GlbMeshes:
    """A GLB of at most `MAX_BYTES`, and which of its bytes belong to one of its meshes alone.

    Raises GeometryError for what is no GLB, and for one with too many parts to look at.
    """

    def __init__(self, glb: bytes) -> None:
        if len(glb) > MAX_BYTES:
            raise GeometryError(f"a GLB of {len(glb)} bytes is longer than {MAX_BYTES >> 20} MiB", format="GLB")
        self.glb = glb
        with reading("GLB"):
            json, start, buffer = unpacked(glb)
            if len(json) > _MAX_BEGINNING - start - _CHUNK_HEADER:
                raise GeometryError(f"{len(json)} bytes of JSON are too many for a delta", offset=start)
            self._beginning = start + len(json) + (_CHUNK_HEADER if len(buffer) else 0)
            own = _own_ranges(Document(json, start, buffer), self._beginning, len(buffer))
        self._meshes = [(self._hash(ranges), ranges) for ranges in own]
        self._by_hash = dict(self._meshes)

    @property
    def hashes(self) -> Collection[bytes]:
        """The hashes of the meshes (BLAKE2b over the lengths and bytes of their ranges); equal ones have one."""
        return self._by_hash.keys()

    def content(self, mesh: bytes) -> list[memoryview] | None:
        """The bytes of each range of the mesh with this hash; None if there is no such mesh."""
        ranges = self._by_hash.get(mesh)
        return None if ranges is None else self._content(ranges)

    def reduced(self, known: Collection[bytes]) -> bytes:
        """A delta without the meshes whose hashes are ``known``."""
        left_out = [(mesh, ranges) for mesh, ranges in self._meshes if mesh in known]
        beginning = zlib.compress(self.glb[: self._beginning], 1)
        head = _HEAD.pack(_MAGIC, len(self.glb), self._beginning, len(beginning), len(left_out))
        table = itertools.chain.from_iterable(itertools.starmap(_row, left_out))
        gone = sorted(itertools.chain.from_iterable(ranges for _, ranges in left_out))
        return b"".join([head, *table, beginning, *self._content(_between(gone, self._beginning, len(self.glb)))])

    def _content(self, ranges: Iterable[Range]) -> list[memoryview]:
        view = memoryview(self.glb)
        return [view[start:end] for start, end in ranges]

    def _hash(self, ranges: Sequence[Range]) -> bytes:
        hashed = hashlib.blake2b(digest_size=HASH_BYTES)
        for content in self._content(ranges):
            hashed.update(_COUNT.pack(len(content)))
            hashed.update(content)
        return hashed.digest()


def reduced(glb: bytes, known: Collection[bytes]) -> bytes:
    """A delta of the GLB without the meshes whose hashes are ``known``. Raises GeometryError."""
    return GlbMeshes(glb).reduced(known)


def completed(delta: bytes, have: Iterable[GlbMeshes]) -> bytes:
    """The GLB that a delta was made of, its missing meshes taken from those that its reader has.

    Nothing in it is trusted: the GLB may have `MAX_BYTES`, and every byte of it comes once. Whether it is the right
    one tells only a hash of the whole. Raises GeometryError, also when a mesh is not there.
    """
    with reading("GLB delta"):
        return _Delta(delta).completed(list(have))


class _Delta:
    """A delta while it is read from its beginning to its end."""

    def __init__(self, delta: bytes) -> None:
        self._delta = memoryview(delta)
        self._at = 0
        magic, self._total, self._beginning, self._packed, self._count = self._read(_HEAD)
        if magic != _MAGIC:
            raise GeometryError("it does not begin with 'glbmesh1'", offset=0)
        if self._total > MAX_BYTES or self._beginning > min(self._total, _MAX_BEGINNING):
            raise GeometryError(f"it announces {self._total} bytes, {self._beginning} before the buffer", offset=8)

    def completed(self, have: list[GlbMeshes]) -> bytes:
        filled = sorted(self._filled(have), key=lambda piece: piece[0])
        ranges = [(start, start + len(content)) for start, content in filled]
        kept = _between(ranges, self._beginning, self._total)
        pieces = [(0, self._unpacked()), *filled, *[(start, self._take(end - start)) for start, end in kept]]
        if self._at != len(self._delta):
            raise GeometryError("bytes follow its end", offset=self._at)
        return b"".join(content for _, content in sorted(pieces, key=lambda piece: piece[0]))

    def _filled(self, have: list[GlbMeshes]) -> Iterator[tuple[int, bytes | memoryview]]:
        """The meshes that were left out: (first byte, content) of each range."""
        room = self._total
        for _ in range(self._count):
            mesh = bytes(self._take(HASH_BYTES))
            content = next(filter(None, (glb.content(mesh) for glb in have)), None)
            (count,) = self._read(_COUNT)
            if content is None or len(content) != count:
                raise GeometryError(f"the mesh {mesh.hex()} is not held in {count} ranges", offset=self._at)
            for part in content:
                start, length = self._read(_RANGE)
                if length != len(part):
                    raise GeometryError(f"a range of {len(part)} bytes is said to have {length}", offset=self._at)
                if (room := room - length) < 0:
                    raise GeometryError(f"more than {self._total} bytes are to be filled in", offset=self._at)
                yield start, part

    def _unpacked(self) -> bytes:
        unpacker = zlib.decompressobj()
        try:
            beginning = unpacker.decompress(self._take(self._packed), self._beginning + 1)
        except zlib.error as error:
            raise GeometryError(f"its beginning is damaged: {error}", offset=self._at) from None
        if len(beginning) != self._beginning or not unpacker.eof:
            raise GeometryError(f"its beginning has not {self._beginning} bytes", offset=self._at)
        return beginning

    def _read(self, layout: struct.Struct) -> tuple[Any, ...]:
        return layout.unpack(self._take(layout.size))

    def _take(self, count: int) -> memoryview:
        if count > len(self._delta) - self._at:
            raise GeometryError(f"it ends where {count} bytes more are needed", offset=self._at)
        self._at += count
        return self._delta[self._at - count : self._at]


def _row(mesh: bytes, ranges: Sequence[Range]) -> Iterator[bytes]:
    yield mesh + _COUNT.pack(len(ranges))
    for start, end in ranges:
        yield _RANGE.pack(start, end - start)


def _between(ranges: Iterable[Range], start: int, end: int) -> list[Range]:
    """What lies between sorted ranges, from ``start`` to ``end``. Raises GeometryError when they overlap."""
    found = []
    for first, last in [*ranges, (end, end)]:
        if not start <= first <= last <= end:
            raise GeometryError(f"the range from {first} to {last} does not lie between {start} and {end}")
        if first > start:
            found.append((start, first))
        start = last
    return found


def _own_ranges(document: Document, at: int, length: int) -> list[list[Range]]:
    """The ranges of each mesh that has any, in the file, where the buffer of so many bytes begins ``at``."""
    uses = list(itertools.islice(_uses(document), _MAX_USES + 1))
    if len(uses) > _MAX_USES:
        raise GeometryError(f"the meshes name more than {_MAX_USES} accessors")
    places = [(*place, mesh) for mesh, accessor in set(uses) if (place := _place(document, accessor))]
    own: dict[int, list[Range]] = {}
    for start, end, mesh in _merged(sorted(place for place in places if place[1] <= length)):  # else it is no place
        if mesh != _SHARED:
            own.setdefault(mesh, []).append((at + start, at + end))
    return [ranges for ranges in own.values() if sum(end - start for start, end in ranges) >= _LEAST_BYTES]


def _merged(places: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """(First byte, end, mesh) without overlaps; what is of one mesh and lies side by side goes together."""
    last: tuple[int, int, int] | None = None
    for start, end, mesh in places:
        if last is None or start >= last[1] + (_ALIGNMENT if mesh == last[2] else 0):
            if last is not None:
                yield last
            last = start, end, mesh
        else:
            last = last[0], max(last[1], end), mesh if mesh == last[2] else _SHARED
    if last is not None:
        yield last


def _uses(document: Document) -> Iterator[tuple[int, int]]:
    """(Mesh, accessor) for every accessor that a primitive names."""
    for number, mesh in enumerate(document.items("meshes")):
        for primitive in json_arrays.objects(mesh.get("primitives"), "primitives"):
            targets = json_arrays.objects(primitive.get("targets"), "targets")
            for attributes in (json_arrays.obj(primitive.get("attributes"), "attributes"), *targets):
                yield from ((number, whole(attributes, name)) for name in attributes)
            if "indices" in primitive:
                yield number, whole(primitive, "indices")


def _place(document: Document, number: int) -> Range | None:
    """Where the numbers of an accessor lie in the buffer; None where they lie elsewhere, or packed, or not at all."""
    accessor = document.item("accessors", number)
    kind, width = accessor.get("componentType"), accessor.get("type")
    size = _SIZES.get(kind if isinstance(kind, int) else 0, 0) * _WIDTHS.get(width if isinstance(width, str) else "", 0)
    count = whole(accessor, "count", 0)
    if not size or not count or "bufferView" not in accessor:
        return None
    view = document.item("bufferViews", whole(accessor, "bufferView"))
    if view.get("extensions") or view.get("buffer"):
        return None
    start = whole(view, "byteOffset", 0) + whole(accessor, "byteOffset", 0)
    step = max(whole(view, "byteStride", 0), size)
    return start, start + step * (count - 1) + size
