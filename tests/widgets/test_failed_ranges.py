"""An explorer learns from the builds of its model which values fail, and shows it on its sliders."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from cadwidgets.sources import Sources
from cadwidgets.variants import outcomes as memory
from cadwidgets.widgets._edge_probes import PROBES
from cadwidgets.widgets._live_builds import IDLE_SECONDS
from cadwidgets.widgets.model_explorer import ModelExplorer

BOX = """
width = 40.0     # [10:1:60] mm  Width
fillet = 2.0     # [0.5:0.5:20] mm  Fillet
style = "plain"  # [plain, odd] Style
free = 3.0
lid = False
# @preset wide: width=60
if style == "odd" or lid or free > 7:
    raise ValueError("not made yet")
show_object(cq.Workplane().box(width, 20, 20).edges("|Z").fillet(fillet))
"""
UNDONE = "StdFail_NotDone"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known from other tests."""
    monkeypatch.setattr(memory, "_models", type(memory._models)())


@pytest.fixture
def explore() -> Iterator[Any]:
    """``explore(source)``: an explorer of the box, at rest."""
    made = []

    def start(source: Sources, **options: Any) -> ModelExplorer:
        made.append(ModelExplorer(script=BOX, source=source, **{"ahead": False, **options}))
        made[-1].wait()
        assert made[-1].status == "ready", made[-1].error
        return made[-1]

    yield start
    for explorer in made:
        explorer.close()


def go(explorer: ModelExplorer, **values: Any) -> str:
    explorer.params = values
    explorer.wait()
    return explorer.status


def drag(explorer: ModelExplorer, name: str, value: float) -> str:
    explorer._panel.inputs[name].slider.value = value
    explorer.wait()
    return explorer.status


def told(explorer: ModelExplorer, name: str) -> dict[str, Any]:
    """What the browser is told to draw on one control."""
    number = list(explorer._panel.inputs).index(name)
    return next((row for row in explorer._tracks.rows if row["row"] == number), {})


def test_a_fillet_of_more_than_half_the_width_is_seen_to_fail_from_half_way_to_the_last_good_one(
    ours: Sources, explore: Any
) -> None:
    explorer = explore(ours)
    assert explorer.failed_ranges() == {}
    assert [go(explorer, fillet=value) for value in (8.0, 12.0, 15.0)] == ["ready", "failed", "failed"]
    assert explorer.failed_ranges() == {"fillet": [(10.0, 20.0)]}
    (drawn,) = told(explorer, "fillet")["ranges"]
    assert (drawn["from"], drawn["to"]) == (pytest.approx(9.5 / 19.5), 1.0)
    assert drawn["words"].startswith("failed from 10 to 20 mm (2 builds): " + UNDONE)
    assert go(explorer, fillet=9.5) == "ready"
    assert explorer.failed_ranges() == {"fillet": [(10.75, 20.0)]}


def test_other_values_are_another_context_with_a_hint_once_two_have_failed_at_the_same_place(
    ours: Sources, explore: Any
) -> None:
    explorer = explore(ours)
    go(explorer, fillet=12.0)
    go(explorer, fillet=2.0)
    assert go(explorer, width=50.0) == "ready"
    assert explorer.failed_ranges() == explorer.failed_ranges(probable=True) == {}
    go(explorer, fillet=12.0)
    go(explorer, fillet=2.0)
    go(explorer, width=30.0)
    assert explorer.failed_ranges() == {}
    assert explorer.failed_ranges(probable=True) == {"fillet": [(7.0, 20.0)]}
    assert told(explorer, "fillet")["ranges"][0]["words"].startswith("probably fails from 7 to 20 mm (2 builds with")
    go(explorer, width=40.0)
    assert explorer.failed_ranges() == {"fillet": [(7.0, 20.0)]}, "known again"


def test_menus_and_boxes_are_marked(ours: Sources, explore: Any) -> None:
    explorer = explore(ours)
    for values in ({"style": "odd"}, {"style": "plain"}, {"lid": True}, {"lid": False}):
        go(explorer, **values)
    assert explorer.failed_ranges() == {"style": [("odd", "odd")], "lid": [(True, True)]}
    assert told(explorer, "style")["entries"] == ["", "failed"]
    assert told(explorer, "lid")["entries"] == ["failed when on"]


def test_a_guessed_range_that_grows_moves_what_is_drawn(ours: Sources, explore: Any) -> None:
    explorer = explore(ours)
    slider = explorer._panel.inputs["free"].slider
    go(explorer, free=9.0)
    go(explorer, free=3.0)
    (before,) = told(explorer, "free")["ranges"] if slider.max >= 9 else [None]
    explorer._panel.inputs["free"].children[1].value = -20.0
    explorer.wait()
    assert explorer.status == "ready"
    assert slider.min == -20.0
    (drawn,) = told(explorer, "free")["ranges"]
    assert drawn["low"] == 6.0
    assert drawn["from"] == pytest.approx((6 + 20) / (slider.max + 20))
    assert drawn != before


def test_explorers_of_the_same_model_share_what_they_know_also_with_a_sweep(ours: Sources, explore: Any) -> None:
    first = explore(ours)
    go(first, fillet=12.0)
    second = explore(ours)
    assert second.failed_ranges() == {"fillet": [(7.0, 20.0)]}
    values = {**second.params, "width": 20.0}
    second._known_outcomes(second.schema).add(values, "swept")
    go(second, width=41.0)
    go(second, width=40.0)
    assert second.failed_ranges()["width"] == [(10.0, 30.0)]


def test_undo_comes_back_to_what_was_drawn(ours: Sources, explore: Any) -> None:
    explorer = explore(ours)
    go(explorer, fillet=12.0)
    go(explorer, fillet=2.0)
    before = list(explorer._tracks.rows)
    go(explorer, width=50.0)
    assert explorer._tracks.rows == []
    explorer.undo()
    explorer.wait()
    assert explorer._tracks.rows == before
    explorer.preset = "wide"
    explorer.wait()
    assert explorer._tracks.rows == []


def test_a_foreign_service_that_says_only_500_teaches_the_same_and_is_asked_for_nothing_more(
    foreign: Sources, explore: Any, contract_server: Any
) -> None:
    explorer = explore(foreign, ahead=True)
    before = contract_server.builds
    assert [drag(explorer, "fillet", value) for value in (12.0, 2.0)] == ["failed", "ready"]
    assert explorer.failed_ranges() == {"fillet": [(7.0, 20.0)]}
    time.sleep(2 * IDLE_SECONDS)
    explorer.wait()
    assert contract_server.builds == before + 2


def test_a_service_that_nobody_answers_for_teaches_nothing(dead: Sources) -> None:
    explorer = ModelExplorer(script=BOX, source=dead)
    explorer.build()
    explorer.wait()
    assert explorer.error is not None
    assert len(explorer._known_outcomes(explorer.schema)) == 0
    explorer.close()


def test_idle_time_finds_out_where_failing_begins(ours: Sources, explore: Any) -> None:
    explorer = explore(ours, ahead=True, budget=0)
    drag(explorer, "fillet", 15.0)
    assert explorer.status == "failed"
    drag(explorer, "fillet", 2.0)
    assert explorer.failed_ranges() == {"fillet": [(8.5, 20.0)]}
    sharp = explorer._mailbox.wait(lambda: explorer.failed_ranges() == {"fillet": [(9.25, 20.0)]}, 60)
    assert sharp, explorer.failed_ranges()
    assert len(explorer._known_outcomes(explorer.schema)) >= 2 + PROBES
    assert explorer.error is None
