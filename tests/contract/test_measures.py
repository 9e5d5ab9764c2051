"""Picks and measures on the wire: what is written comes back, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.measures import Facts, Measurement, Relation, Selector
from cadwidgets.contract.picks import KINDS, MAX_PICKS, Pick, picks_text, read_picks
from cadwidgets.errors import RequestError

FACTS = Facts(
    "edge", "CIRCLE", "lid", (1.0, 2.0, 3.0), length=6.25, radius=1.0, path=((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))
)
MEASURED = Measurement((FACTS, FACTS), Relation(1.5, (0.0, 0.0, 0.0), (1.5, 0.0, 0.0), 2.0, angle=30.0))

coordinates = st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.9g}"))
picks = st.builds(
    Pick,
    st.sampled_from(KINDS),
    st.integers(0, 10_000),
    st.tuples(coordinates, coordinates, coordinates),
    st.integers(-1, 10_000),
)


@given(st.lists(picks, min_size=1, max_size=MAX_PICKS))
def test_picks_come_back(some):
    assert read_picks(picks_text(some)) == tuple(some)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[[",
        '[["face"]]',
        '[["side", 0, 0, [0, 0, 0]]]',
        '[["face", -1, 0, [0, 0, 0]]]',
        '[["face", 0, -2, [0, 0, 0]]]',
        '[["face", true, 0, [0, 0, 0]]]',
        '[["face", 0, 0, [0, 0]]]',
        '[["face", 0, 0, [0, 0, NaN]]]',
        '[["face", 0, 0, "abc"]]',
        f'[["face", 0, 0, [0, 0, 1{"0" * 400}]]]',
        json.dumps([["face", 0, 0, [0, 0, 0]]] * (MAX_PICKS + 1)),
    ],
)
def test_what_is_no_list_of_picks_is_refused(text):
    with pytest.raises(RequestError, match=r"o\.picks") as caught:
        read_picks(text)
    assert "kind, part, number, point" in caught.value.allowed


def test_measures_come_back():
    assert Measurement.from_json(json.loads(json.dumps(MEASURED.to_json()))) == MEASURED


@pytest.mark.parametrize(
    ("name", "value"),
    [("area", "large"), ("length", float("nan")), ("center", [1.0, 2.0]), ("path", [[1.0]]), ("radius", [1.0])],
)
def test_what_is_no_measure_is_refused(name, value):
    told = MEASURED.to_json()
    told["facts"] = [{**told["facts"][0], name: value}]
    with pytest.raises((TypeError, ValueError)):
        Measurement.from_json(told)


def test_a_selector_is_written_as_in_a_script():
    assert str(Selector((("faces", "|Z"), ("faces", ">Z")))) == '.faces("|Z").faces(">Z")'
