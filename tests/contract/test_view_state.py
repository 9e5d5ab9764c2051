"""A view's state as plain data: what is written is read again, what is wrong is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.picks import KINDS
from cadwidgets.contract.sections import Plane
from cadwidgets.contract.view_state import FLAGS, Camera, NamedPick, ViewState
from cadwidgets.errors import RequestError

numbers = st.floats(-1e6, 1e6)
points = st.tuples(numbers, numbers, numbers)
cameras = st.builds(Camera, points, points).filter(lambda camera: camera.distance > 1e-3)
planes = st.builds(Plane, points.filter(lambda normal: max(map(abs, normal)) > 1e-3), numbers)
picks = st.builds(NamedPick, st.sampled_from(KINDS), st.text(max_size=20), points, st.integers(-1, 1000))
states = st.builds(
    ViewState,
    st.none() | cameras,
    st.lists(picks, max_size=3).map(tuple),
    st.lists(st.text(max_size=20), max_size=5).map(tuple),
    st.floats(0, 10),
    st.lists(planes, max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(sorted(FLAGS)), st.just(True)).map(
        lambda names: {name: not FLAGS[name] for name in names}
    ),
    st.sampled_from(["", "#a0b1c2"]),
)


@given(states)
def test_what_is_told_is_read_again(state):
    told = json.loads(json.dumps(state.told(), allow_nan=False))
    read = ViewState.read(told)
    assert read.told() == told
    assert (read.selection, read.hidden, read.planes) == (state.selection, state.hidden, state.planes)
    assert (read.spread, read.flags, read.color) == (state.spread, state.flags, state.color)
    if state.camera is None:
        assert read.camera is None
    else:
        assert read.camera.position == pytest.approx(state.camera.position, abs=1e-8 * state.camera.distance)


@given(states, states)
def test_a_state_over_another_says_what_it_says_itself(one, other):
    both = one.over(other)
    assert {**other.told(), **one.told()} == both.told()
    assert one.over(ViewState()) == one
    assert ViewState().over(one) == one


@pytest.mark.parametrize(
    ("state", "entry"),
    [
        ([], "state"),
        ({"zoom": 2}, "zoom"),
        ({"camera": {"position": [1, 2, 3]}}, "camera.target"),
        ({"camera": {"position": [1, 2, 3], "target": [1, 2, "3"]}}, "camera.target"),
        ({"camera": {"position": [1, 2, 3], "target": [1, 2, 3]}}, "camera.position"),
        ({"camera": {"position": [1, 2, float("nan")], "target": [0, 0, 0]}}, "camera.position"),
        ({"camera": {"position": [1, 2, 10**400], "target": [0, 0, 0]}}, "camera.position"),
        ({"camera": {"position": [1, 2, 3], "target": [0, 0, 0], "roll": 1}}, "camera.roll"),
        ({"selection": [{"kind": "face", "part": "", "point": [0, 0, 0]}, {"kind": "body"}]}, "selection[1].part"),
        ({"selection": [{"kind": "body", "part": "", "point": [0, 0, 0]}]}, "selection[0].kind"),
        ({"selection": [{"kind": "face", "part": "", "point": [0, 0, 0], "number": True}]}, "selection[0].number"),
        ({"hidden": "lid"}, "hidden"),
        ({"hidden": ["lid", 3]}, "hidden[1]"),
        ({"hidden": ["x"] * 20_001}, "hidden"),
        ({"spread": -1}, "spread"),
        ({"spread": True}, "spread"),
        ({"planes": [[[0, 0, 0], 1.0]]}, "planes[0]"),
        ({"planes": [[[0, 0, 1], 1.0]] * 4}, "planes"),
        ({"cut": 1}, "cut"),
        ({"color": "red"}, "color"),
    ],
)
def test_what_is_wrong_is_named(state, entry):
    with pytest.raises(RequestError) as caught:
        ViewState.read(state)
    assert caught.value.parameter == entry
    assert caught.value.allowed
