"""Sliders that land only on sizes of the catalog: at our service, at a foreign one, and where nobody knows sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from cadwidgets.errors import RequestError
from cadwidgets.service import catalog
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets.model_explorer import ModelExplorer

FAMILY = catalog.family("deep_groove_bearing")
BORES = sorted({part["d"] for part in FAMILY.configurations})
RING = """
bore = 25   # [catalog: deep-groove bearing.d] Bore
wide = 2.0  # [1:9] Width
# @preset thick: bore=40
# @preset odd: bore=41
show_object(cq.Workplane().box(bore, wide, 1))
"""


def parts_of(bore: float) -> tuple[str, ...]:
    return tuple(part.part_number for part in FAMILY.configurations if part["d"] == bore)


def explore(source: Sources, script: str = RING, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, **options)
    explorer.wait()
    return explorer


def slider(explorer: ModelExplorer, name: str = "bore") -> ipywidgets.SelectionSlider:
    found = explorer._panel.inputs[name].children[0]
    assert isinstance(found, ipywidgets.SelectionSlider)
    return found


@pytest.fixture
def foreign_everywhere(contract_server: Any) -> Sources:
    """Models and parts at a service that keeps only the contracts."""
    return connect(
        build_url=contract_server.url,
        build_key=contract_server.key,
        traceparts_url=contract_server.url,
        traceparts_key="k",
        traceparts_email="a@b.example",
    )


@pytest.fixture
def explorer(ours: Sources) -> Iterator[ModelExplorer]:
    made = explore(ours)
    yield made
    made.close()


def test_the_slider_has_a_place_for_every_size_and_says_which_parts_have_it(explorer: ModelExplorer) -> None:
    assert [value for _, value in slider(explorer).options] == BORES
    assert slider(explorer).description == "Bore"
    assert slider(explorer).label == f"25 mm \u00b7 6205, 6205-ZZ, 6205-2RS (+{len(parts_of(25)) - 3})"
    assert explorer.part_numbers == {"bore": parts_of(25)}


def test_the_sizes_come_without_a_second_build_and_without_a_change_of_value(ours: Sources, service: Any) -> None:
    requests = ours.build.requests
    explorer = ModelExplorer(script=RING, source=ours)
    plain = explorer._panel.inputs["bore"].children[0]
    assert isinstance(plain, ipywidgets.IntSlider), "a control is there before any catalog was asked"
    seen: list[Any] = []
    explorer.observe(lambda change: seen.append(change["new"]), "params")
    explorer.wait()
    assert slider(explorer).value == 25
    assert ours.build.requests == requests + 1
    assert seen == []
    assert explorer.status == "ready"


def test_a_moved_slider_builds_the_next_size_and_tells_its_parts(explorer: ModelExplorer) -> None:
    slider(explorer).index += 1
    explorer.wait()
    assert explorer.params["bore"] == 30
    assert explorer.result.volume == pytest.approx(30 * 2)
    assert explorer.part_numbers == {"bore": parts_of(30)}
    assert "'bore': 30" in explorer.code
    spoken = explorer._panel.inputs["bore"].children[1]
    assert spoken.value == f'<span role="status">{slider(explorer).label}</span>', "a screen reader hears it"


def test_every_place_of_the_slider_is_a_value_that_the_explorer_takes(explorer: ModelExplorer) -> None:
    for place in range(len(BORES)):
        slider(explorer).index = place
        assert explorer.error is None
        assert explorer.params["bore"] == BORES[place]
    explorer.cancel()


def test_a_value_between_two_sizes_names_both_and_changes_nothing(explorer: ModelExplorer) -> None:
    before = explorer.params
    with pytest.raises(RequestError) as caught:
        explorer.params = {"bore": 26}
    assert caught.value.parameter == "bore"
    assert caught.value.allowed.startswith("25 mm \u00b7 6205")
    assert "30 mm \u00b7 6206" in caught.value.allowed
    assert explorer.params == before
    assert slider(explorer).value == 25


def test_presets_and_resets_move_the_slider(explorer: ModelExplorer) -> None:
    explorer.preset = "thick"
    explorer.wait()
    assert (slider(explorer).value, explorer.part_numbers["bore"]) == (40, parts_of(40))
    assert explorer.result.volume == pytest.approx(40 * 2)
    undo = explorer._panel.inputs["bore"].children[-1]
    assert undo.layout.visibility == "visible"
    undo.click()
    explorer.wait()
    assert slider(explorer).value == 25
    assert undo.layout.visibility == "hidden"


def test_a_preset_that_is_no_size_is_shown_as_what_it_is_and_refused(explorer: ModelExplorer) -> None:
    explorer.preset = "odd"
    explorer.wait()
    assert slider(explorer).label == "41 mm \u00b7 no part has this size"
    assert explorer.part_numbers == {"bore": ()}
    assert isinstance(explorer.error, RequestError)
    assert "40 mm" in explorer.error.allowed
    assert "the preset &#x27;odd&#x27;: bore = 41 is no size" in explorer._notes.value
    slider(explorer).index += 1
    explorer.wait()
    assert explorer.params["bore"] == 45
    assert explorer.error is None


def test_a_default_that_is_no_size_is_refused_until_a_size_is_chosen(ours: Sources) -> None:
    explorer = explore(ours, RING.replace("bore = 25", "bore = 26"))
    assert explorer.status == "failed"
    assert slider(explorer).label == "26 mm \u00b7 no part has this size"
    slider(explorer).value = 25
    explorer.wait()
    assert explorer.status == "ready"


def test_live_mode_holds_for_sliders_that_came_later(explorer: ModelExplorer) -> None:
    assert slider(explorer).continuous_update is True
    explorer.live = False
    assert slider(explorer).continuous_update is False


def test_an_inch_script_shows_its_sizes_in_inches_and_keeps_its_own_text_of_them(ours: Sources) -> None:
    script = "# @unit in\nbore = 0.984252  # [catalog: deep-groove bearing.d]\n"
    explorer = explore(ours, script + "show_object(cq.Workplane().box(bore, 1, 1))\n")
    assert slider(explorer).label.startswith("0.984252 in \u00b7 6205")
    assert explorer.part_numbers == {"bore": parts_of(25)}
    slider(explorer).index += 1
    slider(explorer).index -= 1
    explorer.wait()
    assert explorer.result.request.values == (), "the script's own value is no change"


def test_a_typed_parameter_snaps_too(ours: Sources) -> None:
    script = 'p = FloatParam(default=25, min=20, max=40, catalog="deep-groove bearing.d")\n'
    explorer = explore(ours, script + "def build():\n    return cq.Workplane().box(p.value, 1, 1)\n")
    assert [value for _, value in slider(explorer, "p").options] == [20, 25, 30, 35, 40]


def test_a_reference_that_leads_nowhere_leaves_the_plain_slider_and_says_why(ours: Sources) -> None:
    explorer = explore(ours, RING.replace("deep-groove bearing", "<b>gizmo</b>"))
    assert explorer.status == "ready"
    assert isinstance(explorer._panel.inputs["bore"].children[0], ipywidgets.IntSlider)
    assert "bore takes any number: no part family is called" in explorer._notes.value
    assert "<b>" not in explorer._notes.value
    assert explorer.part_numbers == {}


def test_where_nobody_knows_sizes_a_plain_slider_builds_and_a_note_says_why(foreign_everywhere: Sources) -> None:
    explorer = explore(foreign_everywhere)
    assert isinstance(explorer._panel.inputs["bore"].children[0], ipywidgets.IntSlider)
    assert "bore takes any number: nobody here knows the sizes of deep-groove bearing.d" in explorer._notes.value
    assert explorer.error is None


def test_a_dead_service_is_one_error_and_the_note_says_that_any_number_goes(dead: Sources) -> None:
    explorer = explore(dead)
    assert explorer.status == "failed"
    assert "bore takes any number" in explorer._notes.value


def test_a_closed_explorer_hears_of_no_sizes(ours: Sources) -> None:
    explorer = ModelExplorer(script=RING, source=ours)
    explorer.close()
    explorer.wait()
    assert explorer.part_numbers == {}
