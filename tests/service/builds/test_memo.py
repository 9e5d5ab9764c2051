"""A process that stays remembers the kernel's operations: what it builds is what a fresh process builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cadquery as cq
import pytest
from staying_process import StayingProcess

from cadwidgets.service.same_results import Result, difference

PLATE = """
length, hole = 40.0, 3.0
body = cq.Workplane().box(length, 20, 5).edges("|Z").fillet(2)
body = body.faces(">Z").workplane().rect(20, 10, forConstruction=True).vertices().hole(2)
body = body.faces(">Z").workplane().hole(hole)
show_object(body)
"""
TWINS = """
apart = 0.0
boxes = [cq.Workplane().box(2, 2, 2).val() for _ in range(2)]
boxes[1].move(cq.Location((apart, 0, 0)))
show_object(cq.Compound.makeCompound(boxes))
"""
"""Two bodies of equal inputs in one place are two."""
MOVED = """
far = 5.0
box = cq.Solid.makeBox(1, 2, 3)
box.move(cq.Location((far, 0, 0)))
box.label, box.forConstruction = "moved", True
again = cq.Solid.makeBox(1, 2, 3)
assert (again.label, again.forConstruction) == ("", False)
show_object(again.fuse(box))
"""
MESHED = """
fine, height = 0.5, 3.0
ball = cq.Workplane().sphere(3).val()
ball.mesh(fine, 0.5)
size = ball.BoundingBox().xlen
show_object(cq.Workplane().box(size, size, height))
"""
"""The kernel measures a mesh where there is one."""
UNMESHED = """
height = 3.0
ball = cq.Workplane().sphere(3)
size = ball.val().BoundingBox().xlen
show_object(cq.Workplane().box(size, size, height).union(ball))
"""
PATCHED = """
factor = 2.0
original = cq.Solid.makeBox.__func__
if factor > 2.5:
    cq.Solid.makeBox = classmethod(lambda cls, l, w, h, *more: original(cls, l * factor, w, h, *more))
show_object(cq.Workplane().box(1, 1, 1))
"""
KERNEL = """
height = 2.0
from OCP.BRepTools import BRepTools
box = cq.Workplane().box(1, 1, height)
BRepTools.Clean_s(box.val().wrapped)
show_object(box)
"""
FAILING = """
radius = 0.5
show_object(cq.Workplane().box(4, 4, 4).edges().fillet(radius))
"""
IMPORTED = """
height = 2.0
show_object(cq.importers.importBrep("part.brep").union(cq.Workplane().box(1, 1, height)))
"""
Walk = Callable[..., list[Result]]


@pytest.fixture
def walk(processes: StayingProcess) -> Walk:
    """Builds a script with one value after the other in the process that stays; each equals that of a fresh one."""

    def walk(script: str, name: str, *values: float, output: str = "STL") -> list[Result]:
        jobs = [{"script": script, "type": output, "values": {name: value}} for value in values]
        found = [processes.run(job, script) for job in jobs]
        for job, result in zip(jobs, found, strict=True):
            assert difference(result, processes.run(job)) is None, job["values"]
        return found

    return walk


def told(result: Result) -> dict:
    return result.frame["ok"]["memo"]


@pytest.mark.long
def test_only_what_depends_on_the_changed_parameter_is_computed_again(walk: Walk) -> None:
    first, late, back = walk(PLATE, "hole", 3.0, 4.0, 3.0)
    assert told(first)["misses"] > 20
    assert told(late)["misses"] <= 10
    assert told(late)["seconds_saved"] > 0.0
    assert told(back)["misses"] == 0


@pytest.mark.long
def test_a_change_at_the_beginning_changes_all_after_it(walk: Walk) -> None:
    lengths = [result.frame["ok"]["properties"]["bounding_box"][3] for result in walk(PLATE, "length", 30.0, 50.0)]
    assert lengths == pytest.approx([15.0, 25.0])


def test_two_bodies_of_equal_inputs_stay_two(walk: Walk) -> None:
    for result in walk(TWINS, "apart", 0.0, 3.0, 0.0):
        assert result.frame["ok"]["properties"]["solids"] == 2


def test_what_a_script_does_to_a_shape_is_not_in_the_next_build(walk: Walk) -> None:
    walk(MOVED, "far", 5.0, 6.0, 5.0)


@pytest.mark.long
def test_a_mesh_that_a_script_makes_counts_for_what_comes_after_it(walk: Walk) -> None:
    coarse, fine, again = walk(MESHED, "fine", 0.5, 0.01, 0.5)
    assert coarse.frame["ok"]["properties"]["volume"] != fine.frame["ok"]["properties"]["volume"]
    assert told(again)["misses"] == 0


@pytest.mark.long
def test_the_mesh_of_a_model_is_not_seen_by_the_next_build(walk: Walk) -> None:
    walk(UNMESHED, "height", 3.0, 4.0, 3.0)


@pytest.mark.long
def test_an_operation_that_the_script_replaces_is_the_script_s(walk: Walk) -> None:
    _, patched = walk(PATCHED, "factor", 2.0, 3.0)
    assert patched.frame["ok"]["properties"]["volume"] == pytest.approx(3.0)
    assert told(patched)["reason"]


@pytest.mark.long
def test_a_script_that_works_with_the_kernel_itself_is_not_remembered(walk: Walk) -> None:
    for result in walk(KERNEL, "height", 2.0, 3.0):
        assert (told(result)["hits"], told(result)["reason"]) == (
            0,
            "the script works with the kernel's own objects (OCP)",
        )


@pytest.mark.long
def test_a_failure_is_the_failure_of_a_fresh_process_and_the_next_build_is_right(walk: Walk) -> None:
    good, bad, again = walk(FAILING, "radius", 0.5, 3.0, 0.5)
    assert (set(good.frame), set(bad.frame), set(again.frame)) == ({"ok"}, {"error"}, {"ok"})


@pytest.mark.long
def test_a_file_counts_by_its_content(processes: StayingProcess, tmp_path: Path) -> None:
    for size in (1, 2):
        cq.Solid.makeBox(size, size, size).exportBrep(str(tmp_path / "part.brep"))
        beside = {"part.brep": (tmp_path / "part.brep").read_text()}
        job = {"script": IMPORTED, "type": "STL", "beside": beside}
        assert difference(processes.run(job, job["script"]), processes.run(job)) is None


def test_a_job_may_be_built_without_memory(processes: StayingProcess) -> None:
    job = {"script": PLATE, "type": "STL"}
    processes.run(job, job["script"])
    result = processes.run({**job, "memo": False}, job["script"])
    assert told(result) == {"hits": 0, "misses": 0, "seconds_saved": 0.0, "reason": "the job says so"}
