"""The bill of materials in an explorer: shown with the model, pinned, and compared while the sliders move."""

from __future__ import annotations

import pytest

from cadwidgets.sources import Sources
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.model_explorer import ModelExplorer

PLATE = """
# @material steel
holes = 4     # [0:9] Screws
width = 40.0  # [20:100] mm  Width
show_object(cq.Workplane().box(width, 20, 5), "<b>plate</b>")
screw = part("ISO 4762", "M6x20")
for place in range(holes):
    show_object(screw.translate((20 * place, 0, 30)), f"screw_{place}")
"""
SCREW = "ISO 4762 M6x20"


def explore(source: Sources, **options: object) -> ModelExplorer:
    explorer = ModelExplorer(script=PLATE, source=source, **options)
    explorer.wait()
    assert explorer.status == "ready", explorer.error
    return explorer


def choose(explorer: ModelExplorer, **params: float) -> None:
    explorer.params = params
    explorer.wait()


def quantities(bom: Bom) -> dict[str, float]:
    return {line.part_number or line.name: line.quantity for line in bom.lines}


def test_the_bill_follows_the_sliders(ours: Sources) -> None:
    explorer = explore(ours)
    assert quantities(explorer.bom) == {"<b>plate</b>": 1.0, SCREW: 4.0}
    choose(explorer, holes=2)
    assert quantities(explorer.bom) == {"<b>plate</b>": 1.0, SCREW: 2.0}
    assert explorer.bom.mass.value == pytest.approx(explorer.result.mass)


def test_the_section_says_how_much_there_is_and_unfolds_the_lines(ours: Sources) -> None:
    section = explore(ours).bom_section
    assert "Bill of materials: 2 lines, 5 parts" in section.unfold.description
    table = section.children[1]
    assert (table.value, section.unfold.tooltip) == ("", "Show the lines")
    section.unfold.value = True
    assert (SCREW in table.value, section.unfold.tooltip) == (True, "Hide the lines")
    assert "&lt;b&gt;plate" in table.value
    assert "<b>plate" not in table.value
    section.unfold.value = False
    assert table.value == ""


def test_what_changes_from_the_pinned_bill_is_told_until_it_is_unpinned(ours: Sources) -> None:
    explorer = explore(ours)
    assert (explorer.baseline, explorer.bom_delta) == (None, None)
    explorer.pin()
    first = explorer.baseline
    assert explorer.bom_delta.changes == ()
    choose(explorer, holes=2)
    (change,) = explorer.bom_delta.changes
    assert (change.kind, change.before.quantity, change.after.quantity) == ("changed", 4.0, 2.0)
    assert SCREW in explorer.bom_section.changes.value
    choose(explorer, holes=0)
    assert [change.kind for change in explorer.bom_delta.changes] == ["removed"]
    choose(explorer, holes=4, width=50.0)
    assert all("mass_kg" in change.fields for change in explorer.bom_delta.changes if change.kind == "changed")
    assert explorer.bom_delta.changes
    assert explorer.baseline is first
    explorer.unpin()
    assert (explorer.baseline, explorer.bom_delta, explorer.bom_section.changes.value) == (None, None, "")


def test_the_buttons_pin_and_unpin_the_bill_with_the_variant(ours: Sources) -> None:
    explorer = explore(ours)
    pane = explorer.variant_pane
    assert pane.unpin_button.layout.display == "none"
    pane.pin_button.click()
    assert explorer.baseline == explorer.bom
    assert pane.unpin_button.layout.display == ""
    pane.unpin_button.click()
    assert explorer.baseline is None


def test_a_build_that_fails_leaves_the_last_bill(ours: Sources) -> None:
    explorer = ModelExplorer(script="size = 1.0 # [0:9]\nshow_object(cq.Workplane().box(1, 1, 1 / size))", source=ours)
    explorer.wait()
    before = explorer.bom
    choose(explorer, size=0.0)
    assert explorer.status == "failed"
    assert explorer.bom is before is not None


@pytest.mark.parametrize("mesh_type", ["TJS", "STL"])
def test_a_picture_that_tells_no_bill_has_no_section_and_is_pinned_without_a_baseline(
    ours: Sources, mesh_type: str
) -> None:
    explorer = explore(ours, mesh_type=mesh_type)
    assert explorer.bom is None
    assert explorer.bom_section.layout.display == "none"
    explorer.pin()
    assert explorer.pinned.result is explorer.result
    assert explorer.baseline is None


def test_a_baseline_outlives_a_picture_that_tells_no_bill(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.pin()
    explorer.mesh_type = "STL"
    explorer.wait()
    assert explorer.bom_delta is None
    assert explorer.bom_section.unfold.description == "This picture tells no bill of materials"
    explorer.mesh_type = "GLB"
    choose(explorer, holes=3)
    assert [change.after.quantity for change in explorer.bom_delta.changes] == [3.0]


def test_a_service_that_keeps_the_contract_tells_no_bill(foreign: Sources) -> None:
    explorer = ModelExplorer(script="show_object(cq.Workplane().box(1, 2, 3))", source=foreign)
    explorer.wait()
    assert explorer.status == "ready"
    assert (explorer.bom, explorer.bom_section.layout.display) == (None, "none")
