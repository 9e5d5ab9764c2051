"""A pinned variant: kept as a whole, seen as a ghost or beside, and told apart by the kernel's own numbers."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import Box
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets._variant import Delta
from cadwidgets.widgets.model_explorer import ModelExplorer

BLOCK = """
# @material steel
width = 40.0   # [20:0.5:60] mm  Width
height = 20.0  # [10:0.5:30] mm  Height
hole = 8.0     # [2:0.5:12] mm  Hole
round = True   # Rounded
# @preset flat: height=12, round=False
if hole > 11.5:
    raise ValueError("too little is left")
block = cq.Workplane().box(width, 30, height)
if round:
    block = block.edges("|Z").fillet(4)
show_object(block.faces(">Z").workplane().hole(hole))
"""
VARIANTS = 20


def explore(source: Sources, **traits: object) -> ModelExplorer:
    explorer = ModelExplorer(script=BLOCK, source=source, **traits)
    explorer.wait()
    assert explorer.status == "ready", explorer.error
    return explorer


def choose(explorer: ModelExplorer, **params: object) -> None:
    explorer.params = params
    explorer.wait()


def numbers_of(client: BuildClient, **values: object) -> dict[str, float]:
    """What the kernel tells of the solid, asked for without any picture."""
    facts = client.build(BuildRequest.of(script=BLOCK, type="STEP", values=values)).result
    box: Box = facts.box
    sides = {axis: box[place + 3] - box[place] for place, axis in enumerate("xyz")}
    return {name: facts.number(name) for name in ("volume", "mass", "area")} | sides


def test_the_deltas_of_20_variants_are_the_differences_of_the_kernels_own_numbers() -> None:
    explorer, client = explore(connect()), connect().build
    assert client.embedded
    explorer.pin()
    before, draw = numbers_of(client), random.Random(20)  # noqa: S311 - no secret
    for _ in range(VARIANTS):
        values = {
            "width": draw.randrange(40, 120) / 2,
            "height": draw.randrange(20, 60) / 2,
            "hole": draw.randrange(4, 23) / 2,
            "round": draw.random() < 0.5,
        }
        choose(explorer, **values)
        after, told = numbers_of(client, **values), explorer.comparison
        assert told.numbers == {name: Delta(number, after[name]) for name, number in before.items()}
        assert all(told.numbers[name].change == after[name] - before[name] for name in before)
        assert told.parameters == {
            name: (explorer.pinned.params[name], value)
            for name, value in values.items()
            if explorer.pinned.params[name] != value
        }
        assert explorer.viewer.ghost is explorer.pinned.mesh
    assert None not in before.values()


def test_the_numbers_of_a_draft_are_those_of_the_solid(ours: Sources) -> None:
    explorer, client = explore(ours), ours.build
    explorer.pin()
    wish = explorer._choice.picture("auto")
    draft = client.build(wish.at(3, ours=True)).result
    assert draft.number("volume") == explorer.pinned.numbers["volume"] == numbers_of(client)["volume"]


def test_of_a_pinned_draft_the_fine_mesh_is_kept_once_there_is_one(ours: Sources) -> None:
    explorer = explore(ours)
    pane, fine = explorer.variant_pane, explorer.variant_pane.shown
    draft = replace(fine, level=2, mesh=replace(fine.mesh))
    pane.show(draft, explorer.schema)
    explorer.pin()
    assert explorer.pinned is draft
    choose(explorer, width=45.0)
    assert (explorer.pinned, explorer.viewer.ghost) == (draft, draft.mesh), "another model is no finer one"
    choose(explorer, width=40.0)
    assert explorer.pinned.level == 0
    choose(explorer, width=45.0)
    assert explorer.viewer.ghost is explorer.pinned.mesh is not draft.mesh


def test_what_is_pinned_outlives_changes_and_failures(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.pin()
    mesh, numbers = explorer.pinned.mesh, explorer.pinned.numbers
    choose(explorer, width=50.0)
    told = explorer.comparison
    choose(explorer, hole=12.0)
    assert explorer.status == "failed"
    assert explorer.comparison is told
    assert explorer.viewer.ghost is mesh
    choose(explorer, hole=4.0)
    assert (explorer.pinned.mesh, explorer.pinned.numbers) == (mesh, numbers)
    assert set(explorer.comparison.parameters) == {"width", "hole"}


def test_a_ghost_is_drawn_only_where_something_is_different(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.pin()
    assert explorer.viewer.ghost is None
    assert explorer.comparison.parameters == {}
    choose(explorer, hole=6.0)
    assert explorer.viewer.ghost is explorer.pinned.mesh
    explorer.compare = "off"
    assert explorer.viewer.ghost is None
    explorer.compare = "ghost"
    assert explorer.viewer.ghost is explorer.pinned.mesh
    explorer.unpin()
    assert (explorer.viewer.ghost, explorer.pinned, explorer.comparison) == (None, None, None)


def test_swap_back_chooses_the_pinned_preset_and_values_again(ours: Sources) -> None:
    explorer = explore(ours, preset="flat", params={"width": 44.0})
    explorer.variant_pane.pin_button.click()
    explorer.preset = ""
    choose(explorer, hole=5.0)
    assert not explorer.variant_pane.restore_button.disabled
    explorer.variant_pane.restore_button.click()
    explorer.wait()
    assert explorer.preset == "flat"
    assert explorer.params == {"width": 44.0, "height": 12.0, "hole": 8.0, "round": False}
    assert explorer.comparison.parameters == {}
    assert explorer.variant_pane.restore_button.disabled


def test_the_table_tells_values_numbers_and_percentages(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.pin()
    choose(explorer, width=50.0, round=False)
    table = explorer.variant_pane.children[1].value
    for text in ("Width", "40 → 50 mm", "+10 (+25\u00a0%)", "true → false", "Box y", "none"):
        assert text in table
    assert "Height" not in table


def test_numbers_that_a_contract_only_service_does_not_tell_are_said_to_be_unknown(foreign: Sources) -> None:
    explorer = ModelExplorer(script=BLOCK.replace("# @material steel", ""), source=foreign)
    explorer.wait()
    assert explorer.status == "ready", explorer.error
    explorer.pin()
    explorer.params = {"width": 50.0}
    explorer.build()
    explorer.wait()
    assert explorer.comparison.parameters == {"width": (40.0, 50.0)}
    assert set(explorer.comparison.numbers.values()) == {Delta(None, None)}
    assert explorer.variant_pane.children[1].value.count("not told") == 6
    assert explorer.viewer.ghost is explorer.pinned.mesh


def test_nothing_can_be_pinned_or_restored_before_there_is_a_model(dead: Sources) -> None:
    explorer = ModelExplorer(script=BLOCK, source=dead)
    with pytest.raises(RequestError, match="there is no model to pin"):
        explorer.pin()
    with pytest.raises(RequestError, match="no variant is pinned"):
        explorer.restore()


def test_side_by_side_is_a_second_view_that_goes_with_its_purpose(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.pin()
    choose(explorer, width=60.0)
    explorer.compare = "beside"
    assert explorer.viewer.ghost is None
    first, second = explorer.viewer.linked
    assert (first.mesh, second.mesh) == (explorer.viewer.mesh, explorer.pinned.mesh)
    choose(explorer, width=30.0)
    assert explorer.viewer.linked == (first, second)
    explorer.unpin()
    assert explorer.viewer.linked == (explorer.viewer,)
    assert second.comm is None, "it is freed"


@pytest.mark.parametrize(
    ("before", "after", "change", "percent"),
    [(4.0, 5.0, 1.0, 25.0), (0.0, 5.0, 5.0, None), (-2.0, -3.0, -1.0, -50.0), (None, 5.0, None, None)],
)
def test_a_change_has_a_percentage_where_there_was_something(before, after, change, percent) -> None:
    delta = Delta(before, after)
    assert (delta.change, delta.percent) == (change, percent)
