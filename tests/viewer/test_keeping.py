"""A viewer that a cell makes again shows its model as the last one did."""

from __future__ import annotations

import gc
import weakref

import pytest

from cadwidgets.viewer import keeping, state
from cadwidgets.viewer.show import show
from cadwidgets.viewer.viewer import Viewer


@pytest.fixture
def run(monkeypatch):
    """``run("cell")``: from now on that cell runs, once more."""
    runs = iter(range(10_000))
    monkeypatch.setattr(state, "CELLS", keeping.Cells())

    def begin(cell: str | None) -> None:
        now = None if cell is None else (cell, str(next(runs)))
        monkeypatch.setattr(state, "running_cell", lambda: now)

    return begin


def look_around(viewer: Viewer) -> dict:
    viewer._scene.turn(40, -20)
    viewer._scene.zoom(0.5)
    viewer.wires, viewer.tree = True, True
    return viewer.state


def test_the_next_run_of_a_cell_shows_the_model_as_it_was_seen(run, box):
    run("a")
    one, two = show({"lid": box(), "body": box(at=(0, 0, 20))}), show(box())
    one.hide("lid")
    seen, other = look_around(one), two.state
    run("a")
    assert show({"lid": box((31, 20, 10)), "body": box(at=(0, 0, 20))}).state == seen
    assert show(box()).state == other, "each at its own place in the cell"
    run("a")
    assert show({"lid": box(), "body": box(at=(0, 0, 20))}).state == seen, "and in the run after that"


def test_another_cell_and_plain_python_begin_anew(run, box):
    run("a")
    seen = look_around(show(box()))
    run("b")
    assert show(box()).state != seen
    run(None)
    assert show(box()).state != seen


def test_a_closed_viewer_leaves_its_state_and_nothing_else(run, box):
    run("a")
    viewer = show(box())
    seen, mesh = look_around(viewer), weakref.ref(viewer.mesh)
    viewer.close()
    del viewer
    gc.collect()
    assert mesh() is None
    run("a")
    assert show(box()).state == seen


def test_what_arguments_say_wins(run, box):
    run("a")
    look_around(show(box()))
    run("a")
    viewer = show(box(), flat=True)
    assert (viewer.flat, viewer.wires) == (True, True)
    run("a")
    assert show(box(), state={}).state.keys() == {"camera"}
    run("a")
    assert show(box(), keep=False).state.keys() == {"camera"}


def test_a_model_that_comes_later_is_seen_as_the_last_one_also_after_two_runs(run, box):
    run("a")
    viewer = Viewer()
    viewer.mesh = box()
    seen = look_around(viewer)
    run("a")
    Viewer()  # run again before its model came
    run("a")
    viewer = Viewer()
    viewer.mesh = box((31, 20, 10))
    assert viewer.state == seen
    viewer.mesh = None
    viewer._scene.turn(10, 10)
    turned = viewer.state
    viewer.mesh = box()
    assert viewer.state == turned, "only the first model is shown as that of the last run"


@pytest.mark.parametrize(
    ("size", "at", "kept"),
    [
        ((40, 20, 10), (0, 0, 0), True),
        ((30, 20, 10), (2000, 0, 0), False),  # out of view
        ((3.2, 2.2, 1.1), (15, 10, 5), True),
        ((6000, 4000, 2000), (0, 0, 0), False),  # the camera would be inside
        ((0.3, 0.2, 0.1), (15, 10, 5), False),  # a dot
    ],
)
def test_a_model_that_would_not_be_seen_is_fitted(run, box, size, at, kept):
    run("a")
    seen = look_around(show(box()))
    run("a")
    again = show(box(size, at))
    assert (again.state == seen) == kept
    if not kept:
        run(None)
        assert again.state["camera"] == show(box(size, at)).state["camera"]


def test_the_parts_of_the_same_names_stay_hidden_where_the_camera_cannot_stay(run, box):
    run("a")
    one = show({"lid": box(), "body": box(at=(0, 0, 20))})
    one.hide("lid")
    run("a")
    again = show({"lid": box((3000, 2000, 1000)), "body": box((9, 9, 9), at=(0, 0, 2000))})
    assert again.hidden == ["lid"]


def test_cells_and_places_are_bounded(run, box):
    cells = state.CELLS
    for number in range(keeping.MAX_CELLS + 50):
        run(f"cell {number}")
        Viewer().close()
    assert len(cells._cells) == keeping.MAX_CELLS
    run("many")
    for _ in range(keeping.MAX_VIEWERS + 5):
        Viewer().close()
    assert len(cells._cells["many"].now) == keeping.MAX_VIEWERS
