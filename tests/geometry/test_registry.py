"""Which bytes are read as what."""

from __future__ import annotations

import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.registry import READERS, read_mesh
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import write_tjs

WRITERS = {
    "STL": write_stl,
    "TJS": write_tjs,
    "AMF": lambda mesh: write_amf([mesh]),
    "GLB": lambda mesh: write_glb([mesh]),
    "3MF": lambda mesh: write_3mf([mesh]),
}


def test_every_format_that_is_read_is_tested_here():
    assert set(READERS) == set(WRITERS)


@pytest.mark.parametrize("name", WRITERS)
def test_bytes_are_recognised_by_their_beginning(box, name):
    assert read_mesh(WRITERS[name](box())).volume == pytest.approx(6.0)


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_may_be_given_in_any_case(box, name):
    assert read_mesh(WRITERS[name](box()), name.lower()).volume == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("STL", "a.STL"),
        ("TJS", "a.json"),
        ("TJS", "a.tjs"),
        ("AMF", "a.amf"),
        ("GLB", "a.glb"),
        ("3MF", "a.3mf"),
        ("AMF", "noending"),
        ("3MF", "no ending"),
    ],
)
def test_a_file_is_read_by_its_ending_or_else_its_beginning(tmp_path, box, name, file):
    path = tmp_path / file
    path.write_bytes(WRITERS[name](box()))
    assert read_mesh(path).volume == read_mesh(str(path)).volume == pytest.approx(6.0)


def test_a_wrong_ending_is_an_error_that_names_the_format(tmp_path, box):
    path = tmp_path / "part.stl"
    path.write_bytes(write_tjs(box()))
    with pytest.raises(GeometryError) as caught:
        read_mesh(path)
    assert caught.value.format == "STL"
    assert read_mesh(path, "TJS").volume == 6.0


@pytest.mark.parametrize(
    ("source", "format_", "message"),
    [
        (
            b"ISO-10303-21;\nHEADER;",
            "",
            "a STEP file holds exact surfaces and no triangles: `cadwidgets.show` has them",
        ),
        (b"anything", "step", "a STEP file holds exact surfaces"),
        (b"DBRep_DrawableShape\n", "", "a BREP file holds exact surfaces"),
        (b"\nOpen CASCADE Topology V4 (c)\n", "", "a BREP file holds exact surfaces"),
        (b"anything", "OBJ", "'OBJ' is not known; use one of STL, TJS, AMF, GLB, 3MF"),
        (b"<!DOCTYPE html><html>", "", "web page"),
        (b"", "", "no bytes"),
        (b"  \n", "", "no bytes"),
        (b"glTF\2\0\0\0", "", "GLB: the file ends within a header"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(source, format_, message):
    with pytest.raises(GeometryError, match=message):
        read_mesh(source, format_)


def test_a_missing_file_is_the_systems_own_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_mesh(tmp_path / "nowhere.stl")
