"""3MF out: the package, its units, objects and materials. What its readers make of it: test_other_programs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.threemf import write_3mf

SPACE = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"


def model(data):
    """The tree of the model in a 3MF."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"]
        return ElementTree.fromstring(archive.read("3D/3dmodel.model"))


def rows(item, path, names):
    return [[float(row.get(name)) for name in names] for row in item.iterfind("/".join(SPACE + step for step in path))]


def test_every_mesh_is_an_object_that_is_built(box, sphere):
    root = model(write_3mf([box(), sphere(8)]))
    objects = root.findall(f"{SPACE}resources/{SPACE}object")
    assert [item.get("name") for item in objects] == ["part 0", "part 1"]
    built = [item.get("objectid") for item in root.iterfind(f"{SPACE}build/{SPACE}item")]
    assert built == [item.get("id") for item in objects]


def test_vertices_and_triangles_are_the_meshs_own(sphere):
    ball = sphere(12, 7.3)
    item = model(write_3mf([ball])).find(f"{SPACE}resources/{SPACE}object")
    vertices = np.array(rows(item, ("mesh", "vertices", "vertex"), "xyz"), np.float32)
    triangles = np.array(rows(item, ("mesh", "triangles", "triangle"), ("v1", "v2", "v3")), np.uint32)
    assert np.array_equal(vertices, ball.vertices)
    assert np.array_equal(triangles, ball.triangles)


def test_loose_triangles_are_welded(box, soup):
    item = model(write_3mf([soup(box())])).find(f"{SPACE}resources/{SPACE}object")
    assert len(rows(item, ("mesh", "vertices", "vertex"), "xyz")) == 8


def test_solids_that_touch_are_not_welded_to_each_other(box):
    """Two boxes with a common side would else have edges of four triangles."""
    far = box().vertices + np.float32([1, 0, 0])
    both = Mesh(
        np.concatenate([box().vertices, far]),
        np.concatenate([box().triangles, box().triangles + 8]),
        groups=(Group("pair", 0, 12), Group("pair", 12, 12)),
    )
    item = model(write_3mf([both])).find(f"{SPACE}resources/{SPACE}object")
    assert len(rows(item, ("mesh", "vertices", "vertex"), "xyz")) == 16


@pytest.mark.parametrize(
    ("unit", "written"),
    [("um", "micron"), ("mm", "millimeter"), ("cm", "centimeter"), ("in", "inch"), ("ft", "foot"), ("m", "meter")],
)
def test_every_unit_has_its_name(box, unit, written):
    assert model(write_3mf([box()], unit=unit)).get("unit") == written
    assert model(write_3mf([replace(box(), unit=unit)])).get("unit") == written


def test_looks_are_base_materials_and_triangles_of_several_looks_tell_theirs(box):
    groups = (Group('a "lid" & <more>', 0, 4, "#ff8000"), Group("body", 4, 8, "", 0.5))
    root = model(write_3mf([replace(box(), groups=groups)]))
    bases = [dict(base.attrib) for base in root.iterfind(f"{SPACE}resources/{SPACE}basematerials/{SPACE}base")]
    assert bases == [
        {"name": 'a "lid" & <more>', "displaycolor": "#FF8000FF"},
        {"name": "body", "displaycolor": "#9EA8B580"},
    ]
    item = root.find(f"{SPACE}resources/{SPACE}object")
    assert rows(item, ("mesh", "triangles", "triangle"), ("pid", "p1")) == [[1, 0]] * 4 + [[1, 1]] * 8


def test_equal_meshes_give_equal_bytes_at_any_time(box, monkeypatch):
    before = write_3mf([box()])
    monkeypatch.setattr("time.time", lambda: 1e9)
    monkeypatch.setattr("time.localtime", lambda *given: (2001, 9, 9, 1, 46, 40, 6, 252, 0))
    assert write_3mf([box()]) == before


def test_a_mesh_without_triangles_is_left_out(box):
    empty = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32))
    assert len(model(write_3mf([empty, box()])).findall(f"{SPACE}resources/{SPACE}object")) == 1


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="furlong"):
        write_3mf([], unit="furlong")
