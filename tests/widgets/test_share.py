"""What an explorer shares restores its values and its view in another one, and tells nothing else."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest

from cadwidgets import samples
from cadwidgets.contract.sections import Plane
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets.model_explorer import ModelExplorer

KINDS = """
width = 10.0   # [5:0.5:50] mm  Width
count = 2      # [1:9] Boxes
closed = True  # Closed
style = "a"    # [a, b] Style
label = "text" # Label
at = (1.0, 2.0)  # Place
# @preset wide: width=80, count=3
for place in range(count):
    show_object(cq.Workplane().center(*at).box(width, 2, 3).translate((0, 0, 5 * place)), name=f"box {place}")
"""
PARAMS = {"width": 12.5, "closed": False, "style": "b", "label": 'ü "quoted" \\ 🙂', "at": (-1e-9, 12345.678)}


def explore(source: Sources, script: str = KINDS, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(script=script, source=source, ahead=False, **options)
    explorer.wait()
    return explorer


def looked_at(explorer: ModelExplorer) -> ModelExplorer:
    viewer = explorer.viewer
    viewer._scene.turn(30, 20)
    viewer.hide("box 0")
    viewer.wires, viewer.planes, viewer.cut = True, [Plane((1.0, 0.0, 0.0), 2.0)], True
    return explorer


def test_another_explorer_of_the_model_shows_the_same(ours: Sources) -> None:
    one = explore(ours)
    one.params = PARAMS
    one.wait()
    text = looked_at(one).share
    assert re.fullmatch(r"[A-Za-z0-9_-]+", text)
    begun = explore(ours, state=text)
    taking = explore(ours)
    taking.take(text)
    taking.wait()
    for other in (begun, taking):
        assert (other.preset, other.params) == (one.preset, one.params)
        assert other.result.volume == one.result.volume
        assert other.viewer.state == one.viewer.state
        assert other.share == text
    taking.undo()
    assert taking.params["width"] == 10.0
    assert not taking.can_undo, "one step"


def test_a_preset_may_break_the_scripts_bounds_also_in_a_shared_state(ours: Sources) -> None:
    one = explore(ours, preset="wide", params={"label": "x"})
    assert one.params["width"] == 80.0
    other = explore(ours, state=one.share)
    assert (other.preset, other.params, other.error) == ("wide", one.params, None)
    assert other.result.volume == one.result.volume


def test_arguments_win_over_a_shared_state(ours: Sources) -> None:
    text = explore(ours, params=PARAMS).share
    other = explore(ours, state=text, params={"width": 20})
    assert (other.params["width"], other.params["style"]) == (20.0, "b")


def test_the_view_of_a_model_with_more_parts_waits_for_it(ours: Sources) -> None:
    one = explore(ours, params={"count": 5})
    one.viewer.hide("box 4")
    other = explore(ours)
    other.take(one.share)
    assert other.share == one.share, "also while it is built"
    other.wait()
    assert other.viewer.hidden == ["box 4"]


def test_a_state_that_was_shared_before_the_model_came_is_that_to_come(ours: Sources) -> None:
    text = looked_at(explore(ours, params=PARAMS)).share
    other = ModelExplorer(script=KINDS, source=ours, state=text)
    assert other.share == text
    other.wait()


@pytest.mark.parametrize("script", [KINDS + "# another\n", "show_object(cq.Workplane().box(1, 2, 3))"])
def test_a_state_of_another_script_is_refused_and_nothing_changes(ours: Sources, script: str) -> None:
    text = explore(ours, params=PARAMS).share
    other = explore(ours, script)
    before = other.params
    with pytest.raises(RequestError, match="state of another script"):
        other.take(text)
    with pytest.raises(RequestError, match="state of another script"):
        ModelExplorer(script=script, source=ours, state=text)
    assert other.params == before


def test_a_damaged_state_is_refused_and_nothing_changes(ours: Sources) -> None:
    explorer = explore(ours)
    text, before = explorer.share, explorer.params
    for wrong in (text[:-1], text[:20] + "A" + text[21:], "cw9-" + text[4:], "what?", ""):
        with pytest.raises(RequestError, match="no shared state"):
            explorer.take(wrong)
    assert explorer.params == before


def test_a_state_with_its_script_needs_nothing_else(ours: Sources) -> None:
    one = looked_at(explore(ours, params=PARAMS))
    other = ModelExplorer(state=one.share_with_script(), source=ours)
    other.wait()
    assert other.result.volume == one.result.volume
    assert other.viewer.state == one.viewer.state
    with pytest.raises(RequestError, match="does not hold its model's script"):
        ModelExplorer(state=one.share, source=ours)


def test_a_stored_model_is_named_by_its_id(ours: Sources) -> None:
    stored = ours.models.publish(KINDS)
    one = ModelExplorer(id=stored.id, source=ours, params=PARAMS)
    one.wait()
    other = ModelExplorer(state=one.share, source=ours)
    other.wait()
    assert (other.params, other.result.volume) == (one.params, one.result.volume)
    with pytest.raises(RequestError, match=f"state of the stored model {stored.id}"):
        explore(ours).take(one.share)
    with pytest.raises(RequestError, match="a stored model holds more"):
        one.share_with_script()


def test_files_beside_a_script_belong_to_the_model(ours: Sources, tmp_path: Path) -> None:
    script = "size = 2.0\nshow_object(cq.Workplane().box(size, 1, float(open('data.txt').read())))"
    data = tmp_path / "data.txt"
    data.write_text("3")
    one = explore(ours, script, files=[data], params={"size": 4})
    assert explore(ours, script, files=[data], state=one.share).result.volume == pytest.approx(12)
    with pytest.raises(RequestError, match="other files beside it"):
        ModelExplorer(script=script, source=ours, state=one.share)
    with pytest.raises(RequestError, match="a model with files holds more"):
        one.share_with_script()


def test_no_key_no_mail_and_no_path_is_in_a_shared_state(service: Any, tmp_path: Path) -> None:
    path = tmp_path / "secret_folder" / "bracket.py"
    path.parent.mkdir()
    path.write_text(KINDS)
    source = connect(build_url=service.url, build_key=service.key, traceparts_email="somebody@example.org")
    explorer = ModelExplorer(path, source=source)
    explorer.wait()
    packed = explorer.share.partition("-")[2]
    plain = zlib.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4))[8:]).decode()
    assert set(json.loads(plain)) <= {"model", "preset", "params", "view"}
    for told in (service.key, "example.org", "secret_folder", "bracket", str(tmp_path), service.url):
        assert told not in plain


def test_a_large_sample_is_a_short_line(ours: Sources) -> None:
    explorer = ModelExplorer(samples.gear, source=ours)
    explorer.wait()
    assert len(explorer.share) < 600
