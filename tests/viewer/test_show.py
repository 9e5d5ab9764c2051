"""`show` takes a model in any form that can be one, and several at once; what holds no triangles has them made."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cadwidgets.contract.parts import PartFiles
from cadwidgets.errors import GeometryError, RequestError
from cadwidgets.geometry.mesh import Group
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.sources import Sources, connect
from cadwidgets.viewer.show import show

VOLUME = 30 * 20 * 10


@pytest.fixture
def ours(service: Any) -> Sources:
    return connect(build_url=service.url, build_key=service.key)


@pytest.fixture
def cq() -> Any:
    import cadquery

    return cadquery


def test_a_mesh_is_shown_as_it_is(box):
    mesh = box()
    viewer = show(mesh, width=300, caption="a box")
    assert viewer.mesh is mesh
    assert (viewer.width, viewer.caption, viewer.status) == (300, "a box", "ready")


@pytest.mark.parametrize("form", ["bytes", "path", "text"])
@pytest.mark.parametrize("write", [write_stl, lambda mesh: write_3mf([mesh])], ids=["STL", "3MF"])
def test_a_file_is_read(box, tmp_path, form, write):
    path = tmp_path / "box.any"
    path.write_bytes(write(box()))
    model = {"bytes": path.read_bytes(), "path": path, "text": str(path)}[form]
    assert np.isclose(show(model).mesh.volume, VOLUME)


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match="set is no model"):
        show({1})
    with pytest.raises(TypeError, match="set is no model"):
        show([b"solid", {1}])
    with pytest.raises(GeometryError):
        show(b"this is no mesh")
    with pytest.raises(TypeError, match="needs a model"):
        show()
    with pytest.raises(FileNotFoundError):
        show("nowhere.step")


def test_several_models_are_one_picture_with_their_names_and_colours(box, tmp_path):
    path = tmp_path / "lid.stl"
    path.write_bytes(write_stl(box(at=(0, 0, 20))))
    mesh = show(box(), path, box(at=(50, 0, 0)), names=["", "", "foot"], colors=["", "#c02040"]).mesh
    assert mesh.volume == pytest.approx(3 * VOLUME)
    looks = [(group.name, group.color, group.start, group.count) for group in mesh.groups]
    assert looks == [("model 1", "", 0, 12), ("lid", "#c02040", 12, 12), ("foot", "", 24, 12)]


def test_a_dict_names_its_models(box):
    mesh = show({"lid": box(), "foot": box(at=(0, 0, 40))}).mesh
    assert [group.name for group in mesh.groups] == ["lid", "foot"]


def test_a_colour_is_for_all_groups_and_a_name_for_those_without_one(box):
    mesh = box(groups=(Group("a", 0, 6, "#111111"), Group("", 6, 6)))
    shown = show(mesh, names=["both"], colors=["#c02040"]).mesh
    assert [(group.name, group.color) for group in shown.groups] == [("a", "#c02040"), ("both", "#c02040")]


def test_models_in_other_units_are_as_large_as_they_are(box):
    mesh = show(box(unit="mm"), box((1, 1, 1), unit="in")).mesh
    assert mesh.unit == "mm"
    assert mesh.volume == pytest.approx(VOLUME + 25.4**3)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"names": "lid"}, "names does not fit"),
        ({"names": ["a", "b"]}, "names does not fit"),
        ({"colors": ["#12345"]}, "not of the form #rrggbb"),
    ],
)
def test_names_and_colours_that_do_not_fit_are_refused(box, options, said):
    with pytest.raises(RequestError, match=said):
        show(box(), **options)


@pytest.mark.parametrize("kind", ["step", "brep", "bin"])
@pytest.mark.parametrize("as_bytes", [True, False])
def test_exact_surfaces_have_their_triangles_made_beside_the_notebook(cq, ours, tmp_path, kind, as_bytes):
    path = tmp_path / ("part.step" if kind == "step" else "part.brep")
    solid = cq.Workplane().box(30, 20, 10).val()
    {"step": solid.exportStep, "brep": solid.exportBrep, "bin": solid.exportBin}[kind](str(path))
    viewer = show(path.read_bytes() if as_bytes else path, source=ours)
    assert (viewer.status, viewer.mesh) == ("loading", None)
    viewer.wait()
    assert (viewer.status, viewer.error) == ("ready", None)
    assert viewer.mesh.volume == pytest.approx(VOLUME, rel=1e-6)
    assert viewer.mesh.edges is not None, "the edges of the model itself"


def test_an_assembly_in_a_step_file_keeps_names_and_colours(cq, ours, tmp_path):
    assembly = cq.Assembly(name="pair").add(cq.Workplane().box(30, 20, 10), name="lid", color=cq.Color("red"))
    assembly.add(cq.Workplane().sphere(5), name="ball", loc=cq.Location((0, 0, 30)))
    assembly.export(str(tmp_path / "pair.step"))
    viewer = show(tmp_path / "pair.step", source=ours)
    viewer.wait()
    assert {group.name.rpartition("/")[2] for group in viewer.mesh.groups} >= {"lid", "ball"}
    assert "#ff0000" in {group.color for group in viewer.mesh.groups}


@pytest.mark.parametrize("form", ["Workplane", "Shape", "Sketch"])
def test_cadquerys_own_objects_are_shown(cq, ours, form):
    solid = cq.Workplane().box(30, 20, 10)
    model = {"Workplane": solid, "Shape": solid.val(), "Sketch": cq.Sketch().rect(30, 20)}[form]
    viewer = show(model, source=ours, names=["mine"])
    viewer.wait()
    assert viewer.error is None
    assert viewer.mesh.area == pytest.approx(30 * 20 if form == "Sketch" else 2 * (600 + 300 + 200))
    assert [group.name for group in viewer.mesh.groups] == ["mine"]


def test_the_parts_of_an_assembly_stand_where_they_are_with_their_looks(cq, ours):
    inner = cq.Assembly(name="inner", loc=cq.Location((0, 0, 100))).add(
        cq.Workplane().box(2, 2, 2), name="cube", color=cq.Color(0, 0, 1, 0.5)
    )
    assembly = cq.Assembly(name="outer").add(cq.Workplane().box(30, 20, 10), name="lid").add(inner)
    viewer = show(assembly, source=ours)
    viewer.wait()
    assert viewer.error is None
    assert [group.name for group in viewer.mesh.groups] == ["lid", "inner/cube"]
    assert viewer.mesh.groups[1].opacity == pytest.approx(0.5, abs=0.01)
    assert viewer.mesh.bounding_box == pytest.approx((-15, -10, -5, 15, 10, 101))


def test_the_files_of_a_downloaded_part_are_shown(box, cq, ours, tmp_path):
    stl = PartFiles({"a.txt": b"", "a.stl": write_stl(box())}, b"", b"", "")
    assert show(stl).mesh.volume == pytest.approx(VOLUME)
    cq.Workplane().box(30, 20, 10).val().exportStep(str(tmp_path / "a.step"))
    viewer = show(PartFiles({"a.stp": (tmp_path / "a.step").read_bytes()}, b"", b"", ""), source=ours)
    viewer.wait()
    assert viewer.mesh.volume == pytest.approx(VOLUME, rel=1e-6)
    with pytest.raises(GeometryError, match=r"none of the files can be shown: a\.dxf"):
        show(PartFiles({"a.dxf": b""}, b"", b"", ""))


def test_a_broken_step_file_is_told_in_the_viewer_and_the_last_model_stays(box, ours, tmp_path):
    (tmp_path / "half.step").write_bytes(b"ISO-10303-21;\nHEADER;")
    viewer = show(box())
    viewer.load(tmp_path / "half.step", source=ours)
    viewer.wait()
    assert viewer.status == "failed"
    assert viewer.error is not None
    assert viewer.mesh.volume == pytest.approx(VOLUME)
    assert "half.step cannot be shown" in viewer._note.value
    viewer.load(box((1, 1, 1)))
    assert (viewer.status, viewer.error, viewer._note.value) == ("ready", None, "")


def test_a_mesh_that_is_assigned_takes_the_place_of_what_could_not_be_shown(box):
    viewer = show(Broken())
    viewer.wait()
    assert (viewer.status, str(viewer.error)) == ("failed", "no such thing")
    viewer.mesh = box()
    assert (viewer.status, viewer.error, viewer._note.value) == ("ready", None, "")


class Broken:
    """A part that cannot be made."""

    def load_mesh(self, cancel: threading.Event | None = None) -> Any:
        raise GeometryError("no such thing", offset=0)


class Slow:
    """A part that takes as long as nobody cancels it."""

    part_number = "slow-1"

    def __init__(self) -> None:
        self.was_cancelled = threading.Event()

    def load_mesh(self, cancel: threading.Event | None = None) -> Any:
        assert cancel is not None
        assert cancel.wait(60)
        self.was_cancelled.set()
        raise GeometryError("too late", offset=0)


def test_loading_can_be_cancelled_and_a_newer_model_ends_an_older_one(box):
    first, second = Slow(), Slow()
    viewer = show(first)
    assert "slow-1 is being made" in viewer._note.value
    viewer.load(second)
    assert first.was_cancelled.wait(10)
    viewer.load(box())
    assert second.was_cancelled.wait(10)
    viewer.wait()
    assert (viewer.status, viewer.error) == ("ready", None)
    assert viewer.mesh.volume == pytest.approx(VOLUME)


def test_a_closed_viewer_stops_loading():
    slow = Slow()
    show(slow).close()
    assert slow.was_cancelled.wait(10)


def test_showing_loads_no_cadquery():
    code = "import sys, cadwidgets; cadwidgets.show; cadwidgets.Viewer; sys.exit('cadquery' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path.cwd(), check=False).returncode == 0
