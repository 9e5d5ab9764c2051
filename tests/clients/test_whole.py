"""A file that lost its end is found by its content, wherever it was cut."""

from __future__ import annotations

import io
import json
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.clients._whole import _json_is_whole, is_web_page, is_whole


def zipped(name: str, data: bytes, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.comment = comment
    return target.getvalue()


def glb() -> bytes:
    text = b'{"asset":{"version":"2.0"}} '
    return struct.pack("<4sIIII", b"glTF", 2, 20 + len(text), len(text), 0x4E4F534A) + text


FACET = "facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"
AMF = '<?xml version="1.0"?>\n<amf unit="millimeter"><object id="1"/></amf>'
TJS = {"metadata": {"formatVersion": 3, "by": 'a "quoted" } name \\'}, "faces": [0, 1, 2], "uvs": [[]]}
FILES = {
    "binary STL": ("STL", struct.pack("<80sI", b"binary", 3) + bytes(150), 0),
    "binary STL that begins like text": ("STL", struct.pack("<80sI", b"solid x", 2) + bytes(100), 0),
    "empty binary STL": ("STL", bytes(84), 0),
    "ASCII STL": ("STL", f"solid box\n{FACET}{FACET}endsolid box\n".encode(), len(" box\n")),
    "ASCII STL without a name": ("STL", f"solid\r\n{FACET}endsolid".encode(), 0),
    "STEP": ("STEP", b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n#1=X();\nENDSEC;\nEND-ISO-10303-21;\n", 1),
    "AMF": ("AMF", AMF.encode() + b"\n", 1),
    "AMF in UTF-16": ("AMF", AMF.encode("utf-16-le"), 1),
    "AMF in a zip": ("AMF", zipped("a.amf", AMF.encode()), 0),
    "TJS": ("TJS", json.dumps(TJS).encode() + b"\n", 1),
    "GLB": ("GLB", glb(), 0),
    "measures": ("MEASURE", b'{"facts":[],"relation":null,"exact":true}\n', 1),
    "properties": ("PROPERTIES", b'{"volume":6.0,"bom":[{"name":"a"}],"center":null}\n', 1),
    "3MF": ("3MF", zipped("3D/3dmodel.model", b"<model/>" * 50, b"with a comment"), 0),
}


@pytest.mark.parametrize(("kind", "data", "_"), FILES.values(), ids=FILES)
def test_a_whole_file_passes(kind: str, data: bytes, _: int) -> None:
    assert is_whole(kind, io.BytesIO(data))


@pytest.mark.parametrize(("kind", "data", "idle"), FILES.values(), ids=FILES)
def test_a_cut_anywhere_is_found(kind: str, data: bytes, idle: int) -> None:
    """The last ``idle`` bytes mean nothing: line ends, and the name that may follow ``endsolid``."""
    passed = [count for count in range(len(data)) if is_whole(kind, io.BytesIO(data[:count]))]
    assert passed == list(range(len(data) - idle, len(data)))


@given(
    st.dictionaries(
        st.text(max_size=4),
        st.recursive(
            st.none() | st.integers() | st.text(st.sampled_from('a"\\{}[]\n'), max_size=6),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=6,
        ),
        max_size=3,
    ),
    st.integers(1, 9),
)
def test_any_json_object_is_whole_and_none_of_its_beginnings(value: dict[str, object], chunk_bytes: int) -> None:
    data = json.dumps(value, ensure_ascii=False).encode()
    assert _json_is_whole(io.BytesIO(data), chunk_bytes)
    assert not any(_json_is_whole(io.BytesIO(data[:count]), chunk_bytes) for count in range(len(data)))


@pytest.mark.parametrize("kind", ["BREP", "SVG", "DXF", "VRML", "PNG"])
def test_types_without_a_mark_are_left_to_their_length(kind: str) -> None:
    assert is_whole(kind, io.BytesIO(b"anything"))


def test_a_web_page_is_told_from_a_model() -> None:
    assert is_web_page(io.BytesIO(b"\n<!DOCTYPE html><html>log in"))
    assert is_web_page(io.BytesIO(b"<HTML>"))
    assert not any(is_web_page(io.BytesIO(data)) for _, data, _ in FILES.values())
