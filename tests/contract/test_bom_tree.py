"""Lines by item number, totals over the whole tree, and everything rolled up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bom_lines import bom_lines
from hypothesis import given

from cadwidgets.contract.bom import BomLine, Total, total_costs, total_mass
from cadwidgets.contract.bom_tree import ALSO_ELSE, exchanged, joined, line_at, placed, rolled_up
from cadwidgets.errors import RequestError

SCREW = BomLine("ISO 4762 M6x20", quantity=4, mass_kg=0.5, unit_cost=0.25, currency="EUR", reference_designation="S1")
FRAME = BomLine("00123", quantity=3, children=(SCREW, BomLine("1E5", quantity=2)))


def leaves(lines: tuple[BomLine, ...], times: float = 1.0) -> Iterator[tuple[float, BomLine]]:
    for line in lines:
        if line.children:
            yield from leaves(line.children, times * line.quantity)
        else:
            yield times * line.quantity, line


@given(bom_lines)
def test_totals_are_the_sums_over_the_exploded_tree(lines: tuple[BomLine, ...]) -> None:
    known = [quantity * line.mass_kg for quantity, line in leaves(lines) if line.mass_kg is not None]
    mass = total_mass(lines)
    assert (mass.covered, mass.lines) == (len(known), len(list(leaves(lines))))
    assert mass.value == (pytest.approx(sum(known)) if known else None)
    for currency, cost in total_costs(lines).items():
        said = [(q, line) for q, line in leaves(lines) if line.currency == currency]
        costs = [quantity * line.unit_cost for quantity, line in said if line.unit_cost is not None]
        assert cost == Total(pytest.approx(sum(costs)), len(costs), mass.lines)


@given(bom_lines)
def test_rolling_up_keeps_the_totals_and_is_done_once(lines: tuple[BomLine, ...]) -> None:
    once = rolled_up(lines)
    assert total_mass(once).value == pytest.approx(total_mass(lines).value)
    for currency, cost in total_costs(lines).items():
        assert total_costs(once)[currency].value == pytest.approx(cost.value)
    assert rolled_up(once) == once
    assert all(not line.children for line in once)


@given(bom_lines)
def test_a_line_that_is_added_and_removed_leaves_the_first(lines: tuple[BomLine, ...]) -> None:
    new = BomLine("a part number that no other has")
    more = joined(lines, new)
    assert line_at(more, str(len(more))) == new
    assert exchanged(more, str(len(more)), ()) == lines


@given(bom_lines)
def test_every_line_is_found_by_its_item(lines: tuple[BomLine, ...]) -> None:
    for known in placed(lines):
        assert line_at(lines, known.item) is known.line
        assert exchanged(lines, known.item, (known.line,)) == lines


def test_items_levels_and_quantities_in_the_whole() -> None:
    told = [(known.item, known.level, known.in_whole) for known in placed([SCREW, FRAME])]
    assert told == [("1", 1, 4.0), ("2", 1, 3.0), ("2.1", 2, 12.0), ("2.2", 2, 6.0)]


def test_the_same_part_once_more_is_more_of_it() -> None:
    assert joined((SCREW,), SCREW)[0].quantity == 8.0
    assert len(joined((SCREW,), BomLine("ISO 4762 M6x20"))) == 2


def test_rolling_up_joins_equal_parts_and_their_designations() -> None:
    twin = BomLine(SCREW.part_number, mass_kg=0.5, unit_cost=0.25, currency="EUR", reference_designation="S9")
    once = rolled_up([twin, FRAME])
    assert [(line.part_number, line.quantity) for line in once] == [("ISO 4762 M6x20", 13.0), ("1E5", 6.0)]
    assert once[0].reference_designation == "S9, S1"


def test_one_number_with_two_masses_stays_two_lines_that_say_so() -> None:
    once = rolled_up([BomLine("7", mass_kg=1, remark="turned"), BomLine("7", mass_kg=2), BomLine(name="x"), BomLine()])
    assert [line.remark for line in once] == [f"turned; {ALSO_ELSE}", ALSO_ELSE, "", ""]


@pytest.mark.parametrize("item", ["", "0", "3", "1.1", "2.3", "-1", "2.", "x", "2.1.1", "01"])
def test_an_unknown_item_is_refused_with_those_that_there_are(item: str) -> None:
    with pytest.raises(RequestError, match="has no item") as refused:
        exchanged((SCREW, FRAME), item, ())
    assert refused.value.allowed == "1, 2, 2.1, 2.2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("quantity", value) for value in (-1, float("nan"), float("inf"), None, True, "4")],
        *[("mass_kg", value) for value in (-0.1, float("nan"), "1")],
        *[("unit_cost", value) for value in (float("inf"), "1")],
        *[("currency", value) for value in ("Euro", "eur", "EUR\n", 1)],
        *[("part_number", value) for value in (123, None, b"1")],
        *[("attributes", value) for value in ([], (("a", "b"),), (("a", "b", 1),))],
        *[("children", value) for value in ([], ("x",))],
        ("part", "6205"),
    ],
)
def test_a_value_that_no_line_can_have_is_refused_by_its_name(field: str, value: object) -> None:
    with pytest.raises(RequestError, match=f"no {field} of a BOM line") as refused:
        BomLine(**{field: value})  # type: ignore[arg-type]
    assert refused.value.parameter == field
    assert refused.value.allowed
