"""A viewer saved as a page: one file, nothing from elsewhere, and no text that acts."""

from __future__ import annotations

import base64
import getpass
import hashlib
from pathlib import Path

import numpy as np
import pytest

from cadwidgets.contract.sections import Plane
from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.saved.contents import Contents, Numbers
from cadwidgets.viewer.viewer import Viewer

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \u202e \u2028"


def test_a_page_is_one_file_with_the_model_its_numbers_and_the_view(box, read_page, tmp_path):
    viewer = Viewer(box(unit="mm"), grid=False, caption="A box")
    viewer.planes, viewer.cut = [Plane((1.0, 0.0, 0.0), 10.0)], True
    saved = viewer.to_html(tmp_path / "box")
    page = read_page(tmp_path / "box.html")
    assert saved.path == tmp_path / "box.html"
    assert (saved.bytes, saved.builds) == (saved.path.stat().st_size, 1)
    assert repr(saved) == f"<SavedPage: box.html, {saved.bytes / 1000:.1f} kB, 1 build>"
    build = page.data["builds"][""]
    assert build["volume"] == pytest.approx(6000)
    assert build["box"] == [0, 0, 0, 30, 20, 10]
    assert page.title == page.data["title"] == "A box"
    assert page.data["look"]["grid"] is False
    assert page.data["look"]["planes"] == [{"normal": [1, 0, 0], "offset": 10}]
    assert page.data["stand"]["distance"] == viewer._scene.distance


def test_names_and_texts_are_texts(box, read_page, tmp_path):
    mesh = box(groups=(Group(EVIL, 0, 12, "#ff0000"),))
    Viewer(mesh, caption=EVIL).to_html(tmp_path / "evil.html", title=EVIL)
    page = read_page(tmp_path / "evil.html")
    assert [path for path, *_ in page.data["builds"][""]["parts"]] == [EVIL]
    assert len(page.scripts) == 1, "the page's own"
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert "<!--" not in page.text.split('id="data">')[1].split("</script>")[0]
    assert "\u202e" not in page.title, "nothing turns the direction of what follows"


def test_a_page_may_ask_nobody_for_anything_and_runs_its_own_script_alone(box, read_page, tmp_path):
    Viewer(box()).to_html(tmp_path / "box.html")
    page = read_page(tmp_path / "box.html")
    rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
    sums = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in page.scripts + page.styles]
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'sha256-{sums[0]}'",
        "style-src": f"'sha256-{sums[1]}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert "</script" not in page.scripts[0]
    assert "<!--" not in page.scripts[0], "it would hide the end of the script"
    assert "</style" not in page.styles[0]


def test_nothing_of_the_machine_is_in_the_page(box, tmp_path):
    Viewer(box()).to_html(tmp_path / "box.html")
    data = (tmp_path / "box.html").read_text("utf-8").split('id="data">')[1].split("</script>")[0]
    assert str(tmp_path) not in data
    assert str(Path.home()) not in data
    assert f'"{getpass.getuser()}"' not in data


def test_the_same_model_makes_the_same_bytes(box, tmp_path):
    pages = [Viewer(box()).to_html(tmp_path / f"{name}.html", title="Box").path.read_bytes() for name in "ab"]
    assert pages[0] == pages[1]


def test_a_part_that_does_not_change_is_kept_once(box):
    still, moved = box(at=(100.0, 0.0, 0.0)), [box((size, 5.0, 5.0)) for size in (10.0, 20.0, 10.0)]
    contents = Contents("mm")
    for key, other in zip("abc", moved, strict=True):
        mesh = two_parts(still, other)
        contents.add(key, mesh, Numbers.of(mesh))
    data = contents.to_json()
    assert len(data["shapes"]) == 3, "the one that stays, and two sizes of the other"
    assert data["builds"]["a"] == data["builds"]["c"]
    assert contents.builds == 3


def two_parts(one: Mesh, other: Mesh) -> Mesh:
    groups = (Group("still", 0, 12, "#aabbcc", part=0), Group("moved", 12, 12, "#ccbbaa", part=1))
    triangles = np.concatenate([one.triangles, other.triangles + len(one.vertices)])
    return Mesh(np.concatenate([one.vertices, other.vertices]), triangles, groups=groups)


def test_colours_within_a_part_and_triangles_of_no_part_are_kept(box):
    groups = (
        Group("lid", 0, 2, "#ff0000", part=0),
        Group("lid", 2, 4, "", part=0),
        Group("foot", 6, 2, "#00ff00", part=1),
    )
    contents = Contents("mm")
    mesh = box(groups=groups)
    contents.add("", mesh, Numbers.of(mesh))
    parts = contents.to_json()["builds"][""]["parts"]
    assert [(path, [*map(tuple, colors)]) for path, _, colors in parts] == [
        ("lid", [(2, "#ff0000"), (4, "")]),
        ("foot", [(2, "#00ff00")]),
        ("", [(4, "")]),
    ]


def test_a_viewer_without_a_model_says_so(viewer, tmp_path):
    with pytest.raises(RequestError, match="no model to save"):
        viewer.to_html(tmp_path / "none.html")
    assert not list(tmp_path.iterdir())


def test_a_page_beyond_the_budget_is_refused_and_the_one_before_stays(box, tmp_path):
    path = tmp_path / "box.html"
    path.write_text("before")
    with pytest.raises(RequestError, match=r"more than the budget of 0\.1 MB"):
        Viewer(box()).to_html(path, budget=0.1)
    assert path.read_text() == "before"
    Viewer(box()).to_html(path)
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [file.name for file in tmp_path.iterdir()] == ["box.html"]


def test_a_folder_that_is_not_there_is_named(box, tmp_path):
    with pytest.raises(RequestError, match="cannot be written"):
        Viewer(box()).to_html(tmp_path / "nowhere" / "box.html")


def test_inches_are_offered_where_the_unit_is_known(box, read_page, tmp_path):
    for unit, factor in (("mm", 1 / 25.4), ("in", 0.0), ("parsec", 0.0)):
        Viewer(box(unit=unit), inches=True).to_html(tmp_path / "box.html")
        data = read_page(tmp_path / "box.html").data
        assert data["inch"] == pytest.approx(factor)
        assert data["look"]["inches"] is bool(factor)
        assert "inches" not in data["builds"][""]["grounds"] or factor or unit == "in"
