"""Undo and redo of an explorer's parameters, and the history of its builds, against the real service."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from cadwidgets.contract.build_record import BuildRecord
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.build_records import build_frame
from cadwidgets.widgets import _undoable
from cadwidgets.widgets._build_log import MOST
from cadwidgets.widgets.model_explorer import ModelExplorer

BOX = """
width = 10.0   # [5:0.5:50] mm  Width
count = 2      # [1:9] Boxes
closed = True  # Closed
style = "a"    # [a, b] Style
label = "text" # Label
at = (1.0, 2.0)  # Place
# @preset wide: width=40, count=3
show_object(cq.Workplane().center(*at).box(width, 2 if closed else 1, 3 * count))
"""


def explore(source: Sources, script: str = BOX, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, **options)
    explorer.wait()
    return explorer


def slider(explorer: ModelExplorer, name: str) -> Any:
    return explorer._panel.inputs[name].children[0]


def button(explorer: ModelExplorer, label: str) -> Any:
    return next(one for one in explorer._step_bar.children if getattr(one, "description", "") == label)


def built(explorer: ModelExplorer) -> tuple[float, str]:
    """What the service answered: the volume and a digest of the bytes."""
    explorer.wait()
    assert explorer.status == "ready"
    return explorer.result.volume, hashlib.sha256(explorer.result.data).hexdigest()


def test_fifty_changes_are_undone_and_done_again_with_identical_results_of_the_embedded_service() -> None:
    explorer, chance = explore(connect(), ahead=False), np.random.default_rng(7)
    changes = [
        lambda: {"width": int(chance.integers(10, 100)) / 2},
        lambda: {"count": int(chance.integers(1, 10))},
        lambda: {"closed": not explorer.params["closed"]},
        lambda: {"style": "ab"[chance.integers(2)], "label": f"text {chance.random()}"},
        lambda: {"at": (float(chance.random()), -float(chance.random()))},
    ]
    seen = [(explorer.preset, explorer.params, built(explorer))]
    while len(seen) <= 50:
        if chance.random() < 0.15:
            explorer.preset = "" if explorer.preset else "wide"
        else:
            explorer.params = changes[chance.integers(len(changes))]()
        if explorer.params != seen[-1][1]:
            seen.append((explorer.preset, explorer.params, built(explorer)))
    for before in reversed(seen[:-1]):
        explorer.undo()
        assert (explorer.preset, explorer.params, built(explorer)) == before
    assert not explorer.can_undo
    for after in seen[1:]:
        explorer.redo()
        assert (explorer.preset, explorer.params, built(explorer)) == after
    assert not explorer.can_redo


def test_one_drag_is_one_step_and_the_next_another(ours: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = explore(ours)
    now = [100.0]
    monkeypatch.setattr(_undoable.time, "monotonic", lambda: now[0])
    for value in (11.0, 12.0, 13.0):
        slider(explorer, "width").value = value
        now[0] += 0.1
    now[0] += _undoable.REST_SECONDS
    for value in (14.0, 15.0):
        slider(explorer, "width").value = value
        now[0] += 0.1
    slider(explorer, "count").value = 5
    explorer.wait()
    widths = []
    while explorer.can_undo:
        explorer.undo()
        widths.append((explorer.params["width"], explorer.params["count"]))
    assert widths == [(15.0, 2), (13.0, 2), (10.0, 2)]


def test_a_drag_back_to_where_it_began_is_no_step(ours: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = explore(ours)
    monkeypatch.setattr(_undoable.time, "monotonic", lambda: 100.0)
    for value in (11.0, 12.0, 10.0):
        slider(explorer, "width").value = value
    assert not explorer.can_undo
    slider(explorer, "width").value = 20.0
    explorer.undo()
    assert explorer.params["width"] == 10.0


def test_a_preset_is_one_step_and_one_build(ours: Sources, service: Any) -> None:
    explorer = explore(ours, ahead=False)
    explorer.params = {"label": "mine"}
    explorer.preset = "wide"
    explorer.wait()
    assert explorer.params["width"] == 40.0
    before = service.answers
    explorer.undo()
    explorer.wait()
    assert service.answers == before + 1, "preset and values change together"
    assert (explorer.preset, explorer.params["width"], explorer.params["label"]) == ("", 10.0, "mine")
    assert explorer._panel.preset == ""
    assert slider(explorer, "width").value == 10.0
    explorer.redo()
    explorer.wait()
    assert (explorer.preset, explorer._panel.preset) == ("wide", "wide")
    assert explorer.result.volume == pytest.approx(40 * 2 * 9)


def test_a_change_after_an_undo_drops_what_was_to_be_redone(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.params = {"width": 20}
    explorer.params = {"width": 30}
    explorer.undo()
    assert (explorer.can_undo, explorer.can_redo) == (True, True)
    explorer.params = {"count": 4}
    assert not explorer.can_redo
    explorer.redo()
    assert (explorer.params["width"], explorer.params["count"]) == (20.0, 4)


def test_the_buttons_undo_and_redo_and_are_of_use_only_where_there_is_something(ours: Sources) -> None:
    explorer = explore(ours)
    assert button(explorer, "Undo").disabled
    explorer.params = {"width": 20}
    assert (button(explorer, "Undo").disabled, button(explorer, "Redo").disabled) == (False, True)
    button(explorer, "Undo").click()
    assert explorer.params["width"] == 10.0
    assert (button(explorer, "Undo").disabled, button(explorer, "Redo").disabled) == (True, False)
    button(explorer, "Redo").click()
    assert explorer.params["width"] == 20.0


def test_a_key_in_the_browser_does_as_the_buttons(ours: Sources) -> None:
    explorer = explore(ours)
    explorer.params = {"width": 20}
    keys = explorer._step_bar.children[-1]
    keys._handle_custom_msg({"step": "undo"}, [])
    assert explorer.params["width"] == 10.0
    keys._handle_custom_msg({"step": "redo"}, [])
    assert explorer.params["width"] == 20.0
    keys._handle_custom_msg({"step": "close"}, [])
    assert explorer.params["width"] == 20.0


def test_a_model_without_parameters_has_nothing_to_undo(ours: Sources) -> None:
    explorer = explore(ours, "show_object(cq.Workplane().box(1, 2, 3))")
    explorer.undo()
    explorer.redo()
    assert (explorer.can_undo, explorer.can_redo, explorer.params) == (False, False, {})


def test_the_history_tells_of_every_build_and_becomes_a_table(ours: Sources) -> None:
    explorer = explore(ours, BOX + "assert width < 45, 'too wide'\n", ahead=False)
    explorer.params = {"width": 20}
    explorer.wait()
    explorer.params = {"width": 50}
    explorer.wait()
    explorer.undo()
    explorer.wait()
    ready, wider, failed, again = explorer.history
    assert [one.status for one in explorer.history] == ["ready", "ready", "failed", "ready"]
    assert ready.volume == pytest.approx(120)
    assert wider.volume == again.volume == pytest.approx(240)
    assert (failed.volume, failed.params["width"]) == (None, 50.0)
    assert "too wide" in failed.error
    assert ready.seconds > 0
    assert ready.time < again.time
    frame = explorer.history_frame()
    assert list(frame.columns[:4]) == ["time", "status", "preset", "width"]
    assert list(frame["width"]) == [10.0, 20.0, 50.0, 20.0]
    assert frame["volume"].count() == 3


def test_the_history_is_bounded_and_holds_no_meshes(ours: Sources) -> None:
    explorer = explore(ours)
    for number in range(MOST + 20):
        explorer._log.built("", {"width": number}, explorer.result, 0.1)
    assert len(explorer.history) == MOST
    assert explorer.history[-1].params == {"width": MOST + 19}
    plain = (str, int, float, dict, datetime, type(None))
    assert all(isinstance(value, plain) for record in explorer.history for value in vars(record).values())


def test_a_parameter_that_is_named_like_a_column_gets_its_own() -> None:
    frame = build_frame([BuildRecord(datetime.now(UTC), "ready", "", {"volume": 3}, volume=8.0)])
    assert list(frame.columns) == ["time", "status", "preset", "p.volume", "volume", "mass", "seconds", "error"]
    assert (frame["p.volume"][0], frame["volume"][0]) == (3, 8.0)
    assert list(build_frame([]).columns) == ["time", "status", "preset", "volume", "mass", "seconds", "error"]
