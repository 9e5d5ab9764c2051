"""GLBs without the meshes that the reader has: byte for byte the same again, and nothing in a delta is trusted."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import glb_delta
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.glb_delta import GlbMeshes, completed, reduced
from cadwidgets.geometry.glb_parts import packed
from cadwidgets.geometry.mesh import Mesh

HEAD = struct.Struct("<8sIIII")


def mesh_hashes(glb):
    return GlbMeshes(glb).hashes


def soup(seed: int, triangles: int = 400) -> Mesh:
    """Triangles at random: no two such meshes have anything in common."""
    points = np.random.default_rng(seed).random((3 * triangles, 3), np.float32)
    return Mesh(points, np.arange(3 * triangles, dtype=np.uint32).reshape(-1, 3))


def glb_of(document: dict[str, object], buffer: bytes) -> bytes:
    import orjson

    buffer += bytes(-len(buffer) % 4)
    whole = {"asset": {"version": "2.0"}, "buffers": [{"byteLength": len(buffer)}], **document}
    return packed(orjson.dumps(whole), [buffer])


def test_of_a_hundred_meshes_one_that_changed_is_sent_and_the_rest_comes_from_the_reader() -> None:
    before = write_glb([soup(number) for number in range(100)])
    after = write_glb([soup(number if number != 60 else 1000) for number in range(100)])
    delta = reduced(after, mesh_hashes(before))
    assert completed(delta, [GlbMeshes(before)]) == after
    assert len(delta) < 0.02 * len(after)
    assert len(mesh_hashes(before) & mesh_hashes(after)) == 99


@settings(max_examples=25)
@given(
    st.lists(st.integers(0, 6), max_size=8),
    st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=3),
)
def test_whatever_the_reader_has_the_whole_is_the_same_again(now: list[int], have: list[list[int]]) -> None:
    after = write_glb([soup(seed, 9) for seed in now])
    others = [GlbMeshes(write_glb([soup(seed, 9) for seed in seeds])) for seeds in have]
    known = set().union(*(other.hashes for other in others))
    assert completed(reduced(after, known), others) == after
    assert completed(reduced(after, []), []) == after


def test_a_mesh_that_moved_within_the_file_is_the_same_mesh() -> None:
    one, other = soup(1), soup(2)
    assert set(mesh_hashes(write_glb([one, other]))) == set(mesh_hashes(write_glb([other, one, one])))


def test_accessors_in_one_view_interleaved_shared_and_overlapping_come_back() -> None:
    points = np.random.default_rng(3).random(24_000, np.float32).tobytes()
    views = [
        {"buffer": 0, "byteLength": 48_000, "byteStride": 24},
        {"buffer": 0, "byteOffset": 48_000, "byteLength": 48_000},
    ]
    vec3, count = {"componentType": 5126, "type": "VEC3"}, 500
    accessors = [
        {"bufferView": 0, "count": count, **vec3},
        {"bufferView": 0, "byteOffset": 12, "count": count, **vec3},  # interleaved with the one before
        {"bufferView": 0, "byteOffset": 12_000, "count": count, **vec3},  # begins where the next mesh begins
        {"bufferView": 1, "count": count, **vec3},  # two meshes have it
        {"bufferView": 1, "byteOffset": 6000, "count": count, **vec3},
        {"bufferView": 1, "byteOffset": 9000, "count": count, **vec3},  # overlaps the one before
        {"count": 7, **vec3},  # has no numbers of its own
    ]
    meshes = [
        {"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}}]},
        {"primitives": [{"attributes": {"POSITION": 2, "NORMAL": 6}, "targets": [{"POSITION": 3}]}]},
        {"primitives": [{"attributes": {"POSITION": 3}}, {"attributes": {"POSITION": 4}}]},
        {"primitives": [{"attributes": {"POSITION": 5}}]},
    ]
    glb = glb_of({"meshes": meshes, "accessors": accessors, "bufferViews": views}, points)
    for have in ([glb], [glb_of({"meshes": meshes[:1], "accessors": accessors, "bufferViews": views}, points)]):
        held = [GlbMeshes(each) for each in have]
        delta = reduced(glb, held[0].hashes)
        assert completed(delta, held) == glb
        assert held[0].hashes


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"glTF",
        b"solid no glb",
        packed(b'{"meshes": 3}', []),
        packed(b'{"meshes": [{"primitives": [{"attributes": {"POSITION": 7}}]}]}', []),
        packed(b'{"meshes": [{"primitives": [{"indices": 1e300}]}]}', []),
        packed(b'{"meshes": [{"primitives": [{"attributes": {"A": -1}}]}]}', []),
        packed(b"[" * 100_000, []),
        pytest.param(
            packed(
                b'{"meshes":[{"primitives":[' + b'{"indices":0},' * 200_001 + b'{"indices":0}]}],"accessors":[{}]}', []
            ),
            marks=pytest.mark.long,
        ),
        packed(b'{"a": "' + b"x" * (9 << 20) + b'"}', []),
        bytes((64 << 20) + 1),
    ],
    ids=range(11),
)
def test_what_is_no_glb_or_too_much_of_one_is_an_error(broken: bytes) -> None:
    with pytest.raises(GeometryError):
        mesh_hashes(broken)


def test_numbers_that_lie_nowhere_are_left_where_they_are() -> None:
    accessors = [{"bufferView": 0, "byteOffset": at, "componentType": 5126, "type": "VEC3", "count": count}
                 for at, count in ((0, 2**50), (2**52, 1), (0, 10))]  # fmt: skip
    primitives = [{"attributes": {"POSITION": number}} for number in range(3)]
    glb = glb_of(
        {"meshes": [{"primitives": primitives}], "accessors": accessors, "bufferViews": [{"buffer": 0}]}, bytes(200)
    )
    assert len(mesh_hashes(glb)) == 1
    assert completed(reduced(glb, mesh_hashes(glb)), [GlbMeshes(glb)]) == glb


@pytest.fixture(scope="module")
def pair() -> tuple[bytes, GlbMeshes]:
    """A delta, and what its reader holds."""
    held = GlbMeshes(write_glb([soup(1, 9), soup(2, 9)]))
    return reduced(write_glb([soup(2, 9), soup(3, 9), soup(1, 9)]), held.hashes), held


def test_a_delta_that_lost_or_gained_bytes_is_an_error(pair: tuple[bytes, GlbMeshes]) -> None:
    delta, held = pair
    for wrong in [delta[:length] for length in range(0, len(delta), 7)] + [delta[:-1], delta + b"\0"]:
        with pytest.raises(GeometryError):
            completed(wrong, [held])


def test_a_delta_with_a_bit_changed_is_an_error_or_as_long_a_file(pair: tuple[bytes, GlbMeshes]) -> None:
    delta, held = pair
    length, chance, errors = len(completed(delta, [held])), np.random.default_rng(7), 0
    for at in range(len(delta)):
        try:
            assert (
                len(
                    completed(
                        delta[:at] + bytes([delta[at] ^ (1 << int(chance.integers(8)))]) + delta[at + 1 :], [held]
                    )
                )
                == length
            )
        except GeometryError:
            errors += 1
    assert errors > HEAD.size + 16


def test_a_mesh_that_is_not_held_is_an_error(pair: tuple[bytes, GlbMeshes]) -> None:
    delta, held = pair
    with pytest.raises(GeometryError, match="is not held"):
        completed(delta, [])
    with pytest.raises(GeometryError, match="is not held"):
        completed(delta, [GlbMeshes(write_glb([soup(2, 9)]))])
    assert completed(delta, [GlbMeshes(write_glb([soup(5, 9)])), held])


def forged(total: int, beginning: bytes, rows: bytes, count: int, announced: int | None = None) -> bytes:
    packed_beginning = zlib.compress(beginning)
    length = len(beginning) if announced is None else announced
    return HEAD.pack(b"glbmesh1", total, length, len(packed_beginning), count) + rows + packed_beginning


def test_a_few_bytes_never_become_many(pair: tuple[bytes, GlbMeshes]) -> None:
    """One mesh again and again in one place or in many, a beginning of zeros, a length of 4 GiB."""
    held = GlbMeshes(write_glb([soup(1, 3000)]))
    (mesh,) = held.hashes
    (content,) = held.content(mesh) or ()
    row = mesh + struct.pack("<III", 1, 4, len(content))
    apart = b"".join(mesh + struct.pack("<III", 1, 4 + number * len(content), len(content)) for number in range(10_000))
    for delta in (
        forged(4 + len(content), b"glTF", row * 100_000, 100_000),
        forged(4 + 10_000 * len(content), b"glTF", apart, 10_000),
        forged(2**32 - 1, b"", b"", 0),
        forged(60 << 20, bytes(9 << 20), b"", 0),
        forged(60 << 20, bytes(9 << 20), b"", 0, announced=100),
        forged(100, b"glTF", b"", 2**32 - 1),
        forged(100, b"glTF", mesh + struct.pack("<I", 2**32 - 1), 1),
    ):
        with pytest.raises(GeometryError):
            completed(delta, [held])
    assert 10_000 * len(content) > glb_delta.MAX_BYTES


def test_what_is_equal_is_held_once_and_filled_in_wherever_it_stands() -> None:
    glb = write_glb([soup(1)] * 50)
    (mesh,) = mesh_hashes(glb)
    delta = reduced(glb, [mesh])
    assert completed(delta, [GlbMeshes(write_glb([soup(1)]))]) == glb
    assert len(delta) < 0.02 * len(glb)
