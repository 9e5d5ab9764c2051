"""3MF in: what is built, where it stands, in which colours; other programs' ways of writing it; traps."""

from __future__ import annotations

import numpy as np
import pytest
from fuzz_samples import zip_of  # tests/facts, on the path by pyproject.toml

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.looks import DEFAULT_COLOR
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.threemf_reader import MAX_PLACES, read_3mf

CORNERS = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
SIDES = [(0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3)]
VERTICES = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in CORNERS)
TRIANGLES = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in SIDES)
MESH = f"<mesh><vertices>{VERTICES}</vertices><triangles>{TRIANGLES}</triangles></mesh>"
"""A tetrahedron of the volume 1/6."""
TETRAHEDRON = f'<object id="1" name="tip" type="model">{MESH}</object>'
HEAD = (
    '<model unit="{unit}" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"'
    ' xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06"'
    ' xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">'
)


def model(resources: str, build: str, unit: str = "millimeter") -> str:
    return f"{HEAD.format(unit=unit)}<resources>{resources}</resources><build>{build}</build></model>"


def package(files: dict[str, str]) -> bytes:
    return zip_of({name: text.encode() for name, text in files.items()})


def read(resources: str, build: str = '<item objectid="1"/>', unit: str = "millimeter") -> Mesh:
    return read_3mf(package({"3D/3dmodel.model": model(resources, build, unit)}))


def test_what_we_write_comes_back(box, sphere):
    parts = (Group("lid", 0, 4, "#c02040"), Group("body", 4, 8, "#2040c0", 0.5))
    one = Mesh(box().vertices, box().triangles, groups=parts)
    ball = sphere(16, 3.7)
    mesh = read_3mf(write_3mf([one, ball], "in"))
    assert mesh.unit == "in"
    assert mesh.volume == pytest.approx(one.volume + ball.volume, rel=1e-6)
    assert [(group.name, group.count, group.color) for group in mesh.groups] == [
        ("lid", 4, "#c02040"),
        ("body", 8, "#2040c0"),
        ("part 1", len(ball.triangles), DEFAULT_COLOR),  # the format has no material without a colour
    ]
    assert mesh.groups[1].opacity == pytest.approx(0.5, abs=1 / 255)


@pytest.mark.parametrize(("unit", "name"), [("micron", "um"), ("centimeter", "cm"), ("inch", "in"), ("Meter", "m")])
def test_the_unit_is_the_files(unit, name):
    assert read(TETRAHEDRON, unit=unit).unit == name


def test_an_object_stands_where_each_item_puts_it():
    build = '<item objectid="1"/><item objectid="1" transform="0 2 0 -2 0 0 0 0 2 10 20 30"/>'
    mesh = read(TETRAHEDRON, build)
    assert mesh.volume == pytest.approx((1 + 8) / 6)
    assert mesh.vertices[5] == pytest.approx((10, 22, 30)), "x goes along y, twice as far"
    assert mesh.vertices[6] == pytest.approx((8, 20, 30))
    assert [group.name for group in mesh.groups] == ["tip", "tip"]


def test_a_mirrored_object_still_faces_outwards():
    assert read(TETRAHEDRON, '<item objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/>').volume == pytest.approx(1 / 6)


def test_components_are_followed_and_their_places_multiplied():
    pair = (
        '<object id="2"><components><component objectid="1"/>'
        '<component objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/></components></object>'
    )
    mesh = read(TETRAHEDRON + pair, '<item objectid="2" transform="2 0 0 0 2 0 0 0 2 0 0 1"/>')
    assert mesh.volume == pytest.approx(2 * 8 / 6)
    assert mesh.bounding_box == pytest.approx((0, 0, 1, 12, 2, 3))


def test_objects_of_another_model_file_are_found():
    main = model(
        '<object id="9"><components><component p:path="/3D/Objects/a.model" objectid="1"/></components></object>',
        '<item objectid="9"/>',
    )
    other = model(TETRAHEDRON, "")
    mesh = read_3mf(package({"3D/3dmodel.model": main, "3D/objects/A.model": other}))
    assert mesh.volume == pytest.approx(1 / 6)


def test_the_packages_relations_say_which_model_file_is_meant():
    relations = '<Relationships><Relationship Target="/3D/other.model" Id="r" Type="x/3dmodel"/></Relationships>'
    files = {"3D/3dmodel.model": model("", ""), "3D/other.model": model(TETRAHEDRON, '<item objectid="1"/>')}
    assert len(read_3mf(package({**files, "_rels/.rels": relations})).triangles) == 4


BASES = (
    '<basematerials id="5"><base name="steel" displaycolor="#808080"/>'
    '<base name="glass" displaycolor="#0000FF80"/></basematerials>'
)


def colored(triangles: str, attributes: str = "") -> str:
    return (
        f'<object id="1" name="tip" {attributes}><mesh><vertices>{VERTICES}</vertices>'
        f"<triangles>{triangles}</triangles></mesh></object>"
    )


def test_an_object_has_its_own_material_where_a_triangle_has_none():
    (group,) = read(BASES + colored(TRIANGLES, 'pid="5" pindex="1"')).groups
    assert (group.name, group.color, group.count) == ("tip", "#0000ff", 4)
    assert group.opacity == pytest.approx(0.5, abs=1 / 255)


