"""Bytes from anywhere: a reader gives a mesh or a GeometryError that names its format, and nothing else."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import zipfile
from dataclasses import replace

import pytest
from fuzz_samples import ASCII_STL, PLACED, RICH_TJS, SCENE  # tests/facts, on the path by pyproject.toml
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.amf import read_amf, write_amf
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.glb_parts import packed, unpacked
from cadwidgets.geometry.mesh import Group
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.geometry.stl import read_stl, write_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.threemf_reader import read_3mf
from cadwidgets.geometry.tjs import read_tjs, write_tjs

pytestmark = pytest.mark.filterwarnings("error")

NASTY = b'0 -1 1e999 NaN null [ ] {} " < </x> &a; \xff\xff\xff\xff 9999999999999999999999'.split()


def answers(read, data):
    """Read, and accept a mesh or a proper refusal."""
    try:
        mesh = read(data)
    except GeometryError as error:
        assert error.format
        assert isinstance(error.offset, int)
    else:
        assert mesh.area >= 0.0


def damaged(data, seed):
    """Up to four random changes; drawn by a plain generator, because thousands of them must be cheap."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        some = chance.choice([chance.randbytes(chance.randint(1, 5)), chance.choice(NASTY)])
        rest = chance.choice([at, at + len(some), at + chance.randint(0, 40), len(data)])
        data = data[:at] + chance.choice([some, b""]) + data[rest:]
    return data


def zipped(data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.amf", data)
    return buffer.getvalue()


def stored(data):
    """The same archive with its files as they are, so that damage meets the XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed_one, zipfile.ZipFile(buffer, "w") as archive:
        for name in packed_one.namelist():
            archive.writestr(name, packed_one.read(name))
    return buffer.getvalue()


def rich_glb(mesh):
    """With edges, face numbers and two looks."""
    groups = (Group("a", 0, 6, "#ff0000"), Group("b", 6, 6, "#00ff00", 0.5))
    return write_glb([replace(mesh, edges=mesh.feature_edges(), faces=[1] * len(mesh.triangles), groups=groups)])


CONSTELLATION = PLACED.replace(b'objectid="1"', b'objectid="0"')
"""The box of one object in two places."""


@pytest.mark.parametrize(
    ("read", "write"),
    [
        pytest.param(read_stl, write_stl, id="binary STL"),
        pytest.param(read_stl, lambda mesh: ASCII_STL, id="ASCII STL"),
        pytest.param(read_tjs, write_tjs, id="TJS"),
        pytest.param(read_tjs, lambda mesh: RICH_TJS, id="TJS with everything"),
        pytest.param(read_tjs, lambda mesh: SCENE, id="format 4"),
        pytest.param(read_amf, lambda mesh: write_amf([mesh]), id="AMF"),
        pytest.param(read_amf, lambda mesh: zipped(write_amf([mesh])), id="zipped AMF"),
        pytest.param(read_amf, lambda mesh: write_amf([mesh]).replace(b"</amf>", CONSTELLATION), id="AMF, placed"),
        pytest.param(read_3mf, lambda mesh: write_3mf([mesh]), id="3MF"),
        pytest.param(read_3mf, lambda mesh: stored(write_3mf([mesh])), id="3MF, not packed"),
        pytest.param(read_glb, lambda mesh: write_glb([mesh]), id="GLB"),
        pytest.param(read_glb, rich_glb, id="GLB with everything"),
    ],
)
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1 << 32))
def test_damaged_files_never_break_a_reader(box, read, write, seed):
    """Thirty seeds of forty files each, for every kind of file."""
    data = write(box())
    assert read(data).area > 0.0
    for number in range(40):
        answers(read, damaged(data, seed + number))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 300) | st.floats() | st.sampled_from(["", "g", 1 << 70, -(1 << 63)]),
    lambda inner: (
        st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from(["array", "uuid", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)
NUMBERS = st.lists(st.integers(0, 5), max_size=24) | st.lists(st.floats(), max_size=12) | JSON


def documents(*names):
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, NUMBERS))


@settings(max_examples=60, deadline=None)
@given(documents("metadata", "scale", "materials", "vertices", "normals", "colors", "uvs", "faces", "version"))
def test_models_of_well_formed_nonsense_never_break_the_reader(document):
    answers(read_tjs, json.dumps(document).encode())


@settings(max_examples=60, deadline=None)
@given(
    documents("geometries", "materials", "object"),
    documents("position", "normal", "color", "index"),
    documents("index", "groups", "offsets", "drawcalls"),
    NUMBERS,
)
def test_scenes_of_well_formed_nonsense_never_break_the_reader(document, attributes, data, matrix):
    geometry = {"uuid": "g", "data": data | {"attributes": {k: {"array": v} for k, v in attributes.items()}}}
    root = {"geometry": "g", "matrix": matrix}
    whole = {"metadata": {"version": 4}, "geometries": [geometry], "object": root} | document
    answers(read_tjs, json.dumps(whole).encode())


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1 << 32))
def test_face_streams_of_random_numbers_never_break_the_reader(seed):
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    document = json.loads(RICH_TJS)
    for _ in range(40):
        faces = [chance.choice([0, 1, 2, 3, chance.randint(-1, 260)]) for _ in range(chance.randrange(40))]
        answers(read_tjs, json.dumps(document | {"faces": faces}).encode())


def places(document, way=()):
    """The way to every value of a JSON document."""
    items = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for name, value in items:
        yield (*way, name)
        yield from places(value, (*way, name))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1 << 32), st.lists(JSON, min_size=1, max_size=8))
def test_a_glb_whose_json_lies_never_breaks_the_reader(box, seed, lies):
    """The frame is whole and the JSON is JSON, but what it says of the buffer is not so."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    text, _, buffer = unpacked(rich_glb(box()))
    for _ in range(40):
        document = copy.deepcopy(json.loads(text))
        *way, last = chance.choice(list(places(document)))
        place = document
        for step in way:
            place = place[step]
        place[last] = chance.choice([*lies, chance.randint(-2, 40), 5120 + chance.randint(0, 6), {}, [], None])
        answers(read_glb, packed(json.dumps(document).encode(), [bytes(buffer)]))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", b"solid ", b"{", b"<amf", b"<?xml", b"PK\x03\x04", b"ISO-10303-21;", b"glTF"]),
    st.binary(max_size=200),
)
def test_random_bytes_behind_any_beginning_never_break_the_registry(start, rest):
    with contextlib.suppress(GeometryError):
        read_mesh(start + rest)
