"""BuiltModel: exact numbers where the service tells them, measured ones else."""

from __future__ import annotations

import pytest

from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.errors import GeometryError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.stl import write_stl


def built(data, type_="STL", **fields):
    return BuiltModel(BuildResult(BuildRequest(type_, script="box"), data, **fields))


def test_without_the_services_numbers_the_mesh_is_measured(box):
    model = built(write_stl(box()))
    assert (model.volume, model.area) == (6.0, 22.0)
    assert model.bounding_box == (0.0, 0.0, 0.0, 1.0, 2.0, 3.0)
    assert model.size == (1.0, 2.0, 3.0)
    assert model.mesh is model.mesh


def test_the_services_exact_numbers_come_first_and_need_no_triangles():
    told = {"volume": 4.19, "area": 12.6, "bounding_box": [-1, -1, -1, 1, 1, 1]}
    model = built(b"ISO-10303-21;", "STEP", properties=told)
    assert (model.volume, model.area, model.size) == (4.19, 12.6, (2.0, 2.0, 2.0))


def test_a_step_model_has_no_mesh():
    with pytest.raises(GeometryError, match="no triangles"):
        _ = built(b"ISO-10303-21;", "STEP").mesh


def test_numbers_a_service_leaves_empty_are_measured(box):
    told = {"volume": None, "area": None, "bounding_box": None}
    assert built(write_stl(box()), properties=told).volume == 6.0
    assert built(write_stl(box()), properties=told).size == (1.0, 2.0, 3.0)
    assert built(write_stl(box()), properties={"bounding_box": [None] * 6}).size == (1.0, 2.0, 3.0)


def test_everything_else_is_the_results(box, tmp_path):
    data = write_stl(box())
    model = built(data, timings={"mesh": 0.1}, warnings=("thin wall",))
    assert (model.data, model.type, model.timings, model.warnings) == (data, "STL", {"mesh": 0.1}, ("thin wall",))
    assert model.request.script == "box"
    assert model.save(tmp_path / "part").read_bytes() == data
    assert (tmp_path / "part.stl").exists()


def test_the_repr_is_short_and_reads_no_bytes():
    assert repr(built(b"broken")) == "<BuiltModel: STL, 6 bytes>"
    assert repr(built(b"broken", properties={"volume": 6.0})) == "<BuiltModel: STL, 6 bytes, volume 6>"
    weighed = built(b"broken", properties={"volume": 6.0, "mass": 0.5})
    assert repr(weighed) == "<BuiltModel: STL, 6 bytes, volume 6, mass 0.5 kg>"
