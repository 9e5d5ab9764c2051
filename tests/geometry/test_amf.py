"""AMF, plain and zipped, in and out."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.amf import read_amf, write_amf
from cadwidgets.geometry.mesh import Group, Mesh


def zipped(data, name="part.amf", method=zipfile.ZIP_DEFLATED, **more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for extra, text in more.items():
            archive.writestr(extra.replace("_", "."), text)
        archive.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def data(box):
    return write_amf([box()])


def test_the_written_xml_has_the_standards_elements_and_unit(box):
    root = ElementTree.fromstring(write_amf([box(), box()], unit="inch"))
    assert (root.tag, root.get("unit"), root.get("version")) == ("amf", "inch", "1.1")
    assert [item.get("id") for item in root.findall("object")] == ["0", "1"]
    assert len(root.findall("object/mesh/vertices/vertex/coordinates")) == 16
    assert len(root.findall("object/mesh/volume/triangle")) == 24
    last = root.findall("object/mesh/volume/triangle")[-1]
    assert [int(last.findtext(name)) for name in ("v1", "v2", "v3")] == box().triangles[-1].tolist()


def test_loose_triangles_are_welded_on_the_way_out(box, soup):
    again = read_amf(write_amf([soup(box())]))
    assert len(again.vertices) == 8
    assert again.is_watertight


def test_a_written_ball_is_read_back_to_the_bit(sphere):
    ball = sphere(20, 33.3)
    again = read_amf(write_amf([ball]))
    assert np.array_equal(again.vertices, ball.vertices)
    assert np.array_equal(again.triangles, ball.triangles)


def test_every_mesh_is_an_object_and_comes_back_as_a_group(box, sphere):
    again = read_amf(write_amf([box(), sphere(8)]))
    assert again.volume == pytest.approx(6.0 + sphere(8).volume)
    assert len(again.triangles) == 12 + len(sphere(8).triangles)


def test_every_group_is_an_object_with_its_name_colour_and_opacity(box, sphere):
    ball = sphere(8)
    groups = (Group("a < b", 0, 6, "#ff8000"), Group("a < b", 6, 6, "#ff8000"))
    parts = [replace(box(), groups=groups), replace(ball, groups=(Group("", 0, len(ball.triangles), "", 0.25),)), box()]
    root = ElementTree.fromstring(write_amf(parts))
    assert [item.get("id") for item in root.findall("object")] == ["0", "1", "2", "3"]
    assert [item.get("materialid") for item in root.findall("object/mesh/volume")] == ["1", "1", "2", None]
    again = read_amf(write_amf(parts))
    assert [(group.name, group.count, group.color, group.opacity) for group in again.groups] == [
        ("a < b", 6, "#ff8000", 1.0),
        ("a < b", 6, "#ff8000", 1.0),
        ("", len(ball.triangles), "#9ea8b5", 0.25),
    ]


def test_solids_that_touch_are_closed_each_by_itself(box):
    far = box().vertices + np.float32([1, 0, 0])
    both = Mesh(
        np.concatenate([box().vertices, far]),
        np.concatenate([box().triangles, box().triangles + 8]),
        groups=(Group("pair", 0, 12), Group("pair", 12, 12)),
    )
    again = read_amf(write_amf([both]))
    assert len(again.vertices) == 16
    assert again.volume == 12.0


def test_a_zip_holds_the_same_text_and_is_the_same_at_any_time(box, monkeypatch):
    packed = write_amf([box()], zip=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["model.amf"]
        assert archive.read("model.amf") == write_amf([box()])
    monkeypatch.setattr("time.localtime", lambda *given: (2001, 9, 9, 1, 46, 40, 6, 252, 0))
    assert write_amf([box()], zip=True) == packed
    assert read_amf(packed).volume == 6.0


def placing(data, text):
    """The AMF with constellations."""
    return data.replace(b"</amf>", text + b"</amf>")


def test_an_object_stands_wherever_a_constellation_puts_it(data):
    """Turned about z by a quarter, x runs along y: the box of 1 x 2 x 3 becomes one of 2 x 1 x 3."""
    mesh = read_amf(
        placing(
            data,
            b"""<constellation id="9"><instance objectid="0"><deltax>10</deltax><rz>90</rz></instance>
            <instance objectid="0"><deltaz>-5</deltaz></instance></constellation>""",
        )
    )
    assert mesh.volume == pytest.approx(12.0)
    assert mesh.bounding_box == pytest.approx((0, 0, -5, 10, 2, 3))


def test_rotations_follow_each_other_about_x_then_y_then_z(data):
    """A quarter about each turns (x, y, z) first to (x, -z, y), then to (y, -z, -x), then to (z, y, -x)."""
    text = b'<instance objectid="0"><rx>90</rx><ry>90</ry><rz>90</rz></instance>'
    mesh = read_amf(placing(data, b'<constellation id="9">' + text + b"</constellation>"))
    assert mesh.bounding_box == pytest.approx((0, 0, -1, 3, 2, 0), abs=1e-6)


def test_constellations_may_hold_constellations_and_other_objects_stay_where_they_are(box):
    data = write_amf([box(), box(1, 1, 1)])
    mesh = read_amf(
        placing(
            data,
            b"""<constellation id="in"><instance objectid="1"><deltax>1</deltax></instance></constellation>
            <constellation id="out"><instance objectid="in"><deltax>10</deltax></instance>
            <instance objectid="in"><deltax>20</deltax></instance></constellation>""",
        )
    )
    assert mesh.volume == pytest.approx(6.0 + 2.0)
    assert mesh.bounding_box == pytest.approx((0, 0, 0, 22, 2, 3))


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        b'<constellation id="a"><instance objectid="a"/></constellation>',
        b'<constellation id="t"><instance objectid="a"/></constellation>'
        b'<constellation id="a"><instance objectid="b"/></constellation>'
        b'<constellation id="b"><instance objectid="a"/></constellation>',
        b'<constellation id="c0"><instance objectid="0"/></constellation>'
        + b"".join(
            b'<constellation id="c%d"><instance objectid="c%d"/><instance objectid="c%d"/></constellation>'
            % (number, number - 1, number - 1)
            for number in range(1, 64)
        ),
        b'<constellation id="c"></constellation>'
        + b"".join(
            b'<constellation id="c%d"><instance objectid="%s"/><instance objectid="%s"/></constellation>'
            % (number, b"c%d" % (number - 1) if number else b"c", b"c%d" % (number - 1) if number else b"c")
            for number in range(64)
        ),
    ],
    ids=["itself", "each other", "without end", "nothing without end"],
)
def test_constellations_in_a_circle_or_without_end_are_refused(data, text):
    with pytest.raises(GeometryError, match="circle"):
        read_amf(placing(data, text))


def test_an_instance_that_stands_nowhere_is_refused(data):
    text = b'<constellation id="a"><instance objectid="0"><rx>east</rx></instance></constellation>'
    with pytest.raises(GeometryError, match="'east' is no rx"):
        read_amf(placing(data, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<vertices>\n", b"<vertices>\n<!-- from <vertex> to </vertex> -->"),
        (b"</vertices>", b"<!-- the end --></vertices>"),
        (b"<volume>\n", b'<volume><metadata type="name">a</metadata><color><r>1</r><g>0</g><b>0</b></color>'),
        (b"</x><y>", b"</x>\n\t<y>"),
        (b"<v1>0</v1>", b"<v1> <!-- the corner --> 0 </v1>"),
        (b"<v1>0</v1>", b"<v1>&#48;</v1>"),
        (b"<v1>0</v1>", b"<v1><![CDATA[0]]></v1>"),
        (b"<triangle>", b"<triangle >"),
        (b"<triangle>", b'<triangle note="a > b">'),
        (b"<object", b"<!-- <volume><triangle><v1>0</v1><v2>1</v2><v3>2</v3></triangle></volume> --><object"),
        (b"<object", b"<!-- <vertices> --><object"),
        (b"</mesh>", b'<cadwidgets-rows number="0"/></mesh>'),
    ],
)
def test_the_same_xml_in_other_words_is_the_same_body(data, old, new):
    """Rows in the plain form are cut out of the text before it is parsed: nothing may depend on that."""
    assert old in data
    mesh = read_amf(data.replace(old, new, 1))
    assert (mesh.volume, mesh.is_watertight, len(mesh.triangles)) == (6.0, True, 12)


def test_a_file_may_not_bring_marks_of_rows_that_were_cut_out(data):
    """The rows of the first block would else be there twice."""
    marked = data.replace(b"</volume>", b'<cadwidgets-rows number="0"/></volume>')
    assert len(read_amf(marked).triangles) == 12


def test_prefixed_elements_are_read_like_others(data):
    for name in (b"amf", b"vertex", b"x", b"volume", b"triangle", b"v1"):
        data = data.replace(b"<" + name + b">", b"<a:" + name + b">").replace(b"<" + name + b" ", b"<a:" + name + b" ")
        data = data.replace(b"</" + name + b">", b"</a:" + name + b">")
    assert read_amf(data).volume == 6.0


def test_no_mesh_at_all_is_written_and_refused_when_read():
    with pytest.raises(GeometryError, match="no object"):
        read_amf(write_amf([]))


@pytest.mark.parametrize(
    ("unit", "written", "read", "factor"),
    [
        ("mm", "millimeter", "mm", 1),
        ("in", "inch", "in", 1),
        ("ft", "feet", "ft", 1),
        ("m", "meter", "m", 1),
        ("um", "micron", "um", 1),
        ("cm", "millimeter", "mm", 10),
    ],
)
def test_units_are_written_by_their_standard_names(box, unit, written, read, factor):
    data = write_amf([box()], unit=unit)
    assert f'unit="{written}"'.encode() in data
    mesh = read_amf(data)
    assert (mesh.unit, mesh.bounding_box[5]) == (read, 3.0 * factor)


def test_the_unit_of_the_mesh_is_the_default(box):
    assert b'unit="inch"' in write_amf([Mesh(box().vertices, box().triangles, unit="in")])


@pytest.mark.parametrize(
    ("attribute", "unit"),
    [
        (b"", "mm"),
        (b'unit="micrometer"', "um"),
        (b'unit="Inch"', "in"),
        (b'units="mm"', "mm"),
        (b'units="cm"', "cm"),
        (b'unit="IN"', "in"),
    ],
)
def test_both_spellings_of_the_unit_are_read(data, attribute, unit):
    assert read_amf(data.replace(b'unit="millimeter"', attribute)).unit == unit


def test_an_unknown_unit_is_refused(data):
    with pytest.raises(GeometryError, match="furlong"):
        read_amf(data.replace(b"millimeter", b"furlong"))
    with pytest.raises(ValueError, match="furlong"):
        write_amf([], unit="furlong")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zipped_amf_is_read_whatever_lies_beside_it(data, method):
    assert read_amf(zipped(data, method=method, readme_txt="hello")).volume == 6.0


def test_an_amf_in_the_root_of_the_archive_comes_before_nested_ones(data):
    assert read_amf(zipped(data, **{"old/part_amf": "<amf/>"})).volume == 6.0


def test_namespaces_and_comments_do_not_matter(data):
    data = data.replace(b"<amf ", b'<amf xmlns="urn:any" ').replace(b"<vertices>", b"<!-- v --><vertices>")
    assert read_amf(data).volume == 6.0


def test_volumes_share_vertices_may_precede_them_and_carry_colours():
    mesh = read_amf(
        b"""<amf><material id="7"><color><r>1</r><g>0.5</g><b>0</b></color></material>
        <object id="a"><metadata type="name">wedge</metadata><mesh>
        <volume materialid="7"><triangle><v1>0</v1><v2>1</v2><v3>2</v3></triangle></volume>
        <vertices>
          <vertex><coordinates><x>0</x><y>0</y><z>0</z></coordinates><normal><nx>1</nx></normal></vertex>
          <vertex><coordinates><z>0</z><y>0</y><x>1</x></coordinates></vertex>
          <vertex><coordinates><x>0</x><y>1e0</y><z> 0 </z></coordinates></vertex>
        </vertices>
        <volume><metadata type="name">back</metadata><color><r>x*y</r><g>0</g><b>0</b></color>
          <triangle><color><r>1</r></color><v3>0</v3><v2>1</v2><v1>2</v1></triangle></volume>
        </mesh></object></amf>"""
    )
    assert mesh.triangles.tolist() == [[0, 1, 2], [2, 1, 0]]
    assert mesh.vertices.tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0]]
    assert [(g.name, g.start, g.count, g.color) for g in mesh.groups] == [
        ("wedge", 0, 1, "#ff8000"),
        ("back", 1, 1, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message", "offset"),
    [
        (b"<x>1</x>", b"<x>one</x>", "no number", 12),
        (b"<x>1</x>", b"", "no number", 12),
        (b"<x>1</x>", b"<x>nan</x>", "not finite", 12),
        (b"<x>1</x>", b"<x>1e39</x>", "not finite", 12),
        (b"<v1>0</v1>", b"<v1>8</v1>", "uses vertex 8, there are 8", 0),
        (b"<v1>0</v1>", b"<v1>-1</v1>", "uses vertex -1", 0),
        (b"<v1>0</v1>", b"<v1>0.5</v1>", "no number", 0),
        (b"<v1>0</v1>", b"<v1>" + b"9" * 30 + b"</v1>", "no number", 0),
        (b"<amf", b"<!DOCTYPE amf><amf", "document type", 0),
        (b"</amf>", b"</amg>", "not XML", None),
        (b'encoding="UTF-8"', b'encoding="klingon"', "XML", None),
    ],
)
def test_broken_xml_says_what_and_where(data, old, new, message, offset):
    with pytest.raises(GeometryError, match=message) as caught:
        read_amf(data.replace(old, new, 1))
    assert caught.value.format == "AMF"
    assert offset in (None, caught.value.offset)


def test_xml_that_breaks_names_the_byte(data):
    at = data.index(b"</volume>")
    with pytest.raises(GeometryError) as caught:
        read_amf(data[:at] + b"</wrong>" + data[at:])
    assert caught.value.offset == at + 2  # the parser points at the name


def test_entities_are_never_expanded():
    bomb = b'<!DOCTYPE amf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><amf>&b;</amf>'
    with pytest.raises(GeometryError):
        read_amf(bomb)


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_deeply_nested_elements_end_in_an_answer(depth):
    with pytest.raises(GeometryError):
        read_amf(b"<amf>" + b"<object>" * depth + b"</object>" * depth + b"</amf>")


def announcing(archive, size):
    """The archive with another unpacked size in its directory."""
    at = archive.index(b"PK\x01\x02") + 24
    return archive[:at] + struct.pack("<I", size) + archive[at + 4 :]


def test_a_zip_bomb_is_not_unpacked(data):
    with pytest.raises(GeometryError, match="looks like a trap"):
        read_amf(announcing(zipped(data), 300 << 20))


def test_an_archive_that_understates_its_size_is_not_believed(data):
    with pytest.raises(GeometryError, match="damaged"):
        read_amf(announcing(zipped(data), 100))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(data, method):
    with pytest.raises(GeometryError, match="unusual"):
        read_amf(zipped(data, method=method))


def test_archives_that_hold_no_amf_or_are_cut_are_refused(data):
    for bad in (zipped(data, "part.stl"), zipped(data)[:-30], b"PK\x03\x04", zipped(b"not xml")):
        with pytest.raises(GeometryError) as caught:
            read_amf(bad)
        assert caught.value.format == "AMF"
