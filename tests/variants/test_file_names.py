"""Names of variants' files: safe anywhere, all different, made by patterns that can do nothing else."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from design_tables import design_rows
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.clients._zip import compared, is_plain_name
from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.errors import RequestError
from cadwidgets.variants.file_names import default_pattern, file_names
from cadwidgets.variants.name_texts import MAX_BYTES, MAX_NAME

ROWS = [
    DesignRow({"width": 40.0 + at, "n": at % 3, "lid": True, "style": "A/B", "size": (1.0, 2.5)}, {"mass": at + 0.125})
    for at in range(12)
]


@given(design_rows, st.text(max_size=200), st.sampled_from(["", "{note}", "{model}{note}", "{size}-{n}", "{style}."]))
def test_every_name_can_be_used_anywhere_and_only_once(rows: list[DesignRow], model: str, pattern: str) -> None:
    names = file_names(rows, model, pattern)
    assert len({compared(name) for name in names}) == len(rows)
    for name in (name + suffix for name in names for suffix in SUFFIXES.values()):
        assert is_plain_name(name)
        assert not name.startswith((".", "-", " "))
        assert len(name) <= MAX_NAME
        assert len(name.encode()) <= MAX_BYTES
        assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("pattern", "first", "last"),
    [
        ("{model}-{width}", "bracket-40", "bracket-51"),
        ("{width:.2f}x{p.n}", "40.00x0", "51.00x2"),
        ("{n}", "01", "12"),
        ("{n:04d} {lid}", "0001 true", "0012 true"),
        ("{mass:.1f} kg", "0.1 kg", "11.1 kg"),
        ("{style}_{size}", "A_B_1x2.5", "A_B_1x2.5-12"),
        ("{{{preset}}}", "{long}", "{long}-12"),
        ("../{model}/..", "_bracket_", "_bracket_-12"),
        ("NUL", "_NUL", "_NUL-12"),
        ("con.{n}", "_con.01", "_con.12"),
    ],
)
def test_a_pattern_is_filled_with_the_values_of_each_row(pattern: str, first: str, last: str) -> None:
    names = file_names(ROWS, "bracket", pattern, preset="long")
    assert (names[0], names[-1]) == (first, last)


def test_numbers_are_those_of_the_table() -> None:
    assert file_names(ROWS[:2], "bracket", "{n}", numbers=[7, 110]) == ["007", "110"]


def test_a_name_says_what_differs_between_the_rows() -> None:
    assert default_pattern(ROWS) == "{model}-width_{width}-n_{p.n}"
    assert file_names([ROWS[0], ROWS[3]], "bracket") == ["bracket-width_40", "bracket-width_43"]
    assert file_names([ROWS[4]], "bracket") == ["bracket"]
    assert file_names([], "bracket", "{width}") == []
    many = [DesignRow({f"p{at}": float(row) for at in range(9)}) for row in range(2)]
    assert default_pattern(many) == "{model}-{n}"


def test_names_that_a_file_system_takes_for_equal_are_numbered() -> None:
    rows = [DesignRow({"name": name}) for name in ("Plate", "plate", "pla\u0301te", "pl\u00e1te", "PLATE-2")]
    assert file_names(rows, "", "{name}") == ["Plate", "plate-2", "pl\u00e1te", "pl\u00e1te-2", "PLATE-2-2"]


@pytest.mark.parametrize(
    "pattern",
    [
        *("{width.__class__}", "{width[0]}", "{n.real}", "{width!r}", "{}", "{0}", "{width", "}", "{hieght}", "{area}"),
        *("{width:{n}}", "{width:>9}", "{width:99999999f}", "{style:d}", "{width:d}", "{lid:d}"),
    ],
)
def test_a_pattern_that_can_do_more_or_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(RequestError) as refused:
        file_names(ROWS, "bracket", pattern)
    assert refused.value.parameter == "pattern"
    assert refused.value.allowed


def test_an_unknown_field_is_told_with_those_that_there_are() -> None:
    with pytest.raises(RequestError) as refused:
        file_names(ROWS, "bracket", "{hieght}")
    known: Any = refused.value.allowed.split(", ")
    assert {"width", "p.n", "lid", "mass", "volume", "n", "model", "preset"} <= set(known)
