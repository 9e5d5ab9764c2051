"""ModelExplorer against real services: ours, a foreign one that keeps only the contract, and a dead address."""

from __future__ import annotations

import gc
import threading
from typing import Any

import ipywidgets
import pytest
import traitlets

from cadwidgets import read_mesh, samples
from cadwidgets.contract.requests import CONTRACT_FORMATS, SUFFIXES
from cadwidgets.errors import (
    AuthError,
    ConnectionFailed,
    NotFound,
    RequestError,
    ScriptError,
    ScriptSyntaxError,
)
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets import _live_builds
from cadwidgets.widgets._downloads import FURTHER_FORMATS
from cadwidgets.widgets.model_explorer import ModelExplorer

BOX = """
width = 10.0   # [5:1:50] mm  Width
count = 2      # [1:9] Boxes
closed = True  # Closed
style = "a"    # [a, b] Style
label = "text" # Label
at = (1.0, 2.0)  # Place
# @preset wide: width=40
show_object(cq.Workplane().center(*at).box(width, 2, 3 * count))
"""
ID_SCRIPT = "id = 5.0\nshow_object(cq.Workplane().box(id, 1, 1))\n"


def explore(source: Sources, script: str = BOX, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, **options)
    explorer.wait()
    return explorer


def test_a_script_becomes_controls_a_model_and_its_numbers(ours: Sources) -> None:
    explorer = explore(ours)
    assert explorer.status == "ready"
    assert explorer.error is None
    assert explorer.params == {
        "width": 10.0,
        "count": 2,
        "closed": True,
        "style": "a",
        "label": "text",
        "at": (1.0, 2.0),
    }
    assert explorer.result.volume == pytest.approx(10 * 2 * 6)
    assert explorer.result.bounding_box == pytest.approx((-4, 1, -3, 6, 3, 3), abs=1e-6)
    assert explorer.viewer.mesh is not None


