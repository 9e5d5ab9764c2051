"""The line of code of a part: what it says, that it is code whatever the texts are, and that no key stands in it."""

from __future__ import annotations

import ast
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_shelf import SmallShelf, washer

from cadwidgets.contract.parts import PartRef
from cadwidgets.sources import connect
from cadwidgets.widgets._pick_code import foreign_part_code, own_part_code, part_code, repr_text

WASHER = SmallShelf().facts(washer("6"), threading.Event())
URL = "http://127.0.0.1:9/api"


def test_a_standard_part_is_said_as_people_say_it(clean_environment: None) -> None:
    assert part_code(WASHER, connect()) == 'part("ISO 7089", "6")'
    assert part_code(replace(WASHER, options={"thread": "real"}), connect()) == 'part("ISO 7089", "6", thread="real")'
    bearing = replace(WASHER, part_number="6205", standard="ISO 15")
    assert part_code(bearing, connect()) == 'part("6205")'


def test_another_service_is_named_without_its_keys(clean_environment: None) -> None:
    source = connect(traceparts_url=URL, traceparts_key="sesame", traceparts_email="me@example.com")
    code = part_code(WASHER, source)
    assert code == f'part("ISO 7089", "6", source=connect(traceparts_url="{URL}"))'
    assert own_part_code(WASHER, connect()) == 'PartPicker(catalog=frame).pick("ISO 7089 6")'


def test_a_foreign_part_is_named_by_its_pair(clean_environment: None) -> None:
    source = connect(traceparts_url=URL, traceparts_api="classic")
    by_number = replace(WASHER, part=PartRef("ACME", "00123"), part_number="00123", source="ACME")
    assert foreign_part_code(by_number, source).endswith('.pick("00123", "ACME")')
    assert foreign_part_code(WASHER, source).endswith('.choose("W", "d=6|m=steel|")')


@given(st.text())
def test_any_text_is_read_back_from_its_code_and_hides_nothing(text: str) -> None:
    code = repr_text(text)
    assert ast.literal_eval(code) == text
    assert code.isprintable()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\n", "\x00", "\ud800"])
def test_marks_that_turn_the_direction_of_writing_are_spelt_out(mark: str) -> None:
    assert mark not in repr_text(f"M6{mark}02x")
