"""Where a slider may go next."""

from __future__ import annotations

import pytest

from cadwidgets.contract.parameters import Parameter
from cadwidgets.widgets._neighbours import neighbours

WIDTH = Parameter("width", "float", 10.0, minimum=0.0, maximum=20.0, step=0.1)
COUNT = Parameter("count", "int", 3, minimum=1, maximum=4, step=1)
STYLE = Parameter("style", "choice", "a", choices=("a", "b", "c"))


@pytest.mark.parametrize(
    ("parameter", "before", "now", "expected"),
    [
        (WIDTH, 10.0, 10.1, [10.2, 10.0, 10.3]),
        (WIDTH, 10.1, 10.0, [9.9, 10.1, 9.8]),
        (WIDTH, 19.8, 19.9, [20.0, 19.8]),
        (WIDTH, 0.2, 0.0, [0.1]),
        (COUNT, 2, 3, [4, 2]),
        (COUNT, 2, 1, [2]),
        (STYLE, "a", "b", ["c", "a"]),
        (STYLE, "c", "a", ["b"]),
        (Parameter("closed", "bool", True), True, False, [True]),
        (Parameter("label", "text", "x"), "x", "y", []),
        (Parameter("at", "tuple", (1.0, 2.0)), (1.0, 2.0), (1.0, 3.0), []),
    ],
)
def test_the_likeliest_values_come_first_and_none_is_out_of_bounds(parameter, before, now, expected) -> None:
    found = neighbours(parameter, before, now)
    assert found == expected
    assert [type(value) for value in found] == [type(now)] * len(expected)


def test_a_number_beside_the_slider_has_no_neighbours_beyond_its_bounds() -> None:
    assert neighbours(WIDTH, 10.0, 500.0) == []
