"""Bills of materials in files: nothing is lost, nothing becomes a formula or markup, sums are live."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from bom_lines import HOSTILE, bom_lines
from hypothesis import given, settings
from openpyxl import load_workbook
from sheet_formulas import Sheet

from cadwidgets.contract.bom import BomLine, total_costs, total_mass
from cadwidgets.contract.bom_diff import difference
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_csv import to_csv
from cadwidgets.tables.bom_html import bom_html, diff_html, page
from cadwidgets.tables.bom_markdown import to_markdown
from cadwidgets.tables.bom_read import json_text, read_bom
from cadwidgets.tables.bom_rows import ReadLines
from cadwidgets.tables.bom_xlsx import to_xlsx

SCREW = BomLine("00123", "screw", quantity=4, mass_kg=0.5, unit_cost=0.25, currency="EUR")
RAIL = BomLine("1E5", "rail", quantity=2)
FRAME = BomLine("F", "frame", quantity=3, children=(SCREW, RAIL))
EVIL = tuple(BomLine(text, text, remark=text, attributes=((text, text, text),)) for text in HOSTILE)


def sheet_of(*lines: BomLine) -> Any:
    return load_workbook(io.BytesIO(to_xlsx(lines))).active


def column(sheet: Any, heading: str) -> list[Any]:
    (cells,) = [cells for cells in sheet.iter_cols(values_only=True) if cells[0] == heading]
    return list(cells[1:])


@given(bom_lines)
def test_csv_gives_back_all_of_it(lines: tuple[BomLine, ...]) -> None:
    assert read_bom(to_csv(lines).encode("utf-8-sig")) == ReadLines(lines)


@settings(deadline=None, max_examples=30)
@given(bom_lines)
def test_xlsx_gives_back_all_of_it(lines: tuple[BomLine, ...]) -> None:
    assert read_bom(to_xlsx(lines)) == ReadLines(lines)


@given(bom_lines)
def test_json_gives_back_all_of_it(lines: tuple[BomLine, ...]) -> None:
    assert read_bom(json_text(lines, "a title").encode()) == ReadLines(lines, title="a title")


@pytest.mark.parametrize("text", HOSTILE)
def test_every_hostile_text_comes_back_by_each_format(text: str) -> None:
    line = BomLine(text, text, unit=text, remark=text, attributes=((text, text, text),), sha256=text)
    for data in (to_csv([line]).encode(), to_xlsx([line]), json_text([line], "").encode()):
        assert read_bom(data) == ReadLines((line,))


def test_no_cell_of_a_csv_begins_like_a_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(to_csv(EVIL), newline="")) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_only_formulas_of_a_sheet_are_its_sums() -> None:
    cells = [cell for row in sheet_of(*EVIL).iter_rows() for cell in row]
    assert {cell.column_letter for cell in cells if cell.data_type == "f"} == {"K", "N", "W"}
    assert not [cell for cell in cells if cell.data_type == "e"]
    (named,) = [cell for cell in cells if cell.value == "=1+1" and cell.column_letter == "E"]
    assert (named.data_type, named.number_format, named.quotePrefix) == ("s", "@", True)


def test_the_sums_of_a_sheet_follow_its_cells() -> None:
    sheet = sheet_of(SCREW, FRAME)
    assert sheet.freeze_panes == "B2"
    assert column(sheet, "Part number")[:4] == ["00123", "F", "00123", "1E5"]
    assert column(sheet, "Level")[:4] == [1, 1, 2, 2]
    assert column(sheet, "Total mass [kg]") == [
        '=IF(J2="","",B2*J2)',
        '=IF(COUNT(K4:K5)=0,"",SUMIF(Y4:Y5,2,K4:K5))',
        '=IF(J4="","",B4*B3*J4)',
        '=IF(J5="","",B5*B3*J5)',
        "=SUMIF(Y2:Y5,1,K2:K5)",
    ]
    lines = "(Y3:Y6<=Y2:Y5)"
    assert column(sheet, "Missing")[-1] == (
        f'=SUMPRODUCT({lines}*ISNUMBER(K2:K5))&" of "&SUMPRODUCT({lines}*1)&" lines"&" have a mass, "'
        f'&SUMPRODUCT({lines}*ISNUMBER(N2:N5))&" of "&SUMPRODUCT({lines}*1)&" lines"&" a cost"'
    )


@settings(deadline=None, max_examples=15)
@given(bom_lines)
def test_the_sums_of_a_sheet_are_right(lines: tuple[BomLine, ...]) -> None:
    sheet = Sheet(to_xlsx(lines))
    told = dict(zip(sheet.column("Part reference"), sheet.column("Total mass [kg]"), strict=True))
    wanted = {known.item: in_the_whole(known) for known in placed(lines)}
    assert {item: told[item] or 0.0 for item in wanted} == pytest.approx(wanted)
    costs, mass = total_costs(lines), total_mass(lines)
    if costs:
        assert sheet.column("Total cost")[-len(costs) :] == pytest.approx([cost.value for cost in costs.values()])
    if lines:
        covered = sum(cost.covered for cost in costs.values())
        coverage = f"{mass.covered} of {mass.lines} lines have a mass, {covered} of {mass.lines} lines a cost"
        assert coverage in sheet.column("Missing")


def in_the_whole(known: PlacedLine) -> float:
    """What a line weighs in the whole, as far as it is known."""
    return total_mass([replace(known.line, quantity=known.in_whole)]).value or 0.0


def test_two_currencies_have_two_sums() -> None:
    sheet = sheet_of(SCREW, BomLine("7", children=(BomLine("8", unit_cost=1, currency="USD"),)))
    assert column(sheet, "Total cost")[1:] == [
        None,
        '=IF(L4="","",B4*B3*L4)',
        '=SUMIFS(N2:N4,M2:M4,"EUR")',
        '=SUMIFS(N2:N4,M2:M4,"USD")',
    ]
    assert column(sheet, "Part reference")[-2:] == ["Total EUR", "Total USD"]


def test_many_assemblies_make_no_formula_longer() -> None:
    formulas = [text for text in column(sheet_of(*[SCREW, FRAME] * 500), "Total mass [kg]") if text]
    assert max(map(len, formulas)) < 80


def test_a_text_that_no_cell_can_hold_is_refused_in_place_of_cut() -> None:
    with pytest.raises(RequestError, match="does not fit in a cell"):
        to_xlsx([BomLine("x" * 32_768)])


def test_without_openpyxl_it_is_told_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RequestError) as refused:
        to_xlsx([SCREW])
    assert 'pip install "cadwidgets[xlsx]"' in refused.value.allowed


def test_bills_of_materials_need_openpyxl_for_nothing_else() -> None:
    code = "import sys; sys.modules['openpyxl'] = None; from cadwidgets import Bom; print(Bom().to_csv()[:4])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "Part"


def test_markdown_has_one_line_for_each_line_whatever_they_say() -> None:
    text = to_markdown([SCREW, *EVIL], "A | <b>title</b>")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == len(EVIL) + 3
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1
    assert "<" not in text
    assert "\u202e" not in text
    assert "U\\+202E" in text
    assert "00123" in text


@pytest.mark.parametrize("shown", [bom_html(EVIL, "<b>", unread=["<img>\u202e"]), diff_html(difference([], EVIL))])
def test_no_text_is_markup_or_turns_the_page_around(shown: str) -> None:
    without_style = re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL)
    tags = set(re.findall(r"<(\w+)", without_style))
    assert tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "p", "ul", "li", "code"}
    assert not {"\u202e", "\u2066", "\x01"} & set(shown)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&lt;U+202E&gt;evil" in shown


def test_a_page_needs_nothing_from_elsewhere() -> None:
    text = page(bom_html([SCREW]), "<title>")
    assert text.startswith("<!DOCTYPE html>")
    assert "&lt;title&gt;" in text
    assert not re.search(r"https?:|src=|href=|<script", text)


def test_assemblies_are_told_with_what_is_in_them_and_what_is_missing() -> None:
    shown = bom_html([FRAME])
    assert re.findall(r"<bdi>([\d.]+)</bdi>", shown)[:1] == ["1"]
    assert ">1.2<" in shown
    assert "mass of 1 of 2 lines" in shown
    assert "2 lines, 18 parts; mass 6 kg (1 of 2 lines); cost 3.00 EUR (1 of 2 lines)" in shown


@pytest.mark.parametrize(
    "data",
    ["{}", "{", '{"format": "cadwidgets-bom", "version": 2, "lines": []}', '{"format": "x", "version": 1, "lines": []}']
    + [json.dumps({"format": "cadwidgets-bom", "version": 1, "lines": lines}) for lines in (None, [1], [{"x": 1}])],
)
def test_json_of_something_else_is_refused(data: str) -> None:
    with pytest.raises(RequestError, match="no bill of materials"):
        read_bom(data.encode())
