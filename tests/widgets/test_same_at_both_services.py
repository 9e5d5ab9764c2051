"""A service that keeps only the contract and ours give the explorer the same models, errors and files."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import cadquery
import pytest

from cadwidgets.errors import BuildRefused, CadWidgetsError, ScriptError, ScriptSyntaxError
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.sources import Sources
from cadwidgets.widgets.model_explorer import ModelExplorer

CONSTANTS = """
width = 40.0   # [10:0.5:100] mm  Overall width
holes = 4      # [1:9] Number of holes
round = False  # Rounded
# @preset small: width=20, holes=2
plate = cq.Workplane().box(width, 20, 5).faces(">Z").workplane().rarray(width / holes, 1, holes, 1).hole(3)
show_object(plate.edges("|Z").fillet(2) if round else plate)
"""
TYPED = """
UOM = "mm"
VERSION = 1.0
p_length = FloatParam(min=10.0, max=200.0, presets={"default": 100.0, "short": 40.0}, desc="Length")
p_count = IntParam(min=1, max=4, presets={"default": 2}, desc="Steps")
p_square = BooleanParam(presets={"default": False}, desc="A square bar")

def build():
    bar = Workplane("XY")
    for step in range(p_count.value):
        size = 10.0 + step
        bar = bar.workplane(offset=p_length.value if step else 0.0)
        bar = (bar.rect(size, size) if p_square.value else bar.circle(size / 2)).extrude(p_length.value)
    return bar
"""
CASES = [
    (CONSTANTS, {}),
    (CONSTANTS, {"params": {"width": 61.5, "holes": 5, "round": True}}),
    (CONSTANTS, {"preset": "small"}),
    (CONSTANTS, {"preset": "small", "params": {"round": True}}),
    (TYPED, {}),
    (TYPED, {"params": {"p_length": 12, "p_count": 1, "p_square": True}}),
    (TYPED, {"preset": "short"}),
]
BROKEN = {
    "fails": "size = 0.0\nshow_object(cq.Workplane().box(1 / size, 1, 1))",
    "is no Python": "size = = 2",
    "shows nothing": "size = 2.0",
}


def explored(source: Sources, script: str, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, **options)
    explorer.wait()
    return explorer


@pytest.fixture
def both(ours: Sources, foreign: Sources) -> tuple[Sources, Sources]:
    return ours, foreign


@pytest.mark.parametrize(("script", "options"), CASES)
def test_the_same_script_gives_the_same_controls_and_model(both: Any, script: str, options: dict[str, Any]) -> None:
    here, there = (explored(source, script, **options) for source in both)
    assert (here.status, here.error) == (there.status, there.error) == ("ready", None)
    assert here.schema == there.schema
    assert (here.preset, here.params) == (there.preset, there.params)
    assert there.result.mesh.volume == pytest.approx(here.result.mesh.volume, rel=1e-3)
    assert there.result.mesh.bounding_box == pytest.approx(here.result.mesh.bounding_box, rel=1e-3, abs=1e-6)


@pytest.mark.parametrize("value", [{"holes": 99}, {"holes": "many"}, {"no_such_name": 1}])
def test_a_bad_value_is_the_same_error(both: Any, value: dict[str, Any]) -> None:
    errors = []
    for source in both:
        explorer = explored(source, CONSTANTS)
        with pytest.raises(CadWidgetsError) as caught:
            explorer.params = value
        errors.append((type(caught.value), str(caught.value)))
    assert errors[0] == errors[1]


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
def test_a_script_that_fails_fails_at_both(both: Any, script: str) -> None:
    here, there = (explored(source, script) for source in both)
    assert here.status == there.status == "failed"
    assert isinstance(here.error, ScriptError)
    # the contract has one sentence for all that goes wrong in a build; what does not parse is found before it is sent
    assert type(there.error) is (type(here.error) if isinstance(here.error, ScriptSyntaxError) else BuildRefused)
    assert here.result is there.result is None


@pytest.mark.parametrize("kind", ["STL", "STEP", "AMF", "TJS"])
def test_the_downloads_hold_the_same_model(both: Any, kind: str, tmp_path: Path) -> None:
    here, there = (volume_of_download(explored(source, CONSTANTS), kind, tmp_path) for source in both)
    assert here > 0.0
    assert there == pytest.approx(here, rel=1e-9 if kind == "STEP" else 1e-3)


def volume_of_download(explorer: ModelExplorer, kind: str, folder: Path) -> float:
    """Press the button, take the file out of its link, and measure it."""
    next(button for button in explorer.downloads.buttons if button.description == kind).click()
    explorer._mailbox.wait(lambda: not explorer.downloads.busy, 60)
    link = re.search(r'base64,([^"]+)', explorer.downloads._message.value)
    assert link, explorer.downloads._message.value
    data = base64.b64decode(link[1])
    if kind != "STEP":
        return read_mesh(data, kind).volume
    file = folder / "model.step"
    file.write_bytes(data)
    return float(cadquery.importers.importStep(str(file)).val().Volume())
