"""Differences of two bills of materials: whole, exact, and told line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bom_lines import bom_lines
from hypothesis import given

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_diff import BomDiff, difference, patched
from cadwidgets.errors import RequestError

SCREW = BomLine("ISO 4762 M6x20", quantity=4, mass_kg=0.008)
WASHER = BomLine("ISO 7089 6", quantity=4)
BRACKET = BomLine(name="bracket", material="S235", children=(SCREW, WASHER))


@given(bom_lines, bom_lines)
def test_the_first_bom_and_the_difference_make_the_second(
    before: tuple[BomLine, ...], after: tuple[BomLine, ...]
) -> None:
    assert patched(before, difference(before, after)) == after


@given(bom_lines)
def test_a_bom_does_not_differ_from_itself(lines: tuple[BomLine, ...]) -> None:
    assert difference(lines, lines) == BomDiff(())


@given(bom_lines, bom_lines)
def test_the_other_way_round_what_was_added_is_removed(before: tuple[BomLine, ...], after: tuple[BomLine, ...]) -> None:
    forth, back = difference(before, after).changes, difference(after, before).changes
    added = {(change.item, change.after) for change in forth if change.kind == "added"}
    assert added == {(change.item, change.before) for change in back if change.kind == "removed"}
    assert sum(change.kind == "changed" for change in forth) == sum(change.kind == "changed" for change in back)


def test_a_change_names_its_item_and_fields() -> None:
    more = replace(SCREW, quantity=6.0, remark="longer ones fit too")
    (change,) = difference([BRACKET], [WASHER, replace(BRACKET, children=(more, WASHER))]).changes[1:]
    assert (change.kind, change.item, change.fields) == ("changed", "2.1", ("quantity", "remark"))
    assert (change.before, change.after) == (SCREW, more)


def test_removed_lines_come_last_with_their_items_in_the_first() -> None:
    changes = difference([SCREW, BRACKET], [BRACKET, BomLine("1E5")]).changes
    assert [(change.kind, change.item) for change in changes] == [("added", "2"), ("removed", "1")]


def test_part_numbers_are_compared_as_texts() -> None:
    kinds = [
        change.kind
        for change in difference([BomLine("00123"), BomLine("1E5")], [BomLine("123"), BomLine("100000")]).changes
    ]
    assert kinds == ["added", "added", "removed", "removed"]


def test_another_order_alone_changes_no_line_but_is_made() -> None:
    turned = difference([SCREW, WASHER], [WASHER, SCREW])
    assert turned.changes == ()
    assert patched([SCREW, WASHER], turned) == (WASHER, SCREW)


@pytest.mark.parametrize("other", [(), (SCREW,), (SCREW, WASHER, WASHER), (WASHER, BRACKET)])
def test_a_bom_that_it_was_not_taken_from_is_refused(other: tuple[BomLine, ...]) -> None:
    with pytest.raises(RequestError, match="does not belong to this BOM"):
        patched(other, difference([SCREW, WASHER], [SCREW]))
