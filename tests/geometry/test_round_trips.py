"""From one format into the next and on: nothing of the body is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.geometry.amf import read_amf, write_amf
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.stl import read_stl, write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import read_tjs, write_tjs


def corners(mesh):
    return mesh.vertices[mesh.triangles]


def test_stl_to_tjs_to_glb_to_amf_and_back_keeps_every_bit(sphere):
    ball = sphere(24, 17.3)
    through_stl = read_stl(write_stl(ball))
    through_tjs = read_tjs(write_tjs(through_stl))
    through_glb = read_glb(write_glb([through_tjs]))
    through_amf = read_amf(write_amf([through_glb]))
    again = read_stl(write_stl(through_amf))
    assert np.array_equal(corners(again), corners(ball))
    assert again.volume == ball.volume
    assert again.is_watertight


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=9, max_size=9))
@pytest.mark.parametrize(
    "through",
    [
        pytest.param(lambda mesh: read_stl(write_stl(mesh)), id="STL"),
        pytest.param(lambda mesh: read_stl(write_ascii_stl(mesh)), id="ASCII STL"),
        pytest.param(lambda mesh: read_tjs(write_tjs(mesh)), id="TJS"),
        pytest.param(lambda mesh: read_glb(write_glb([mesh])), id="GLB"),
    ],
)
def test_any_float32_coordinate_survives(through, numbers):
    mesh = Mesh(np.array(numbers, np.float32).reshape(3, 3), np.array([[0, 1, 2]]))
    assert np.array_equal(corners(through(mesh)), corners(mesh))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=9, max_size=9))
def test_any_float32_coordinate_survives_amf(numbers):
    """AMF is written welded: a triangle smaller than the welding step is not there."""
    points = np.array(numbers, np.float32).reshape(3, 3)
    mesh = Mesh(points, np.array([[0, 1, 2]]))
    if len(mesh.welded().triangles):
        assert np.array_equal(corners(read_amf(write_amf([mesh]))), corners(mesh))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=12) | st.sampled_from(["\ud800", "\0", "]]>", "&#0;", "\x1f"]))
def test_any_name_is_written_and_comes_back_but_for_what_no_text_can_hold(name):
    mesh = Mesh(np.eye(3), np.array([[0, 1, 2]]), groups=(Group(name, 0, 1, "#123456"),))
    names = {
        read_glb(write_glb([mesh])).groups[0].name,
        read_tjs(write_tjs(mesh)).groups[0].name,
        read_amf(write_amf([mesh])).groups[0].name,
    }
    if name.isprintable():
        assert names == {name}
    assert read_stl(write_ascii_stl(mesh)).area == mesh.area
    assert write_3mf([mesh]).startswith(b"PK")
