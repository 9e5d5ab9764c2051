"""Planes as plain data: what is read is what was meant, and anything else is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.sections import MAX_PLANES, Plane, planes_text, read_planes
from cadwidgets.errors import RequestError

NUMBERS = st.floats(-1e6, 1e6)
NORMALS = st.tuples(NUMBERS, NUMBERS, NUMBERS).filter(lambda normal: math.hypot(*normal) > 1e-3)
REFUSED = {
    "nothing": "",
    "no JSON": "z=5",
    "no list": '{"normal": [0, 0, 1], "offset": 5}',
    "no planes": "[]",
    "too many": str([[[0, 0, 1], float(place)] for place in range(MAX_PLANES + 1)]),
    "one plane alone": "[[0, 0, 1], 5]",
    "no offset": "[[[0, 0, 1]]]",
    "two offsets": "[[[0, 0, 1], 5, 6]]",
    "a flat normal": "[[[0, 1], 5]]",
    "a long normal": "[[[0, 0, 1, 0], 5]]",
    "no direction": "[[[0, 0, 0], 5]]",
    "almost no direction": "[[[0, 0, 1e-320], 1e300]]",
    "not a number": "[[[0, 0, NaN], 5]]",
    "infinity": "[[[0, 0, 1], Infinity]]",
    "too large": "[[[0, 0, 1], 1e999]]",
    "an integer too large for a float": f"[[[0, 0, 1], {10**400}]]",
    "an infinite length": "[[[1.7e308, 1.7e308, 1.7e308], 0]]",
    "texts": '[[["0", "0", "1"], "5"]]',
    "a text of three characters": '[["001", 5]]',
    "truths": "[[[false, false, true], 5]]",
    "null": "[[null, 5]]",
    "deep": "[" * 900,
}


@given(st.lists(st.builds(Plane, NORMALS, NUMBERS), min_size=1, max_size=MAX_PLANES))
def test_planes_are_read_as_they_were_written(planes: list[Plane]) -> None:
    assert read_planes(planes_text(planes)) == tuple(planes)
    assert len(planes_text(planes)) <= 1000, "it has to be a text of a parameter"


@given(NORMALS, NUMBERS)
def test_a_plane_has_a_unit_normal_and_the_points_that_its_numbers_meant(normal: tuple[float, ...], offset: float):
    plane = Plane(normal, offset)
    length = math.hypot(*normal)
    assert math.hypot(*plane.normal) == pytest.approx(1.0, abs=1e-12)
    assert plane.offset * length == pytest.approx(offset, rel=1e-9, abs=1e-9)
    assert [value * length for value in plane.normal] == pytest.approx(normal, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_list_of_planes_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        read_planes(text)
    assert refused.value.parameter == "o.planes"
    assert "[[0, 0, 1], 5.0]" in refused.value.allowed


@given(st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(str))
def test_any_text_is_planes_or_refused(text: str) -> None:
    try:
        planes = read_planes(text)
    except RequestError:
        return
    assert read_planes(planes_text(planes)) == planes