def test_triangles_of_different_materials_are_groups_of_their_own():
    some = '<triangle v1="0" v2="2" v3="1" pid="5" p1="0"/><triangle v1="0" v2="1" v3="3" pid="5" p1="1"/>'
    rest = '<triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3" p1="1"/>'
    mesh = read(BASES + colored(some + rest, 'pid="5" pindex="0"'))
    assert [(group.name, group.color, group.count) for group in mesh.groups] == [
        ("steel", "#808080", 2),
        ("glass", "#0000ff", 2),
    ]
    assert mesh.is_watertight


def test_three_colours_at_the_corners_are_mixed():
    colors = "".join(f'<m:color color="{color}"/>' for color in ("#FF0000", "#00FF00", "#0000FF"))
    group = f'<m:colorgroup id="7">{colors}</m:colorgroup>'
    first = '<triangle v1="0" v2="2" v3="1" pid="7" p1="0" p2="1" p3="2"/>'
    mesh = read(group + colored(first + TRIANGLES[TRIANGLES.index("/>") + 2 :]))
    assert [(found.color, found.count) for found in mesh.groups] == [("", 3), ("#555555", 1)]


def test_other_programs_ways_of_writing_rows_are_read():
    spread = VERTICES.replace("/>", "></vertex>").replace('x="1"', "x = '1.0'").replace(' y="', '\n y="')
    turned = TRIANGLES.replace('v1="0" v2="2"', 'v2="2" v1="0"')
    mesh = read(f'<object id="1"><mesh><vertices>{spread}</vertices><triangles>{turned}</triangles></mesh></object>')
    assert mesh.volume == pytest.approx(1 / 6)


def test_prefixed_names_are_read():
    text = model(TETRAHEDRON, '<item objectid="1"/>')
    prefixed = text.replace("xmlns=", "xmlns:c=").replace("</", "</c:").replace("<", "<c:").replace("<c:/c:", "</c:")
    assert read_3mf(package({"3D/3dmodel.model": prefixed})).volume == pytest.approx(1 / 6)


def test_a_large_file_is_read_in_one_go(sphere):
    ball = sphere(300, 5.0)
    mesh = read_3mf(write_3mf([ball]))
    assert np.array_equal(np.sort(mesh.vertices, axis=0), np.sort(ball.welded(0.0).vertices, axis=0))


@pytest.mark.parametrize("wrong", ["one", "1e-320", "1.5", "9" * 30, "\u00bd"])
def test_a_material_that_is_no_number_is_told(wrong):
    triangle = f'<triangle v1="0" v2="2" v3="1" pid="5" p1="{wrong}"/>'
    with pytest.raises(GeometryError, match="materials of triangles hold something that is no number"):
        read(BASES + colored(TRIANGLES + triangle))
    with pytest.raises(GeometryError, match="materials of triangles"):
        read(BASES + colored(TRIANGLES + triangle.replace(wrong, "0"), f'pid="5" pindex="{wrong}"'))


@pytest.mark.parametrize(
    ("resources", "build", "said"),
    [
        (TETRAHEDRON, '<item objectid="2"/>', "no object '2'"),
        (TETRAHEDRON, "", "nothing with triangles is built"),
        (TETRAHEDRON, '<item objectid="1" transform="1 0 0"/>', "twelve numbers"),
        (TETRAHEDRON, '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 nan 0 0"/>', "not finite"),
        (TETRAHEDRON.replace('v1="1"', 'v1="4"'), '<item objectid="1"/>', "uses vertex 4, there are 4"),
        (TETRAHEDRON.replace('x="1"', 'x="one"'), '<item objectid="1"/>', "vertices hold something that is no number"),
        (TETRAHEDRON.replace('v3="1"', ""), '<item objectid="1"/>', "triangles hold something that is no number"),
        (
            '<object id="1"><components><component objectid="1"/></components></object>',
            '<item objectid="1"/>',
            "circle",
        ),
    ],
)
def test_what_is_wrong_is_told(resources, build, said):
    with pytest.raises(GeometryError, match=said) as caught:
        read(resources, build)
    assert caught.value.format == "3MF"


def test_components_that_multiply_without_end_are_refused():
    levels = "".join(
        f'<object id="{level}"><components>' + f'<component objectid="{level - 1}"/>' * 100 + "</components></object>"
        for level in range(2, 8)
    )
    with pytest.raises(GeometryError, match=str(MAX_PLACES)):
        read(TETRAHEDRON + levels, '<item objectid="7"/>')


def test_a_document_type_is_refused():
    text = model(TETRAHEDRON, '<item objectid="1"/>')
    trap = '<!DOCTYPE model [<!ENTITY a "aaaa">]>' + text
    with pytest.raises(GeometryError, match="document type"):
        read_3mf(package({"3D/3dmodel.model": trap}))


@pytest.mark.parametrize(
    "files", [{}, {"3D/other.model": "x"}, {"3D/3dmodel.model": "no xml"}, {"3D/3dmodel.model": "<a/>"}]
)
def test_what_is_no_package_of_a_model_is_refused(files):
    with pytest.raises(GeometryError) as caught:
        read_3mf(package(files))
    assert caught.value.format == "3MF"


def test_an_archive_that_grows_a_thousandfold_is_refused():
    with pytest.raises(GeometryError, match="trap"):
        read_3mf(package({"3D/3dmodel.model": " " * 50_000_000}))
