"""STL by its detection rules, with the slips of real files."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import stl_text
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.geometry.stl import read_stl, write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl


def ascii_stl(mesh, name="part", number="{:.9g}"):
    """A plain writer of the text form."""
    lines = [f"solid {name}"]
    for corners in mesh.vertices[mesh.triangles].tolist():
        lines += ["  facet normal 0 0 0", "    outer loop"]
        lines += ["      vertex " + " ".join(number.format(value) for value in corner) for corner in corners]
        lines += ["    endloop", "  endfacet"]
    return "\n".join([*lines, f"endsolid {name}", ""]).encode()


@pytest.fixture
def text(box):
    return ascii_stl(box())


def test_the_binary_form_is_exactly_header_count_and_fifty_bytes_per_triangle(box):
    data = write_stl(box())
    assert len(data) == 84 + 50 * 12
    assert not data.lower().startswith(b"solid")
    assert struct.unpack_from("<I", data, 80) == (12,)
    normal_and_corners = struct.unpack_from("<12fH", data, 84)
    expected = [-1.0, 0.0, 0.0, *box().vertices[box().triangles[0]].reshape(-1).tolist()]
    assert list(normal_and_corners) == [*expected, 0]


def test_a_written_box_is_read_back_to_the_bit(box):
    mesh = read_stl(write_stl(box()))
    assert np.array_equal(mesh.vertices, box().vertices[box().triangles].reshape(-1, 3))
    assert mesh.volume == 6.0
    assert mesh.is_watertight


def test_no_triangles_make_84_bytes_and_come_back(box):
    empty = read_stl(write_stl(read_stl(b"\0" * 84)))
    assert len(empty.triangles) == 0


def test_a_binary_title_may_begin_with_solid(box):
    data = b"solid facet of a strange exporter".ljust(80) + write_stl(box())[80:]
    assert read_stl(data).volume == 6.0


def test_bytes_behind_the_triangles_are_ignored(box):
    assert read_stl(write_stl(box()) + b"left over").volume == 6.0


def test_normals_that_are_not_numbers_do_no_harm(box):
    data = bytearray(write_stl(box()))
    data[84:96] = np.full(3, np.nan, "<f4").tobytes()
    assert read_stl(bytes(data)).volume == 6.0


def test_a_header_that_promises_too_much_is_refused_before_memory_is_asked_for(box):
    data = write_stl(box())
    with pytest.raises(GeometryError, match="4294967295 triangles") as caught:
        read_stl(data[:80] + b"\xff\xff\xff\xff" + data[84:])
    assert (caught.value.format, caught.value.offset) == ("STL", 80)


def test_a_cut_binary_is_refused(box):
    with pytest.raises(GeometryError):
        read_stl(write_stl(box())[:-1])


def test_a_coordinate_that_is_not_finite_is_named_by_its_byte(box):
    data = bytearray(write_stl(box()))
    at = 84 + 3 * 50 + 12 + 5 * 4
    data[at : at + 4] = struct.pack("<f", float("inf"))
    with pytest.raises(GeometryError, match="triangle 3") as caught:
        read_stl(bytes(data))
    assert caught.value.offset == at


def test_text_gives_the_same_triangles_as_binary(box, text):
    assert np.array_equal(read_stl(text).vertices, read_stl(write_stl(box())).vertices)


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text, id="byte order mark"),
        pytest.param(lambda text: b"\r\n  " + text, id="space before solid"),
        pytest.param(lambda text: text.upper(), id="upper case"),
        pytest.param(lambda text: text.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace(b"\n", b"\r"), id="CR"),
        pytest.param(lambda text: text.replace(b"solid part", b"solid Stra\xdfe"), id="Latin-1 name"),
        pytest.param(lambda text: text.replace(b"solid part", b"solid"), id="no name"),
        pytest.param(lambda text: text.replace(b"part", b"vertex 1 2 3 endsolid solid"), id="keywords in the name"),
        pytest.param(lambda text: text.replace(b"endsolid part\n", b""), id="no last line"),
        pytest.param(lambda text: b" ".join(text.split()), id="all on one line"),
        pytest.param(lambda text: text.replace(b"1", b"1,0").replace(b"2", b"2,0"), id="decimal commas"),
        pytest.param(lambda text: text.replace(b"1", b"+1.0E+00"), id="exponents"),
    ],
)
def test_text_with_a_slip_still_gives_the_box(text, slip):
    mesh = read_stl(slip(text))
    assert mesh.volume == 6.0
    assert mesh.is_watertight


def test_several_solids_become_one_mesh_with_a_named_group_each(box):
    mesh = read_stl(ascii_stl(box(), "Left") + ascii_stl(box(), "Rechts \u00e4"))
    assert mesh.volume == 12.0
    assert [(group.name, group.start, group.count) for group in mesh.groups] == [
        ("Left", 0, 12),
        ("Rechts \u00e4", 12, 12),
    ]


def test_text_of_many_megabytes_loses_nothing_where_it_is_cut(text):
    first, facets, last = text.partition(b"\n")[0], text[11 : text.index(b"endsolid")], b"endsolid"
    times = (9 << 20) // len(facets)
    assert read_stl(first + b"\n" + facets * times + last).volume == 6.0 * times


def test_an_empty_solid_is_an_empty_mesh():
    assert len(read_stl(b"solid nothing\nendsolid nothing\n").triangles) == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"vertex 0 0 0", b"vertex 0 zero 0", "'zero' stands where a number is due"),
        (b"vertex 0 0 0", b"vertex 0 0", "'0' stands where vertex is due"),
        (b"endloop", b"endlop", "'endlop' stands where endloop is due"),
        (b"vertex 0 0 0", b"vertex 0 nan 0", "not finite"),
        (b"vertex 0 0 0", b"vertex 0 1e39 0", "not finite"),
    ],
)
def test_broken_text_says_what_is_wrong(text, old, new, message):
    with pytest.raises(GeometryError, match=message) as caught:
        read_stl(text.replace(old, new, 1))
    assert caught.value.format == "STL"


def test_broken_text_names_the_byte(text):
    at = text.index(b"endloop", len(text) // 2)
    with pytest.raises(GeometryError) as caught:
        read_stl(text[:at] + b"endlop!" + text[at + 7 :])
    assert caught.value.offset == at


def test_text_that_ends_within_a_facet_is_refused(text):
    with pytest.raises(GeometryError, match="within a facet"):
        read_stl(text[: text.rindex(b"endfacet")])
    with pytest.raises(GeometryError):
        read_stl(text[: text.rindex(b"vertex")])


@pytest.mark.parametrize("data", [b"", b"solid", b"hello", b"solid x " * 20, b"\0" * 83, b"\0" * 85])
def test_other_bytes_are_no_stl(data):
    with pytest.raises(GeometryError) as caught:
        read_stl(data)
    assert caught.value.format == "STL"


def test_several_parts_are_one_binary_file(box, sphere):
    again = read_stl(write_stl([box(), sphere(8)]))
    assert again.volume == pytest.approx(6.0 + sphere(8).volume)
    assert write_stl([box()]) == write_stl(box())


def test_the_written_text_is_what_the_format_shows():
    triangle = Mesh(np.array([[0, 0, 0], [0.1, 0, 0], [0, 1e-20, 0]]), np.array([[0, 1, 2]]))
    assert write_ascii_stl(replace(triangle, groups=(Group("rib", 0, 1),))) == (
        b"solid rib\nfacet normal 0 0 1\n  outer loop\n    vertex 0 0 0\n    vertex 0.100000001 0 0\n"
        b"    vertex 0 9.99999968e-21 0\n  endloop\nendfacet\nendsolid rib\n"
    )


def test_every_part_is_a_named_solid_of_the_text(box, sphere):
    lid = replace(box(), groups=(Group("lid", 0, 6), Group("lid", 6, 6)))
    ball = replace(sphere(8), groups=(Group("ball", 0, 10),))
    again = read_stl(write_ascii_stl([lid, ball]))
    assert again.volume == pytest.approx(6.0 + sphere(8).volume)
    assert [(group.name, group.count) for group in again.groups] == [("lid", 12), ("ball", len(ball.triangles))]


@pytest.mark.parametrize("name", ["", "two\nlines", "a facet normal 1", "Größe", "endsolid", "solid"])
def test_no_name_breaks_the_text(box, name):
    part = replace(box(), groups=(Group(name, 0, 12),))
    assert read_stl(write_ascii_stl([part, part])).volume == 12.0


def test_long_text_is_made_in_pieces_that_fit_together(sphere, monkeypatch):
    whole = write_ascii_stl(sphere(8))
    monkeypatch.setattr(stl_text, "_FACETS_AT_ONCE", 7)
    assert write_ascii_stl(sphere(8)) == whole


def scattered(count, seed):
    """So many loose triangles with numbers of all sizes."""
    numbers = np.random.default_rng(seed).normal(size=(3 * count, 3)) * [1e-18, 1.0, 1e12]
    return Mesh(numbers.astype(np.float32), np.arange(3 * count).reshape(-1, 3))


@pytest.mark.parametrize(
    ("change", "regular"),
    [
        pytest.param(lambda text: text, True, id="as it is written"),
        pytest.param(lambda text: text.replace(b"e-", b"E-"), True, id="large exponents"),
        pytest.param(lambda text: text.replace(b"\n", b"\r\n"), True, id="CRLF"),
        pytest.param(lambda text: text.replace(b"vertex", b"VERTEX"), False, id="upper case"),
        pytest.param(lambda text: re.sub(rb"(?<=normal).*", b" nan nan nan", text), False, id="normals that are none"),
        pytest.param(lambda text: text.replace(b"vertex ", b"vertex +").replace(b"+-", b"-"), False, id="plus"),
        pytest.param(lambda text: text.replace(b".", b","), False, id="decimal commas"),
    ],
)
def test_facets_are_read_alike_in_the_usual_way_of_writing_and_in_rarer_ones(monkeypatch, change, regular):
    monkeypatch.setattr(stl_text, "_CHUNK", 1000)
    mesh = scattered(50, 7)
    text = change(write_ascii_stl(mesh))
    lines = stl_text._lines(text)
    assert (stl_text._regular_parts(text, lines) is not None) == regular
    assert np.array_equal(read_stl(text).vertices, mesh.vertices)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"facet normal", b"facetnormal"),
        (b"facet normal", b"fac et normal"),
        (b"facet normal", b"fac1et normal"),
        (b"outer loop", b"outer looq"),
        (b"endloop", b"endloop,"),
        (b"endloop", b"endloop 1"),
        (b"vertex ", b"vertex 1 "),
        (b"vertex ", b"vertex e"),
        (b"vertex ", b"vertex [1] "),
        (b"vertex ", b"vertex --"),
        (b"    vertex", b"    vertexe5 vertex"),
        (b"endfacet", b"endfacet\0"),
    ],
)
def test_what_is_not_quite_regular_is_left_to_the_reader_that_tells_what_is_wrong(old, new):
    text = write_ascii_stl(scattered(3, 8)).replace(old, new, 1)
    assert stl_text._regular_parts(text, stl_text._lines(text)) is None
    with pytest.raises(GeometryError):
        read_stl(text)


@pytest.mark.parametrize("triangles", [0, 1, 12, 20_000])
def test_a_file_is_read_as_its_bytes_are(tmp_path, triangles):
    """The last one in several pieces."""
    corners = np.random.default_rng(1).random((triangles * 3, 3), np.float32)
    data = write_stl(Mesh(corners, np.arange(triangles * 3).reshape(-1, 3)))
    (tmp_path / "soup.stl").write_bytes(data)
    assert np.array_equal(read_mesh(tmp_path / "soup.stl").vertices, corners)
    assert np.array_equal(read_stl(data).vertices, corners)


def nan_in_it(data):
    return data[:100] + struct.pack("<f", float("nan")) + data[104:]


def told(read):
    """The volume, or the refusal with its place."""
    try:
        return read().volume
    except GeometryError as error:
        return str(error)


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"more", lambda data: b"", nan_in_it])
def test_a_file_that_is_no_plain_binary_one_is_read_or_refused_as_its_bytes_are(tmp_path, box, change):
    data = change(write_stl(box()))
    (tmp_path / "odd.stl").write_bytes(data)
    assert told(lambda: read_mesh(tmp_path / "odd.stl")) == told(lambda: read_mesh(data, "STL"))


def test_a_text_file_is_read_as_its_bytes_are(tmp_path, text):
    (tmp_path / "box.stl").write_bytes(text)
    assert read_mesh(tmp_path / "box.stl").volume == 6.0
