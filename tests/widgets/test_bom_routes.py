"""Texts by whatever way they come into a bill of materials: what looks like a number stays as it was written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from bom_lines import HOSTILE

from cadwidgets.contract.bom import TEXTS, BomLine
from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

NUMBERS = ("00123", "1E5", "1e-05", "0x1F", "1,5", "007.0", "12.50", "TRUE", "nan")
FIELDS = [name for name in TEXTS if name not in ("currency", "cad_file")]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_part_number_stays_as_its_bom_text_has_it(number: str) -> None:
    text = BomText((BomField("Part number", number), BomField("Revision", number))).to_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("part_bom.txt", text)
    for data in (text, archive.getvalue()):
        (line,) = Bom.read(data).lines
        assert (line.part_number, line.attributes[1]) == (number, ("Revision", number, ""))


@pytest.mark.parametrize("kind", ["object", "string"])
def test_part_numbers_of_a_frame_stay_whatever_its_columns_are(kind: str) -> None:
    frame = pd.DataFrame({"part_number": pd.Series(NUMBERS, dtype=kind), "Qty": range(len(NUMBERS))})
    assert [line.part_number for line in Bom.from_frame(frame).lines] == list(NUMBERS)
    assert [line.quantity for line in Bom.from_frame(frame).lines] == list(range(len(NUMBERS)))


def test_part_numbers_that_are_numbers_in_a_frame_have_their_digits() -> None:
    frame = pd.DataFrame({"part_number": pd.Series([123, "00123", 4.5, None, 10**20], dtype=object), "name": "Plate"})
    assert [line.part_number for line in Bom.from_frame(frame).lines] == ["123", "00123", "4.5", "", str(10**20)]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_hostile_texts_in_every_field_at_once_come_back_from_a_file(tmp_path: Path, ending: str) -> None:
    texts = [*HOSTILE, *NUMBERS, "\u200f\u05d0\u202e1", "<a href='javascript:alert(1)'>", '=HYPERLINK("http://x","y")']
    lines = [BomLine(**dict.fromkeys(FIELDS, text), attributes=((text, text, text),)) for text in texts]
    bom = Bom(lines)
    assert Bom.read(bom.save(tmp_path / f"bom.{ending}")) == bom


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_typed_into_a_cell_stays_a_text_and_survives_each_file(tmp_path: Path, number: str) -> None:
    table = BomTable(Bom([BomLine("00123"), BomLine("1E5")]))
    for column in ("supplier", "remark"):
        table._act({"type": "edit", "item": "2", "column": column, "text": number})
    assert table.error is None
    assert (table.bom["2"].supplier, table.bom["2"].remark) == (number, number)
    for ending in ("csv", "xlsx", "json"):
        assert Bom.read(table.bom.save(tmp_path / f"bom.{ending}")) == table.bom


@pytest.mark.parametrize("number", ["00123", "1E5", "x" * 300])
def test_pages_for_people_show_the_very_text(number: str) -> None:
    bom = Bom([BomLine(number, number, remark=number)])
    assert f"| {number} | {number} |" in bom.to_markdown()
    assert bom.to_html().count(f">{number}<") == 3
