"""What is written can be read back as the model, in every type."""

from __future__ import annotations

from pathlib import Path

import cadquery as cq
import numpy as np
import pytest

from cadwidgets import samples
from cadwidgets.contract.requests import FORMATS, QUESTIONS, SUFFIXES
from cadwidgets.geometry.amf import read_amf
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service.builds.write_options import MESHED

BOX = "show_object(cq.Workplane().box(1, 2, 3))"
TWO = """
a = cq.Assembly().add(cq.Workplane().box(1, 2, 3))
show_object(a.add(cq.Workplane().sphere(2), loc=cq.Location((10, 0, 0))))
"""
DRILLED = "show_object(cq.Workplane().box(9, 9, 3).faces('>Z').workplane().hole(4).edges('|Z').fillet(1))"


@pytest.mark.parametrize(("output", "name"), [("STL", "out.stl"), ("AMF", "out.amf"), ("TJS", "out.json")])
@pytest.mark.parametrize("script", [BOX, TWO, DRILLED])
def test_a_mesh_encloses_the_volume(build, script: str, output: str, name: str) -> None:
    built = build(script, output)
    mesh = read_mesh(built["file"])
    assert built["file"].name == name
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(built["properties"]["volume"], rel=0.01)
    assert mesh.bounding_box == pytest.approx(built["properties"]["bounding_box"], abs=0.02)


def test_the_documented_first_example_has_volume_6_in_every_type(build) -> None:
    """As published: carriage returns, no unit, no version, a last line of blanks."""
    script = "def build():\r\n    return Part.makeBox(1,2,3)\r\n    "
    volumes = [read_mesh(build(script, output)["file"]).volume for output in ("STL", "AMF", "TJS")]
    step = build(script, "STEP")
    assert volumes == pytest.approx([6.0] * 3)
    assert _step_volume(step["file"]) == pytest.approx(6.0)
    assert step["properties"]["solids"] == 1


def _step_volume(path: Path) -> float:
    return cq.importers.importStep(str(path)).val().Volume()


@pytest.mark.parametrize(("unit", "millimetres"), [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("m", 1000.0)])
def test_the_unit_of_the_script_is_the_unit_of_the_step_file(build, unit: str, millimetres: float) -> None:
    built = build(f"UOM = {unit!r}\n" + BOX, "STEP")
    assert built["unit"] == unit
    assert built["properties"]["volume"] == pytest.approx(6.0)
    assert _step_volume(built["file"]) == pytest.approx(6.0 * millimetres**3, rel=1e-6)


def test_equal_models_make_equal_files(build) -> None:
    for output in ("STL", "STEP", "AMF", "TJS"):
        first, second = build(DRILLED, output), build(DRILLED, output)
        assert first["file"].read_bytes() == second["file"].read_bytes()


def test_amf_has_an_object_for_each_solid_and_the_unit(build) -> None:
    data = build("UOM = 'in'\n" + TWO, "AMF")["file"].read_bytes()
    assert data.count(b"<object") == 2
    assert b'unit="inch"' in data
    assert read_amf(data).unit == "in"


def test_step_keeps_every_solid(build) -> None:
    shape = cq.importers.importStep(str(build(TWO, "STEP")["file"]))
    assert len(shape.solids().vals()) == 2


def test_properties_are_exact_where_the_mesh_is_not(build) -> None:
    found = build("show_object(cq.Workplane().sphere(10))")["properties"]
    assert found["volume"] == pytest.approx(4 / 3 * np.pi * 1000, rel=1e-9)
    assert found["area"] == pytest.approx(4 * np.pi * 100, rel=1e-9)
    assert found["bounding_box"] == pytest.approx([-10, -10, -10, 10, 10, 10], abs=1e-5)
    assert (found["valid"], found["solids"]) == (True, 1)


def test_the_volume_of_a_twisted_gear_is_that_of_its_mesh(build) -> None:
    """Where a fixed number of integration points is off by a sixth."""
    script = """
angles = [2 * math.pi * step / 25 for step in range(25)]
radii = [10 + 2 * math.sin(5 * angle) for angle in angles]
points = [(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles)]
show_object(cq.Workplane().spline(points).close().twistExtrude(20, 30))
"""
    built = build(script)
    assert built["properties"]["volume"] == pytest.approx(read_mesh(built["file"]).volume, rel=2e-3)
    assert built["properties"]["area"] == pytest.approx(read_mesh(built["file"]).area, rel=2e-3)