def test_assigned_params_change_only_what_they_name_and_move_the_controls(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.params = {"width": 20}
    explorer.wait()
    assert explorer.params["count"] == 2
    assert explorer.result.volume == pytest.approx(20 * 2 * 6)
    assert control(explorer, "width").value == 20.0


@pytest.mark.parametrize("wrong", [{"width": 51}, {"depth": 1}, {"style": "c"}, {"width": "wide"}])
def test_params_that_do_not_fit_are_refused_and_nothing_is_lost(ours: Sources, wrong: dict[str, Any]) -> None:
    explorer = explore(ours)
    before, model = explorer.params, explorer.result
    with pytest.raises(RequestError) as caught:
        explorer.params = wrong
    assert caught.value.allowed
    assert explorer.params == before
    assert explorer.result is model


def test_a_moved_slider_is_one_build_of_its_value(ours: Sources, service: Any) -> None:
    explorer = explore(ours, budget=0, ahead=False)
    before = service.answers
    slider(explorer, "width").value = 25.0
    explorer.wait()
    assert service.answers == before + 1
    assert explorer.result.volume == pytest.approx(25 * 2 * 6)
    assert explorer.params["width"] == 25.0


HEAVY = """
radius = START  # [15:0.5:40] mm  Radius
rings = [cq.Solid.makeTorus(radius, 6, cq.Vector(0, 0, 15 * place)) for place in range(4)]
show_object(cq.Compound.makeCompound(rings))
"""


def test_a_slider_on_a_heavy_model_shows_a_draft_with_exact_numbers_and_then_the_fine_mesh(ours: Sources) -> None:
    explorer = explore(ours, HEAVY.replace("START", "20.0"), budget=1, ahead=False)
    fine = len(explorer.result.mesh.triangles)
    seen: list[tuple[bool, int, float, str]] = []

    def note(change: Any) -> None:
        model = change["new"]
        seen.append((explorer.draft, len(model.mesh.triangles), model.volume, explorer.status))

    explorer.observe(note, "result")
    slider(explorer, "radius").value = 20.5
    explorer.wait()
    (draft, coarse, volume, _), (last_draft, finer, last_volume, _) = seen
    assert (draft, last_draft) == (True, False)
    assert coarse < fine / 2
    assert finer == pytest.approx(fine, rel=0.1)
    assert volume == last_volume
    assert (explorer.status, explorer.draft) == ("ready", False)
    assert "Ready" in html(explorer)


@pytest.mark.long
def test_a_file_is_fine_also_while_a_draft_is_on_screen(ours: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = explore(ours, HEAVY.replace("START", "20.1"), budget=1, ahead=False)
    monkeypatch.setattr(_live_builds, "QUIET_SECONDS", 60.0)  # the fine mesh does not follow
    slider(explorer, "radius").value = 21.0
    assert explorer._mailbox.wait(lambda: explorer.draft, 60)
    assert "Draft" in html(explorer)
    _, data = explorer._fetch("GLB", threading.Event())
    assert len(read_mesh(data).triangles) > 2 * len(explorer.result.mesh.triangles)
    explorer.cancel()
    assert explorer.status == "cancelled"


@pytest.mark.long
def test_without_a_budget_and_for_assigned_values_there_are_no_drafts(ours: Sources, service: Any) -> None:
    explorer = explore(ours, HEAVY.replace("START", "20.2"), budget=0, ahead=False)
    drafts: list[bool] = []
    explorer.observe(lambda change: drafts.append(change["new"]), "draft")
    slider(explorer, "radius").value = 22.0
    explorer.wait()
    explorer.budget = 1
    explorer.params = {"radius": 23.0}
    explorer.wait()
    assert drafts == []
    with pytest.raises(traitlets.TraitError):
        explorer.budget = -1


def test_the_stages_of_a_picture_add_up_to_what_the_status_says(ours: Sources) -> None:
    explorer = explore(ours, BOX + "# built by nobody before")
    assert {"run", "mesh", "send", "decode", "draw"} <= set(explorer.timings)
    assert all(seconds >= 0 for seconds in explorer.timings.values())
    assert f"in {sum(explorer.timings.values()):.2f} s" in html(explorer)
    assert explorer._stage_times.chart.value == "", "nothing is drawn while it is folded"
    explorer._stage_times.button.value = True
    chart = explorer._stage_times.chart.value
    assert [word in chart for word in ("Run", "Mesh", "Send", "Decode", "Draw", "Total")] == [True] * 6
    explorer.params = {"width": 11}
    explorer.wait()
    assert explorer._stage_times.chart.value != chart


@pytest.mark.long
def test_the_values_beside_a_moved_slider_are_built_ahead_by_our_own_service_only(
    ours: Sources, foreign: Sources, service: Any, contract_server: Any
) -> None:
    explorer = explore(ours, budget=0)
    slider(explorer, "width").value = 33.0
    explorer.wait()
    before, asked = service.builds, explorer._client.requests
    assert explorer._mailbox.wait(lambda: service.builds == before + 3, 60)
    assert explorer._client.requests == asked + 3
    slider(explorer, "width").value = 34.0
    explorer.wait()
    assert explorer.result.cached
    elsewhere = explore(foreign)
    slider(elsewhere, "width").value = 20.0
    elsewhere.wait()
    elsewhere._mailbox.wait(lambda: False, 1.0)
    assert contract_server.builds == 2


def test_every_kind_of_control_reaches_the_model(ours: Sources) -> None:
    script = "a = 1.0\nn = 1\nf = False\nt = 'x'\np = (1.0, 1.0)\n"
    script += "show_object(cq.Workplane().box(a, n, (2 if f else 1) * len(t) * p[0] * p[1]))\n"
    explorer = explore(ours, script)
    for name, value, volume in (
        ("a", 2.0, 2),
        ("n", 3, 6),
        ("f", True, 12),
        ("t", "xx", 24),
        ("p", (2.0, 2.0), 96),
    ):
        control(explorer, name).show(value)
        explorer.params = explorer.params | {name: value}
        explorer.wait()
        assert explorer.result.volume == pytest.approx(volume), name


def test_a_preset_sets_its_values_and_a_reset_shows_only_when_something_changed(ours: Sources) -> None:
    explorer = explore(ours)
    row = control(explorer, "width")
    assert row.children[-1].layout.visibility == "hidden"
    explorer.preset = "wide"
    explorer.wait()
    assert explorer.params["width"] == 40.0
    assert explorer.result.volume == pytest.approx(40 * 2 * 6)
    assert row.children[-1].layout.visibility == "visible"
    row.children[-1].click()
    explorer.wait()
    assert explorer.params["width"] == 10.0
    with pytest.raises(RequestError, match="no preset"):
        explorer.preset = "narrow"


def test_a_failing_script_keeps_the_last_good_model_greyed_and_names_its_line(ours: Sources) -> None:
    explorer = explore(
        ours, "n = 4\nif n > 5:\n    raise ValueError('too many')\nshow_object(cq.Workplane().box(n, 1, 1))\n"
    )
    good = explorer.result
    explorer.params = {"n": 6}
    explorer.wait()
    assert explorer.status == "failed"
    assert isinstance(explorer.error, ScriptError)
    assert explorer.error.line == 3
    assert explorer.result is good
    assert explorer.viewer.stale
    shown = html(explorer)
    assert "too many" in shown
    assert "raise ValueError" in shown
    explorer.params = {"n": 5}
    explorer.wait()
    assert (explorer.status, explorer.error, explorer.viewer.stale) == ("ready", None, False)


def test_a_script_that_does_not_parse_is_shown_with_its_line(ours: Sources) -> None:
    explorer = explore(ours, "a = 1\nb = = 2\n")
    assert isinstance(explorer.error, ScriptSyntaxError)
    assert "b = = 2" in html(explorer)


def test_error_texts_are_shown_as_text_and_never_as_html(ours: Sources) -> None:
    explorer = explore(ours, "raise ValueError('<img src=x onerror=alert(1)>')")
    assert "<img" not in html(explorer)
    assert "&lt;img" in html(explorer)


def test_the_line_of_code_makes_the_same_model(ours: Sources) -> None:
    explorer = ModelExplorer(samples.perforated_plate, source=ours)
    explorer.wait()
    name, parameter = next((p.name, p) for p in explorer.schema.parameters if p.kind == "float" and p.maximum)
    explorer.params = {name: parameter.maximum}
    explorer.wait()
    again = eval(
        explorer.code,
        {"ModelExplorer": lambda *a, **k: ModelExplorer(*a, source=ours, **k), "samples": samples},
    )
    again.wait()
    assert again.params == explorer.params
    assert again.result.volume == explorer.result.volume


def test_a_stored_model_comes_with_its_parameters_from_our_service(ours: Sources) -> None:
    explorer = ModelExplorer(id="2qus7a32", source=ours)
    explorer.wait()
    assert explorer.status == "ready"
    assert "p_length" in explorer.params
    explorer.preset = "short"
    explorer.params = {"p_length": 120}
    explorer.wait()
    assert max(explorer.result.size) >= 120 * 0.99


def test_the_picture_can_come_from_stl_and_downloads_do_not_build_it_again(ours: Sources, service: Any) -> None:
    explorer = explore(ours)
    explorer.mesh_type = "STL"
    explorer.wait()
    assert explorer.result.type == "STL"
    before = service.answers
    name, data = explorer._fetch("STL", None)
    assert (name, data) == ("modelscript.stl", explorer.result.data)
    assert service.answers == before


@pytest.mark.parametrize("kind", CONTRACT_FORMATS)
def test_a_download_button_ends_in_a_link_that_saves_the_file(ours: Sources, kind: str) -> None:
    explorer = explore(ours)
    next(button for button in explorer.downloads.buttons if button.description == kind).click()
    assert saved(explorer, f"modelscript{SUFFIXES[kind]}")


@pytest.mark.parametrize("kind", FURTHER_FORMATS)
def test_the_menu_of_our_service_saves_every_further_format(ours: Sources, kind: str) -> None:
    explorer = explore(ours)
    explorer.downloads.menu.value = kind
    prepare_button(explorer).click()
    assert saved(explorer, f"modelscript{SUFFIXES[kind]}")


def test_a_download_tells_how_much_has_come(ours: Sources) -> None:
    explorer = explore(ours)
    told: list[tuple[int, int]] = []
    _, data = explorer._fetch("STEP", threading.Event(), lambda done, expected: told.append((done, expected)))
    assert told[-1] == (len(data), len(data))


@pytest.mark.long
def test_a_cancelled_download_says_so_and_leaves_no_link(own_service: Any) -> None:
    script = "n = 1\nwhile n > 1: pass\nshow_object(cq.Workplane().box(1, 1, 1))\n"
    explorer = explore(connect(build_url=own_service.url, build_key=own_service.key), script)
    explorer.build = lambda: None  # the next values get no picture,
    explorer.params = {"n": 2}  # and what is fetched from now on takes for ever
    explorer.downloads.buttons[0].click()
    assert explorer.downloads.busy
    cancel_button(explorer).click()
    assert explorer._mailbox.wait(lambda: not explorer.downloads.busy, 10)
    assert "Cancelled" in explorer.downloads._message.value


def test_a_parameter_named_like_a_word_of_the_contract_works_with_our_service(ours: Sources) -> None:
    explorer = explore(ours, ID_SCRIPT)
    assert not slider(explorer, "id").disabled
    explorer.params = {"id": 7}
    explorer.wait()
    assert explorer.result.volume == pytest.approx(7)


def test_a_parameter_named_like_a_word_of_the_contract_is_disabled_elsewhere_with_the_reason(foreign: Sources) -> None:
    explorer = explore(foreign, ID_SCRIPT)
    assert explorer.result.volume == pytest.approx(5)
    assert slider(explorer, "id").disabled
    assert "keeps this name" in slider(explorer, "id").tooltip


def test_the_picture_comes_from_glb_with_our_service_and_from_tjs_elsewhere(ours: Sources, foreign: Sources) -> None:
    one, other = explore(ours), explore(foreign)
    assert (one.result.type, other.result.type) == ("GLB", "TJS")
    assert one.result.mesh.volume == pytest.approx(other.result.mesh.volume, rel=1e-6)
    assert one.viewer.mesh.bounding_box == pytest.approx(other.viewer.mesh.bounding_box, abs=1e-5)
    assert len(one.viewer.mesh.edges) == len(other.viewer.mesh.edges) == 12


def test_a_material_gives_a_mass_and_no_material_gives_none(ours: Sources) -> None:
    explorer = explore(ours, "# @material steel\nshow_object(cq.Workplane().box(10, 10, 10))\n")
    assert explorer.result.mass == pytest.approx(7.85e-3)
    assert "Mass" in html(explorer)
    assert "Mass" not in html(explore(ours))


def test_files_beside_the_script_reach_it(ours: Sources, tmp_path: Any) -> None:
    (tmp_path / "sizes.py").write_text("width = 3\n")
    explorer = explore(
        ours, "import sizes\nshow_object(cq.Workplane().box(sizes.width, 1, 1))\n", files=[tmp_path / "sizes.py"]
    )
    assert explorer.result.volume == pytest.approx(3)
    with pytest.raises(RequestError, match="cannot be read"):
        ModelExplorer(script=BOX, files=[tmp_path / "none.step"], source=ours)


def test_a_published_script_opens_by_its_id_and_is_not_stored_twice(ours: Sources) -> None:
    explorer = explore(ours, '"""Published plate."""\n' + BOX)
    for _ in range(2):
        explorer.publishing.button.click()
        assert explorer._mailbox.wait(lambda: not explorer.publishing.busy and explorer._mailbox.empty, 30)
        assert explorer.publishing.published is not None, explorer.publishing._message.value
        assert explorer.publishing.published.version == 1, "what is the same makes no new version"
    opened = ModelExplorer(id=explorer.publishing.published.id, source=ours)
    opened.wait()
    assert opened.params == explorer.params
    assert opened.result.volume == pytest.approx(explorer.result.volume)
    assert "Published plate" in html(opened)
    assert opened.publishing.layout.display == "none", "a stored model has its id already"


@pytest.mark.long
def test_what_is_left_of_a_quota_is_shown(own_service: Any) -> None:
    administrator = connect(build_url=own_service.url, build_key=own_service.key).accounts
    assert administrator is not None
    administrator.create_account("designers", quota=3)
    key = administrator.create_key(account="designers").key
    explorer = explore(connect(build_url=own_service.url, build_key=key))
    assert "2 builds left" in html(explorer)
    for left, width in ((1, 20), (0, 30)):
        explorer.params = {"width": width}
        explorer.wait()
        assert f"{left} builds left" in html(explorer)
    explorer.params = {"width": 40}
    explorer.wait()
    assert explorer.status == "stopped"
    assert isinstance(explorer.error, AuthError)


def test_an_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        ModelExplorer(script=BOX, colour="red")


@pytest.mark.long
def test_a_crash_an_exit_and_an_endless_loop_are_each_told_in_the_widget(own_service: Any) -> None:
    source = connect(build_url=own_service.url, build_key=own_service.key)
    scripts = {
        "import ctypes\nctypes.string_at(0)": "segmentation",
        "import os\nos._exit(3)": "status 3",
        "while True: pass": "3 s",
    }
    for script, word in scripts.items():
        explorer = explore(source, script)
        assert explorer.status == "failed"
        assert word in html(explorer), html(explorer)


def test_cancel_ends_an_endless_build(own_service: Any) -> None:
    source = connect(build_url=own_service.url, build_key=own_service.key)
    explorer = ModelExplorer(script="while True: pass", source=source)
    explorer._mailbox.wait(lambda: explorer._client.requests == 1, 20)
    explorer.cancel()
    explorer.wait(2.5)
    assert explorer.status == "cancelled"


# -- a foreign service


def test_a_foreign_service_gets_every_widget_in_full_but_builds_only_on_release(
    foreign: Sources, contract_server: Any
) -> None:
    asked = foreign.build.requests
    explorer = explore(foreign)
    assert explorer.status == "ready"
    assert explorer.result.volume == pytest.approx(120, rel=1e-6)
    assert explorer.live is False
    assert slider(explorer, "width").continuous_update is False
    assert contract_server.builds == 1
    slider(explorer, "width").value = 20.0
    explorer.wait()
    assert explorer.result.volume == pytest.approx(240, rel=1e-6)
    assert contract_server.builds == 2
    assert f"{asked + 2} requests" in html(explorer)


def test_a_spent_quota_stops_live_mode_and_says_why(foreign: Sources, contract_server: Any) -> None:
    explorer = explore(foreign)
    good, sent = explorer.result, len(contract_server.requests)
    contract_server.spend_quota()
    explorer.params = {"width": 20}
    explorer.wait()
    assert explorer.status == "stopped"
    assert isinstance(explorer.error, AuthError)
    assert explorer.result is good
    explorer.params = {"width": 30}
    explorer.wait()
    assert len(contract_server.requests) == sent + 1, "nothing is asked after a refusal"


def test_a_wrong_key_is_told(contract_server: Any) -> None:
    explorer = explore(connect(build_url=contract_server.url, build_key="wrong"))
    assert explorer.status == "stopped"
    assert "wrong" not in html(explorer).replace("key is wrong", "")


def test_a_stored_model_without_a_schema_takes_named_parameters(foreign: Sources, contract_server: Any) -> None:
    model_id, name, value = "4hplate1", "length", 80.0
    explorer = ModelExplorer(id=model_id, parameters={name: value}, source=foreign)
    explorer.wait()
    assert explorer.status == "ready"
    before = explorer.result.volume
    explorer.params = {name: value * 2}
    explorer.wait()
    assert explorer.result.volume != pytest.approx(before)


def test_an_unknown_id_at_a_foreign_service_is_told(foreign: Sources) -> None:
    explorer = ModelExplorer(id="nosuchid", source=foreign)
    explorer.wait()
    assert isinstance(explorer.error, NotFound)


def test_a_dead_host_is_told_and_the_sliders_are_there_all_the_same(dead: Sources) -> None:
    explorer = explore(dead)
    assert explorer.status == "failed"
    assert isinstance(explorer.error, ConnectionFailed)
    assert "127.0.0.1" in html(explorer)
    assert explorer.params["width"] == 10.0


# -- what the widget holds


def test_a_hundred_updates_leave_as_many_widgets_as_twenty(ours: Sources) -> None:
    explorer = explore(ours)
    counts = {}
    for step in range(1, 41):
        explorer.params = {"width": 10 + step % 7}
        explorer.wait()
        counts[step] = len(ipywidgets.widgets.widget._instances)
    assert counts[40] == counts[20]


def test_close_frees_every_widget_that_the_explorer_made(ours: Sources) -> None:
    gc.collect()
    before = len(ipywidgets.widgets.widget._instances)
    explorer = explore(ours)
    explorer.close()
    assert len(ipywidgets.widgets.widget._instances) == before


def test_no_trait_and_no_repr_holds_the_key(service: Any) -> None:
    explorer = explore(connect(build_url=service.url, build_key=service.key))
    state = repr([explorer.get_state(), repr(explorer), explorer.trait_values()])
    for widget in ipywidgets.Widget.get_manager_state(drop_defaults=False)["state"].values():
        state += repr(widget)
    assert service.key not in state


def control(explorer: ModelExplorer, name: str) -> Any:
    return explorer._panel.inputs[name]


def saved(explorer: ModelExplorer, name: str) -> bool:
    """Whether a link that saves a file of this name comes up."""
    message = explorer.downloads._message
    explorer._mailbox.wait(lambda: "Save" in message.value or 'role="alert' in message.value, 30)
    assert f'download="{name}"' in message.value, message.value
    return True


def prepare_button(explorer: ModelExplorer) -> Any:
    return explorer.downloads._menu_row.children[-1]


def cancel_button(explorer: ModelExplorer) -> Any:
    return explorer.downloads._progress_row.children[-1]


def slider(explorer: ModelExplorer, name: str) -> Any:
    return control(explorer, name).children[0]


def html(explorer: ModelExplorer) -> str:
    """All the text that the explorer shows."""
    texts = [
        explorer._title,
        explorer._error_panel,
        explorer._state.line,
        explorer._notes,
        explorer._numbers,
    ]
    return " ".join(text.value for text in texts)
