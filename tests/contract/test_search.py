"""Filters as text: whatever is written is read again, and what is wrong with a text is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.search import Filter
from cadwidgets.errors import RequestError

TEXTS = st.text(st.sampled_from(r"aé1.,:\ -") | st.characters(exclude_categories=["Cs"]), min_size=1)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
UNITS = st.sampled_from(["", "mm", "in", "N/mm"])


@given(TEXTS, st.lists(TEXTS, min_size=1).map(tuple))
def test_values_are_read_as_they_were_written(facet: str, values: tuple[str, ...]) -> None:
    wanted = Filter(facet, values)
    assert Filter.parse(wanted.text) == wanted


@given(TEXTS, NUMBERS | st.none(), NUMBERS, UNITS, st.booleans())
def test_a_range_is_read_as_it_was_written(
    facet: str, one: float | None, other: float, unit: str, turned: bool
) -> None:
    minimum, maximum = (other, one) if turned else (one, other)
    wanted = Filter(facet, (), minimum, maximum, unit)
    assert Filter.parse(wanted.text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("d:6", Filter("d", ("6",))),
        ("d:6,8", Filter("d", ("6", "8"))),
        ("standard:ISO 4762,ISO 7380-1", Filter("standard", ("ISO 4762", "ISO 7380-1"))),
        ("l:10..30", Filter("l", (), 10, 30)),
        ("l:..30", Filter("l", (), None, 30)),
        ("l: 10 .. ", Filter("l", (), 10, None)),
        ("l:1in", Filter("l", ("1in",))),
        ("l:10..30mm", Filter("l", (), 10, 30, "mm")),
        ("l:1cm..1in", Filter("l", (), 10, 25.4, "mm")),
        (r"color:black\, matt", Filter("color", ("black, matt",))),
        (r"note:a\..b", Filter("note", ("a..b",))),
        ("url:http://x", Filter("url", ("http://x",))),
    ],
)
def test_a_filter_is_read(text: str, wanted: Filter) -> None:
    assert Filter.parse(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "d", ":6", "d:", "d:6,", "d:..", "d:1..2..3", "d:1..2,3", "d:1,2..3", "d:x..3", "d:1..1e999", "a,b:c"]
)
def test_a_text_that_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        Filter.parse(text)
    assert refused.value.parameter == "filter"
    assert refused.value.allowed


def test_two_units_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(RequestError, match="kg"):
        Filter.parse("l:1mm..2kg")