def test_a_mirrored_model_faces_outwards(build) -> None:
    mesh = read_mesh(build("show_object(cq.Workplane().box(1, 2, 3).mirror('XY').mirror('YZ'))")["file"])
    assert mesh.volume == pytest.approx(6.0)


def test_the_volume_of_an_involute_gear_is_what_ever_finer_meshes_come_to(build) -> None:
    built = build(samples.gear.text, "STEP")
    assert built["properties"]["volume"] == pytest.approx(27012.9, rel=3e-5)


def test_faces_without_a_solid_are_a_model_without_volume(build) -> None:
    built = build("show_object(cq.Sketch().rect(2, 3))")
    assert (built["properties"]["volume"], built["properties"]["solids"]) == (0.0, 0)
    assert read_mesh(built["file"]).area == pytest.approx(6.0)


def test_nothing_but_the_model_is_left_in_the_folder(build) -> None:
    for output in ("STL", "STEP", "AMF", "TJS"):
        path = build(BOX, output)["file"]
        assert list(path.parent.iterdir()) == [path]


def test_a_part_of_the_catalog_is_built(run_job, tmp_path: Path) -> None:
    job = {"op": "part", "family": "iso4762", "part_number": "ISO 4762 M6x20", "type": "STL"}
    ok = run_job(job, tmp_path).frame["ok"]
    assert ok["properties"]["solids"] == 1
    assert read_mesh(tmp_path / "out.stl").volume == pytest.approx(ok["properties"]["volume"], rel=0.02)


def test_a_part_that_is_not_in_the_catalog_is_an_error_of_the_request(run_job, tmp_path: Path) -> None:
    for family, number in (("iso4762", "ISO 4762 M6x21.5"), ("iso0", "x")):
        job = {"op": "part", "family": family, "part_number": number, "type": "STL"}
        assert run_job(job, tmp_path).frame["error"]["kind"] == "request"


def test_parameters_are_read_without_running_the_script(run_job, tmp_path: Path) -> None:
    script = "width = 40.0  # [10:0.5:100] mm Overall width\nopen('ran', 'w')\nraise SystemExit"
    ok = run_job({"op": "parameters", "script": script}, tmp_path).frame["ok"]
    assert [item["name"] for item in ok["schema"]["parameters"]] == ["width"]
    assert ok["file"] is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", [output for output in FORMATS if output not in QUESTIONS])
def test_a_worker_writes_every_type_and_times_its_stages(run_job, tmp_path: Path, output: str) -> None:
    options = {"picks": '[["part", 0, -1, [0, 0, 0]]]'} if output == "MEASURE" else {}
    job = {"op": "build", "script": BOX, "type": output, "preset": "", "values": {}, "options": options}
    ok = run_job(job, tmp_path).frame["ok"]
    assert [path.name for path in tmp_path.iterdir()] == [ok["file"]] == [f"out{SUFFIXES[output]}"]
    meshed = ["mesh", "read"] if output in MESHED else []
    assert list(ok["timings"]) == ["parse", "run", *meshed, "encode"]


def test_options_reach_the_file(run_job, tmp_path: Path) -> None:
    job = {"op": "build", "script": BOX, "type": "STEP", "options": {"schema": "AP242"}}
    assert "ok" in run_job(job, tmp_path).frame
    assert b"AP242_MANAGED_MODEL" in (tmp_path / "out.step").read_bytes()


@pytest.mark.parametrize(
    ("output", "options", "name"),
    [
        ("STL", {"deflection": "0.00003"}, "o.deflection"),
        ("STL", {"angle": "0"}, "o.angle"),
        ("STEP", {"ascii": "true"}, "o.ascii"),
        ("SVG", {"view": "inside"}, "o.view"),
        ("STL", {"quality": "best"}, "o.quality"),
    ],
)
def test_an_option_that_cannot_be_is_an_error_of_the_request(
    run_job, tmp_path: Path, output: str, options: dict[str, str], name: str
) -> None:
    job = {"op": "build", "script": BOX, "type": output, "options": options}
    error = run_job(job, tmp_path).frame["error"]
    assert (error["kind"], error["parameter"]) == ("request", name)
    assert error["allowed"]
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_catalog_is_a_product_named_by_its_number(run_job, tmp_path: Path) -> None:
    job = {"op": "part", "family": "iso4762", "part_number": "ISO 4762 M6x20", "type": "STEP"}
    assert "ok" in run_job(job, tmp_path).frame
    assert b"PRODUCT('ISO 4762 M6x20'" in (tmp_path / "out.step").read_bytes()
