"""The numbers of a model: against closed formulas, and against CadQuery's own."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadquery as cq
import numpy as np
import pytest

from cadwidgets import samples
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.service.builds.moments import moments
from cadwidgets.service.builds.shapes import Part

BALL = 4 / 3 * math.pi * 27
ROD = math.pi * 4 * 5
RING = 2 * math.pi**2 * 10 * 4


def of_box(x: float, y: float, z: float) -> list[float]:
    """The three moments of a box about its middle."""
    return [x * y * z * (one**2 + other**2) / 12 for one, other in ((y, z), (x, z), (x, y))]


SHAPES: dict[str, tuple[cq.Shape, float, tuple[float, float, float], list[float]]] = {
    "a box": (cq.Solid.makeBox(2, 3, 4), 24, (1, 1.5, 2), of_box(2, 3, 4)),
    "a sphere": (cq.Workplane().sphere(3).val().moved(cq.Location((1, 2, 3))), BALL, (1, 2, 3), [BALL * 0.4 * 9] * 3),
    "a rod": (cq.Solid.makeCylinder(2, 5), ROD, (0, 0, 2.5), [ROD * (12 + 25) / 12] * 2 + [ROD * 2]),
    "a ring": (cq.Solid.makeTorus(10, 2), RING, (0, 0, 0), [RING * (4 * 100 + 5 * 4) / 8] * 2 + [RING * (100 + 3)]),
    "a box inside out": (
        cq.Shape.cast(cq.Solid.makeBox(2, 3, 4).wrapped.Reversed()),
        24,
        (1, 1.5, 2),
        of_box(2, 3, 4),
    ),
}


def properties_of(path: Path) -> ModelProperties:
    return ModelProperties.from_json(json.loads(path.read_bytes()))


def moments_of(*solids: cq.Shape) -> tuple[Any, Any]:
    found = moments(solids)
    assert found is not None
    return found


@pytest.mark.parametrize(("shape", "volume", "center", "diagonal"), SHAPES.values(), ids=SHAPES)
def test_centre_and_moments_are_exact(
    shape: cq.Shape, volume: float, center: tuple[float, float, float], diagonal: list[float]
) -> None:
    middle, inertia = moments_of(*shape.Solids())
    assert middle == pytest.approx(center, abs=1e-9)
    assert np.array(inertia) == pytest.approx(np.diag(diagonal), rel=1e-9, abs=1e-9 * max(diagonal))
    assert abs(shape.Volume()) == pytest.approx(volume)


@pytest.mark.parametrize("place", [cq.Location((7, 0, 0)), cq.Location((10, 20, 30), (1, 2, 3), 40)])
def test_a_thing_in_another_place_has_moments_that_moved_along(place: cq.Location) -> None:
    solid = cq.Solid.makeBox(2, 3, 4)
    moved = solid.moved(place)
    copied = cq.Workplane(moved).val().transformGeometry(cq.Matrix())
    (center, inertia), (of_copy, inertia_of_copy) = map(moments_of, (moved, copied))
    assert center == pytest.approx(of_copy)
    assert np.array(inertia) == pytest.approx(np.array(inertia_of_copy), abs=1e-8)
    assert sorted(np.linalg.eigvalsh(inertia)) == pytest.approx(sorted(of_box(2, 3, 4)))


def test_two_boxes_apart_have_one_centre_and_moments_about_it() -> None:
    box = cq.Solid.makeBox(1, 1, 1)
    center, inertia = moments_of(box, box.moved(cq.Location((5, 0, 0))))
    assert center == pytest.approx((3, 0.5, 0.5))
    turned = 2 * (1 / 6 + 2.5**2)
    assert np.array(inertia) == pytest.approx(np.diag([1 / 3, turned, turned]), abs=1e-12)


def test_far_from_the_origin_no_digit_is_lost() -> None:
    rod = cq.Workplane().cylinder(5, 2).rotate((0, 0, 0), (1, 1, 0), 30).translate((1e6, 2e6, 0)).val()
    _, inertia = moments_of(rod)
    assert sorted(np.linalg.eigvalsh(inertia)) == pytest.approx([ROD * 2] + [ROD * (12 + 25) / 12] * 2)


def test_a_twisted_bar_is_measured_like_its_section() -> None:
    """Every section is the same square, turned: so area and polar moment are those of the square times the length."""
    bar = cq.Workplane().rect(4, 4).twistExtrude(20, 720).val()
    center, inertia = moments_of(bar)
    assert center == pytest.approx((0, 0, 10), abs=1e-6)
    assert inertia[2][2] == pytest.approx(20 * 4**4 / 6, rel=1e-5)


def test_a_sheet_has_neither_centre_nor_moments(export_parts: Callable[..., Path]) -> None:
    told = properties_of(export_parts([Part(cq.Face.makePlane(2, 3))], "PROPERTIES"))
    assert (told.volume, told.area, told.center, told.inertia) == (0, pytest.approx(6), None, None)


def test_all_parts_count(export_parts: Callable[..., Path]) -> None:
    box = cq.Solid.makeBox(1, 2, 3)
    parts = [Part(box, "a"), Part(cq.Compound.makeCompound([box.moved(cq.Location((9, 0, 0))), cq.Edge.makeCircle(1)]))]
    told = properties_of(export_parts(parts, "PROPERTIES", measures='{"n": "solids().count", "x": "solids(\'>X\').x"}'))
    assert (told.volume, told.area) == pytest.approx((12, 44))
    assert told.center == pytest.approx((5, 1, 1.5))
    assert told.bounding_box == pytest.approx((-1, -1, 0, 10, 2, 3))
    assert dict(told.measures) == pytest.approx({"n": 2, "x": 9.5})


def test_a_build_tells_mass_and_bill_and_makes_no_mesh(build: Callable[..., dict[str, Any]]) -> None:
    script = "material = 'Steel'\nshow_object(cq.Workplane().box(10, 20, 30), name='block')"
    made = build(script, "PROPERTIES")
    told = properties_of(made["file"])
    assert made["file"].name == "out.properties.json"
    assert list(made["timings"]) == ["parse", "run", "encode"]
    assert (told.volume, told.exact, dict(told.problems)) == (pytest.approx(6000), True, {})
    assert told.mass == made["properties"].get("mass")
    assert [line.name for line in told.bom or ()] == ["block"]


def test_the_bracket_is_what_cadquery_measures(build: Callable[..., dict[str, Any]], run: Any) -> None:
    told = properties_of(build(samples.bracket.text, "PROPERTIES")["file"])
    shape = run(samples.bracket.text).parts[0].shape
    box, inertia = shape.BoundingBox(), np.array(cq.Shape.matrixOfInertia(shape))
    assert told.volume == pytest.approx(shape.Volume(), rel=1e-6)
    assert told.area == pytest.approx(shape.Area(), rel=1e-6)
    assert told.center == pytest.approx(shape.Center().toTuple(), abs=1e-6)
    assert told.bounding_box == pytest.approx((box.xmin, box.ymin, box.zmin, box.xmax, box.ymax, box.zmax), abs=1e-5)
    assert np.array(told.inertia) == pytest.approx(inertia, abs=1e-6 * inertia.max())


def test_a_size_beyond_all_measure_is_an_error_of_the_geometry(run_job: Any, tmp_path: Path) -> None:
    job = {"op": "build", "script": "show_object(cq.Workplane().box(1e80, 1e80, 1e80))", "type": "PROPERTIES"}
    error = run_job(job, tmp_path).frame["error"]
    assert error["kind"] == "geometry"


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 3}', '{"a": "volume"}', '{"a": "faces(x).area"}', "null", "\ud800"])
def test_measures_that_are_none_are_refused_before_the_script_runs(run_job: Any, tmp_path: Path, text: str) -> None:
    job = {"op": "build", "script": "1 / 0", "type": "PROPERTIES", "options": {"measures": text}}
    error = run_job(job, tmp_path).frame["error"]
    assert error["kind"] == "request"
    assert "measures" in error["parameter"]


def test_a_build_without_memory_is_the_same_and_says_so(run_job: Any, tmp_path: Path) -> None:
    script = "width = 2.0\nshow_object(cq.Workplane().box(width, 2, 3))"
    job = {"op": "build", "script": script, "type": "PROPERTIES", "memo": False}
    ok = run_job(job, tmp_path).frame["ok"]
    assert ok["memo"]["reason"] == "the job says so"
    assert properties_of(tmp_path / ok["file"]).volume == pytest.approx(12)
