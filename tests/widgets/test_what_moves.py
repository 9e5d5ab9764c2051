"""Pointing at a parameter lights up what it moves, and draws its dimension where the geometry tells it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.widgets.model_explorer import ModelExplorer

BLOCK = """
width = 40.0   # [20:1:60] mm  Width
height = 20.0  # [10:1:30] mm  Height
hole = 8.0     # [2:1:12] mm  Hole
tilt = 20.0    # [0:1:45] deg  Tilt
text = "plain"
if width > 60 or hole > 11:
    raise ValueError("too large")
show_object(cq.Workplane().box(width, 30, height).faces(">Z").workplane().hole(hole))
"""


def explore(source: Sources, script: str = BLOCK, **traits: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, **traits)
    explorer.wait()
    assert explorer.status == "ready", explorer.error
    return explorer


def pointed(explorer: ModelExplorer, name: str) -> Any:
    explorer.point(name)
    explorer.wait()
    return explorer.viewer._lights


def faces(explorer: ModelExplorer, triangles: np.ndarray) -> set[str]:
    """Which faces these triangles are: the sides of the block, and the hole."""
    mesh = explorer.viewer.mesh
    points = mesh.vertices[mesh.triangles[triangles]]
    names = set()
    for face in np.unique(mesh.faces[triangles]):
        some = points[mesh.faces[triangles] == face].reshape(-1, 3)
        flat = [axis for axis in range(3) if np.ptp(some[:, axis]) < 1e-6]
        names.add(f"{'+' if some[0, flat[0]] > 0 else '-'}{'xyz'[flat[0]]}" if flat else "hole")
    return names


@pytest.mark.parametrize(
    ("name", "moved", "reshaped", "label"),
    [
        ("hole", {"hole"}, {"+z", "-z"}, "\u2300\u00a08\u00a0mm"),
        ("width", {"+x", "-x"}, {"+y", "-y", "+z", "-z"}, "40\u00a0mm"),
        ("height", {"+z", "-z"}, {"+x", "-x", "+y", "-y", "hole"}, "20\u00a0mm"),
    ],
)
def test_a_parameter_lights_exactly_what_it_moves(ours: Sources, name, moved, reshaped, label) -> None:
    explorer = explore(ours)
    lights = pointed(explorer, name)
    assert faces(explorer, lights.moved) == moved
    assert faces(explorer, lights.reshaped) == reshaped
    assert [tag["text"] for tag in explorer.viewer._beside.tags] == [label]
    explorer.point()
    assert explorer.viewer._lights is None
    assert explorer.viewer._beside.tags == []
    assert explorer.viewer._scene._marks == ()


def test_the_line_below_the_picture_says_it_and_is_itself_again_afterwards(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.viewer.caption = "Mine"
    pointed(explorer, "hole")
    assert explorer.viewer.pointed == "Hole moves 1 face, 2 more have another outline"
    pointed(explorer, "tilt")
    assert explorer.viewer.pointed == "Tilt moves nothing here"
    pointed(explorer, "text")
    assert explorer.viewer.pointed == "text: nothing is built yet that differs in it alone"
    explorer.point()
    assert (explorer.viewer.pointed, explorer.viewer.caption) == ("", "Mine")


def test_where_the_next_value_has_no_model_the_one_before_is_taken(ours: Sources) -> None:
    explorer = explore(ours, params={"hole": 11.0})
    lights = pointed(explorer, "hole")
    assert faces(explorer, lights.moved) == {"hole"}
    assert lights.dimension.length == 11.0
    assert explorer.error is None


def test_what_is_lit_follows_the_values_and_is_dark_while_they_change(ours: Sources) -> None:
    explorer = explore(ours)
    pointed(explorer, "width")
    explorer.params = {"height": 25.0}
    assert explorer.viewer._lights is None
    explorer.wait()
    lights = explorer.viewer._lights
    assert lights.mesh is explorer.viewer.mesh
    assert faces(explorer, lights.moved) == {"+x", "-x"}
    explorer.params = {"hole": 12.0}
    explorer.wait()
    assert explorer.status == "failed"
    assert explorer.viewer._lights is None


def test_a_foreign_service_is_asked_for_nothing_more_than_was_built_already(
    foreign: Sources, contract_server: Any
) -> None:
    explorer = explore(foreign, BLOCK)
    before = contract_server.builds
    assert pointed(explorer, "width") is None
    assert "nothing is built yet" in explorer.viewer.pointed
    explorer.point()
    explorer.params = {"width": 44.0}
    explorer.build()
    explorer.wait()
    built = contract_server.builds
    lights = pointed(explorer, "width")
    assert len(lights.moved) == 4, "two sides, by what was built before"
    assert lights.dimension.length == 44.0
    assert contract_server.builds == built > before


def test_without_building_ahead_only_what_is_known_is_told(ours: Sources) -> None:
    explorer = explore(ours, ahead=False)
    assert pointed(explorer, "height") is None
    explorer.point()
    explorer.params = {"height": 12.0}
    explorer.wait()
    assert faces(explorer, pointed(explorer, "height").moved) == {"+z", "-z"}


def test_hidden_parts_are_not_lit_and_parts_apart_have_no_dimension(ours: Sources) -> None:
    script = """
size = 10.0 # [5:1:20] mm Size
show_object(cq.Workplane().box(size, 10, 10), name="a")
show_object(cq.Workplane().box(10, 10, size).translate((30, 0, 0)), name="b")
"""
    explorer = explore(ours, script)
    lights = pointed(explorer, "size")
    assert len(lights.moved) == 8
    viewer = explorer.viewer
    assert sorted(mark.kind for mark in viewer._lit()) == ["extent", "moved", "reshaped"]
    viewer.hide("b")
    assert sum(len(mark.points) for mark in viewer._lit() if mark.kind == "moved") == 4
    viewer.spread = 0.5
    assert {mark.kind for mark in viewer._lit()} == {"moved", "reshaped"}
    assert viewer._beside.tags == []


def test_pointing_leaves_the_selection_and_no_widget_behind(ours: Sources) -> None:
    explorer = explore(ours)
    viewer = explorer.viewer
    viewer._click({"at": (0.5, 0.45), "eye": _eye(viewer)})
    explorer.wait()
    picked, before = viewer.selection, len(type(viewer).get_manager_state()["state"])
    assert picked
    pointed(explorer, "hole")
    assert viewer.selection == picked
    explorer.point()
    viewer.wait()
    assert len(type(viewer).get_manager_state()["state"]) == before


def test_a_parameter_that_there_is_not_is_refused(ours: Sources) -> None:
    with pytest.raises(RequestError, match="no parameter 'girth'"):
        explore(ours).point("girth")


def _eye(viewer: Any) -> dict[str, Any]:
    camera, renderer = viewer._scene.camera, viewer._scene.renderer
    size = {"width": renderer.width, "height": renderer.height}
    return {"position": camera.position, "quaternion": camera.quaternion, "fov": camera.fov} | size
