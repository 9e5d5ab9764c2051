"""`BomTable`: what a user does in it becomes another BOM, and every step can be taken back."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest
import traitlets

from cadwidgets.contract.bom import BomLine
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

SCREW = BomLine("00123", "Screw", 8, mass_kg=0.5, unit_cost=0.25, currency="EUR")
HOUSING = BomLine("1E5", "Housing")
GEARBOX = BomLine("GB", "Gearbox", 2, children=(SCREW, HOUSING))
LINES = (GEARBOX, SCREW)


@pytest.fixture
def table() -> BomTable:
    return BomTable(Bom(LINES))


def act(table: BomTable, kind: str, **told: Any) -> None:
    """What the browser sends."""
    table._handle_custom_msg({"type": kind, **told}, [])


def edit(table: BomTable, item: str, column: str, text: str) -> None:
    act(table, "edit", item=item, column=column, text=text)


def screw_with(**values: Any) -> tuple[BomLine, ...]:
    """The lines with another screw in the gearbox."""
    return (replace(GEARBOX, children=(replace(SCREW, **values), HOUSING)), SCREW)


@pytest.mark.parametrize(
    ("column", "text", "values"),
    [
        ("quantity", "6,5", {"quantity": 6.5}),
        ("unit_cost", "1.234,50", {"unit_cost": 1234.5}),
        ("unit_cost", "0.12 usd", {"unit_cost": 0.12, "currency": "USD"}),
        ("unit_cost", "", {"unit_cost": None}),
        ("currency", "chf", {"currency": "CHF"}),
        ("supplier", " <b>ACME</b> ", {"supplier": "<b>ACME</b>"}),
        ("remark", "=1+1", {"remark": "=1+1"}),
    ],
)
def test_a_cell_that_is_edited_makes_another_bom(table: BomTable, column: str, text: str, values: Any) -> None:
    first = table.bom
    edit(table, "1.1", column, text)
    assert table.error is None
    assert table.bom.lines == screw_with(**values)
    assert first.lines == LINES


@pytest.mark.parametrize(
    ("column", "text"), [("quantity", "many"), ("quantity", "-1"), ("quantity", ""), ("unit_cost", "a lot")]
)
def test_bad_input_is_told_and_stays_in_its_cell(table: BomTable, column: str, text: str) -> None:
    edit(table, "1.1", column, text)
    assert isinstance(table.error, RequestError)
    assert table.bom.lines == LINES
    assert table.view["error"]["allowed"]
    assert [cell["edit"] for cell in table.view["rows"][1]["cells"] if cell["rejected"]] == [text]


def test_bad_input_stays_while_another_cell_is_edited(table: BomTable) -> None:
    edit(table, "1.1", "quantity", "many")
    edit(table, "2", "quantity", "7")
    assert table.error is None
    assert [cell["edit"] for cell in table.view["rows"][1]["cells"] if cell["rejected"]] == ["many"]
    act(table, "dismiss", item="1.1", column="quantity")
    assert not any(cell["rejected"] for row in table.view["rows"] for cell in row["cells"])


def test_what_follows_from_the_parts_cannot_be_edited(table: BomTable) -> None:
    for item, column in (("1", "unit_cost"), ("1.1", "mass_kg")):
        edit(table, item, column, "1")
        assert isinstance(table.error, RequestError)
    assert table.bom.lines == LINES


def test_every_step_can_be_taken_back_and_made_again(table: BomTable) -> None:
    edit(table, "2", "quantity", "5")
    act(table, "remove", item="1")
    assert table.bom.lines == (replace(SCREW, quantity=5.0),)
    act(table, "undo")
    act(table, "undo")
    assert table.bom.lines == LINES
    assert (table.view["can_undo"], table.view["can_redo"]) == (False, True)
    act(table, "redo")
    act(table, "redo")
    assert table.bom.lines == (replace(SCREW, quantity=5.0),)


def test_a_bom_that_is_set_is_shown_and_can_be_taken_back(table: BomTable) -> None:
    table.bom = Bom([HOUSING])
    assert [row["item"] for row in table.view["rows"]] == ["1"]
    table.undo()
    assert table.bom.lines == LINES


def test_the_price_of_a_part_is_set_in_all_of_its_places(table: BomTable) -> None:
    act(table, "choose", choices={"mode": "flat"})
    assert [row["item"] for row in table.view["rows"]] == ["1.1", "1.2"]
    edit(table, "1.1", "unit_cost", "0.30")
    assert table.bom.lines == (
        replace(GEARBOX, children=(replace(SCREW, unit_cost=0.3), HOUSING)),
        replace(SCREW, unit_cost=0.3),
    )


def test_the_quantities_of_a_flat_bom_are_those_in_the_whole(table: BomTable) -> None:
    act(table, "choose", choices={"mode": "flat"})
    assert [row["cells"][1]["text"] for row in table.view["rows"]] == ["24", "2"]
    edit(table, "1.1", "quantity", "3")
    assert isinstance(table.error, RequestError)


def test_what_is_chosen_can_be_observed(table: BomTable) -> None:
    seen: list[str] = []
    table.observe(lambda change: seen.append(change["new"]), "selected")
    table.selected = "1.1"
    act(table, "remove", item="1.1")
    assert seen == ["1.1", ""]


def test_what_is_not_there_cannot_be_selected(table: BomTable) -> None:
    with pytest.raises(RequestError, match=r"9\.9"):
        table.selected = "9.9"
    assert table.selected == ""


def test_a_row_that_is_gone_is_no_longer_selected(table: BomTable) -> None:
    table.selected = "1.2"
    table.bom = Bom([HOUSING])
    assert table.selected == ""


def test_columns_are_chosen_and_assemblies_folded(table: BomTable) -> None:
    act(table, "column", column="supplier", shown=True)
    act(table, "fold", item="1")
    assert "supplier" in [column["name"] for column in table.view["columns"] if column["shown"]]
    assert [row["item"] for row in table.view["rows"]] == ["1", "2"]
    act(table, "fold", item="1")
    assert len(table.view["rows"]) == 4


def test_a_line_that_is_not_there_any_more_is_told(table: BomTable) -> None:
    edit(table, "9.9", "quantity", "1")
    assert "9.9" in str(table.error)
    act(table, "remove", item="9.9")
    assert isinstance(table.error, CadWidgetsError)
    assert table.bom.lines == LINES


def test_a_baseline_tells_what_is_different() -> None:
    table = BomTable(Bom(LINES), baseline=Bom([GEARBOX]))
    assert [row["change"] for row in table.view["rows"]] == ["", "", "", "added"]
    table.baseline = None
    assert table.view["compared"] is False


@pytest.mark.parametrize("name", ["CSV", "XLSX", "Markdown", "JSON", "HTML"])
def test_a_file_is_written_beside_the_kernels_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, sent = BomTable(Bom(LINES, title="Pump \u202e<A>/1")), []
    monkeypatch.setattr(table, "send", lambda message, buffers: sent.append((message, buffers)))
    act(table, "save", format=name)
    table.wait()
    ((message, buffers),) = sent
    ending = {"Markdown": "md"}.get(name, name.lower())
    assert message == {"type": "save", "name": f"Pump_A_1.{ending}"}
    assert b"00123" in buffers[0] or name == "XLSX"
    assert len(buffers[0]) > 50


def test_a_bom_without_title_is_saved_as_bom(monkeypatch: pytest.MonkeyPatch) -> None:
    table, sent = BomTable(Bom(LINES)), []
    monkeypatch.setattr(table, "send", lambda message, buffers: sent.append(message))
    act(table, "copy", format="Markdown")
    table.wait()
    assert sent == [{"type": "copy", "name": "bom.md"}]


def test_the_view_is_plain_data(table: BomTable) -> None:
    assert json.loads(json.dumps(table.view)) == table.view


def test_only_a_bom_is_shown() -> None:
    with pytest.raises(traitlets.TraitError):
        BomTable([SCREW])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        BomTable(Bom(), colour="red")  # type: ignore[call-arg]


def test_an_empty_table_is_ready_to_be_filled() -> None:
    table = BomTable()
    assert table.view["count"] == 0
    table.bom = Bom([SCREW])
    assert table.view["count"] == 1


def test_500_lines_are_edited_without_anybody_waiting() -> None:
    table = BomTable(Bom(BomLine(f"{number:05}", unit_cost=1.0, currency="EUR") for number in range(500)))
    start = time.process_time()
    edit(table, "400", "quantity", "9")
    assert time.process_time() - start < 0.5, "about 0.04 s"
    assert table.bom.lines[399].quantity == 9
