"""What a BOM table shows: items, sums, what is missing, order, pages, bars. All of it follows from the lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cadwidgets.contract.bom import BomLine, exploded, total_mass
from cadwidgets.tables.bom_numbers import money_text, shown_number
from cadwidgets.widgets._bom_chart import chart
from cadwidgets.widgets._bom_columns import COLUMNS, MASS, MASS_TOTAL
from cadwidgets.widgets._bom_rows import compared_rows, differing, flat_rows, ordered, tree_rows, walk
from cadwidgets.widgets._bom_totals import totals
from cadwidgets.widgets._bom_view import PAGE_SIZE, Choices, table_view
from cadwidgets.widgets.bom import Bom

SCREW = BomLine("M10", "Screw", 8, mass_kg=0.5, unit_cost=0.25, currency="EUR")
WASHER = BomLine("00123", "Washer", 8, mass_kg=0.25)
HOUSING = BomLine("1E5", "Housing")
GEARBOX = BomLine("GB", "Gearbox", 2, children=(SCREW, WASHER, HOUSING))
NUT = BomLine("M6", "Nut", 4, mass_kg=0.125, unit_cost=2.0, currency="USD")
LINES = (GEARBOX, NUT)
BY_NAME = {column.name: column for column in COLUMNS}


def view(*lines: BomLine, rejected: Any = None, **choices: Any) -> dict[str, Any]:
    return table_view(Bom(lines), None, Choices(**choices), rejected or {})


def texts(shown: dict[str, Any], name: str) -> list[str]:
    """A column of the view from top to bottom."""
    place = [column["name"] for column in shown["columns"] if column["shown"]].index(name)
    return [row["cells"][place]["text"] for row in shown["rows"]]


def test_lines_are_numbered_by_where_they_stand() -> None:
    shown = view(*LINES)
    assert texts(shown, "item") == ["1", "1.1", "1.2", "1.3", "2"]
    assert [row["level"] for row in shown["rows"]] == [1, 2, 2, 2, 1]


def test_part_numbers_stay_the_text_that_they_are() -> None:
    assert texts(view(*LINES), "part_number") == ["GB", "M10", "00123", "1E5", "M6"]


def test_the_masses_of_all_parts_in_the_whole_are_the_total() -> None:
    leaves = [row for row in walk(tree_rows(LINES)) if not row.line.children]
    assert sum(row.number(MASS_TOTAL) or 0.0 for row in leaves) == total_mass(LINES).value == 12.5


def test_an_assembly_says_how_much_of_it_is_known() -> None:
    assert texts(view(*LINES), "mass_kg") == ["6 (2 of 3)", "0.5", "0.25", "no mass", "0.125"]
    assert texts(view(*LINES), "unit_cost") == ["2.00 EUR (1 of 3)", "0.25 EUR", "no cost", "no cost", "2.00 USD"]


def test_currencies_are_never_added_up() -> None:
    both = BomLine(name="kit", children=(SCREW, NUT))
    assert texts(view(both), "cost_total")[0] == "2.00 EUR (1 of 2) + 8.00 USD (1 of 2)"
    assert totals((both,), None)[2]["text"] == "2.00 EUR (1 of 2 lines) + 8.00 USD (1 of 2 lines)"


def test_a_stated_mass_of_an_assembly_is_shown_as_stated() -> None:
    assert texts(view(replace(GEARBOX, mass_kg=7.0)), "mass_kg")[0] == "7"


def test_columns_without_a_value_are_hidden_but_listed() -> None:
    material = next(column for column in view(NUT)["columns"] if column["name"] == "material")
    assert (material["shown"], material["empty"]) == (False, True)
    assert [column["name"] for column in view(NUT, columns={"material": True})["columns"] if column["shown"]] == [
        *("item", "quantity", "unit", "part_number", "name", "material"),
        *("mass_kg", "mass_total_kg", "unit_cost", "cost_total"),
    ]


def test_an_attribute_of_the_parts_can_be_a_column() -> None:
    line = replace(NUT, attributes=(("Length", "12", "mm"), ("Coating", "zinc", "")))
    assert texts(view(line, columns={"attribute:Length": True}), "attribute:Length") == ["12 mm"]


def test_a_closed_assembly_hides_what_is_in_it() -> None:
    assert texts(view(*LINES, folded=frozenset({("GB",)})), "item") == ["1", "2"]


def test_sorting_keeps_parts_in_their_assembly_and_the_unknown_last() -> None:
    assert texts(view(*LINES, sort="mass_kg"), "item") == ["2", "1", "1.2", "1.1", "1.3"]
    assert texts(view(*LINES, sort="-mass_kg"), "item") == ["1", "1.1", "1.2", "1.3", "2"]


def test_digits_in_a_text_are_sorted_as_numbers() -> None:
    rows = tree_rows([SCREW, HOUSING, NUT, WASHER, BomLine(name="no number")])
    assert [row.line.part_number for row in ordered(rows, BY_NAME["part_number"], False)] == [
        *("1E5", "00123", "M6", "M10", "")
    ]


def test_a_long_bom_comes_in_pages() -> None:
    lines = [BomLine(f"{number:05}") for number in range(500)]
    pages = [view(*lines, page=number) for number in (1, 2, 3, 4)]
    assert [len(shown["rows"]) for shown in pages] == [PAGE_SIZE, PAGE_SIZE, 100, 100]
    assert [shown["first"] for shown in pages] == [1, 201, 401, 401]
    assert [texts(shown, "part_number")[-1] for shown in pages] == ["00199", "00399", "00499", "00499"]


def test_what_could_not_be_taken_stays_in_its_cell() -> None:
    shown = view(*LINES, rejected={("1.1", "quantity"): "eight"})
    cells = [row["cells"][1] for row in shown["rows"]]
    assert [cell["edit"] for cell in cells] == ["2", "eight", "8", "1", "4"]
    assert [cell["rejected"] for cell in cells] == [False, True, False, False, False]


def test_what_an_assembly_costs_cannot_be_typed() -> None:
    assembly, screw = tree_rows(LINES)[0], tree_rows(LINES)[0].children[0]
    assert not assembly.may_edit(BY_NAME["unit_cost"])
    assert screw.may_edit(BY_NAME["unit_cost"])
    assert not screw.may_edit(MASS)


def test_a_rolled_up_line_knows_all_of_its_places() -> None:
    tree = tree_rows((GEARBOX, SCREW))
    once = [replace(line, quantity=24.0 if line.part_number == "M10" else 16.0) for line in exploded((GEARBOX,))]
    screw = flat_rows(once, tree)[0]
    assert (screw.places, screw.place) == (("1.1", "2"), "1.1")
    assert not screw.may_edit(BY_NAME["quantity"])


def test_the_longest_bars_are_shown_and_the_rest_as_one() -> None:
    lines = [BomLine(f"P{number}", mass_kg=float(number)) for number in range(1, 16)] + [HOUSING]
    drawn = chart(lines, "mass")
    assert drawn is not None
    assert [bar["label"] for bar in drawn["bars"]] == [*(f"P{number}" for number in range(15, 3, -1)), "3 others"]
    assert (drawn["bars"][0]["length"], drawn["bars"][0]["text"]) == (1.0, "15 kg, 12 %")
    assert (drawn["bars"][-1]["text"], drawn["bars"][-1]["others"]) == ("6 kg, 5 %", True)
    assert drawn["note"] == "1 line without a value"


def test_bars_are_of_the_mass_or_of_the_cost_in_one_currency() -> None:
    drawn = chart(LINES, "cost USD")
    assert drawn is not None
    assert [measure["label"] for measure in drawn["measures"]] == ["Mass", "Cost EUR", "Cost USD"]
    assert [(bar["label"], bar["text"]) for bar in drawn["bars"]] == [("M6", "8.00 USD, 100 %")]


def test_there_are_no_bars_where_nothing_is_known() -> None:
    assert chart([HOUSING], "mass") is None


def test_a_change_says_what_was_before_and_by_how_much() -> None:
    before, after = tree_rows(LINES), tree_rows((GEARBOX, replace(NUT, quantity=6)))
    shown = table_view(Bom((GEARBOX, replace(NUT, quantity=6))), Bom(LINES), Choices(), {})
    assert texts(shown, "change") == ["", "", "", "", "Changed"]
    assert [cell["was"] for cell in shown["rows"][-1]["cells"] if cell["was"]] == [
        *("was 4 (+2)", "was 0.5 (+0.25)", "was 8.00 USD (+4.00)")
    ]
    assert [row.item for row in walk(differing(compared_rows(after, before)))] == ["2"]


def test_lines_that_only_the_baseline_has_come_last_and_cannot_be_edited() -> None:
    shown = table_view(Bom((GEARBOX,)), Bom(LINES), Choices(), {})
    assert texts(shown, "change")[-1] == "Removed"
    assert texts(shown, "item")[-1] == "was 2"
    assert shown["rows"][-1]["item"] == ""
    assert not any(cell["edit"] for cell in shown["rows"][-1]["cells"])


def test_an_assembly_tells_that_something_in_it_changed() -> None:
    lighter = replace(GEARBOX, children=(replace(SCREW, mass_kg=0.25), WASHER, HOUSING))
    shown = table_view(Bom((lighter, NUT)), Bom(LINES), Choices(only_changes=True), {})
    assert texts(shown, "change") == ["Inside", "Changed"]
    assert texts(shown, "item") == ["1", "1.1"]


def test_totals_that_stayed_say_nothing_of_the_baseline() -> None:
    assert [total["was"] for total in totals(LINES, LINES)] == ["", "", ""]


def test_the_totals_say_what_they_cover_and_what_they_were() -> None:
    found = totals((GEARBOX,), LINES)
    assert [(total["text"], total["was"]) for total in found] == [
        ("3", "was 4 (\u22121)"),
        ("12 kg (2 of 3 lines)", "was 12.5 kg (3 of 4 lines), \u22120.5 kg"),
        ("4.00 EUR (1 of 3 lines)", "was 4.00 EUR (1 of 4 lines) + 8.00 USD (1 of 4 lines)"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.006651234, "0.006651"), (0.1 + 0.2, "0.3"), (1234567.8, "1,234,568"), (1e-7, "0.0000001"), (0.0, "0")],
)
def test_numbers_are_written_without_exponent(value: float, text: str) -> None:
    assert shown_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1,234.50 EUR"), (0.0333, "0.0333 EUR"), (0.00123, "0.00123 EUR"), (0.0, "0.00 EUR")]
)
def test_fractions_of_a_cent_are_kept(value: float, text: str) -> None:
    assert money_text(value, "EUR") == text
