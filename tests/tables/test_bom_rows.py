"""Tables of others as bills of materials: read by their headings, and told where they cannot be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from bom_lines import bom_lines
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cadwidgets.contract._bom_text_numbers import number_in, number_text
from cadwidgets.contract.bom import BomLine
from cadwidgets.errors import BadAnswer, RequestError
from cadwidgets.tables.bom_columns import COLUMNS
from cadwidgets.tables.bom_frame import attributes_frame, bom_frame, frame_rows
from cadwidgets.tables.bom_read import read_bom
from cadwidgets.tables.bom_rows import ReadLines, lines_of_rows

NUMBERS = {"quantity", "mass_kg", "mass_total_kg", "unit_cost", "cost_total"}


@given(bom_lines)
def test_a_frame_gives_back_all_of_it(lines: tuple[BomLine, ...]) -> None:
    assert lines_of_rows(frame_rows(bom_frame(lines))) == ReadLines(lines)


def test_texts_are_strings_and_numbers_floats_even_without_lines() -> None:
    for lines in ((), (BomLine("00123"),)):
        types = bom_frame(lines).dtypes.astype(str).to_dict()
        assert types.pop("level") == "int64"
        assert {name: kind for name, kind in types.items() if kind != "string"} == dict.fromkeys(NUMBERS, "float64")
        assert list(types) == [column.name for column in COLUMNS]


def test_totals_count_in_the_whole_and_what_is_missing_is_told() -> None:
    inner = (BomLine("a", quantity=2, mass_kg=0.5, unit_cost=1), BomLine("b", mass_kg=1))
    frame = bom_frame([BomLine(quantity=3, children=inner), BomLine("c", mass_kg=1)])
    assert list(frame["item"]) == ["1", "1.1", "1.2", "2"]
    assert list(frame["level"]) == [1, 2, 2, 1]
    assert list(frame["mass_total_kg"]) == [6, 3, 3, 1]
    assert frame["cost_total"].isna().tolist() == [True, False, True, True]
    assert list(frame["missing"]) == ["part number, cost of 1 of 2 lines", "currency", "cost", "cost"]


def test_attributes_stand_side_by_side() -> None:
    size = ("Length", "20", "mm")
    frame = attributes_frame([BomLine("00123", attributes=(size, ("Thread", "M6", ""), size)), BomLine("1E5")])
    assert frame.index.tolist() == [("1", "00123"), ("2", "1E5")]
    assert frame.loc[("1", "00123")].to_dict() == {"Length [mm]": "20; 20", "Thread": "M6"}
    assert frame.loc[("2", "1E5")].isna().all()
    assert set(frame.dtypes.astype(str)) == {"string"}


def test_a_german_list_in_windows_1252_is_read() -> None:
    text = (
        "Pos.;Menge;Teile-Nr.;Benennung;Werkstoff;Gewicht (g);Einzelpreis;Oberfl\u00e4che\r\n"
        "1;1;F-1;Rahmen;;;;\r\n"
        "1.1;4 Stk;00123;Stra\u00dfe;S235JR;8,2;1.234,50 \u20ac;verzinkt\r\n"
        "1.2;2,5 m;1E5;Profil;Al;;;\r\n"
    )
    read = read_bom(text.encode("cp1252"))
    rail = BomLine("1E5", "Profil", quantity=2.5, unit="m", material="Al")
    screw = BomLine(
        "00123",
        "Stra\u00dfe",
        quantity=4,
        unit="Stk",
        material="S235JR",
        mass_kg=0.0082,
        unit_cost=1234.5,
        currency="EUR",
        attributes=(("Oberfl\u00e4che", "verzinkt", ""),),
    )
    assert read == ReadLines((BomLine("F-1", "Rahmen", children=(screw, rail)),))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "head",
    ["Qty,Part No.,Description", "QTY,PART_NUMBER,Name", "Quantity,Part number,Part name", "Anzahl,Sachnummer,Titel"],
)
def test_separators_encodings_and_spellings_are_recognised(separator: str, encoding: str, head: str) -> None:
    text = f"{head}\n4,00123,R\u00f6hre\n".replace(",", separator)
    assert read_bom(text.encode(encoding)).lines == (BomLine("00123", "R\u00f6hre", quantity=4),)


def test_levels_nest_where_no_item_does() -> None:
    read = read_bom(b"Level,Part number\n0,A\n1,B\n2,C\n1,D\n0,E\nx,F\n")
    inner = (BomLine("B", children=(BomLine("C"),)), BomLine("D"))
    assert read.lines == (BomLine("A", children=inner), BomLine("E"), BomLine("F"))
    assert read.unread == ("row 7: it was put at the top: 'x' is no level",)


def test_what_cannot_be_read_is_told_with_its_row_and_nothing_is_guessed() -> None:
    read = read_bom(
        b"Our list,,,\nQty,Part number,Mass,Price\nmany,A,,\n1,B,heavy,cheap\n2.1,C,2 lb,,extra\n,,,\nSum,,7,\n"
    )
    assert read.lines == (
        BomLine("B", attributes=(("Mass", "heavy", ""), ("Price", "cheap", ""))),
        BomLine("C", quantity=2.1, mass_kg=0.90718474, attributes=(("Column 5", "extra", ""),)),
    )
    assert read.unread == (
        "row 1: above the head: Our list",
        "row 2: 'Mass' names no unit: numbers alone were taken for kg",
        "row 3: 'many' is no quantity: many | A",
        "row 4: 'heavy' cannot be read as mass_kg",
        "row 4: 'cheap' cannot be read as unit_cost",
    )


def test_an_item_in_nothing_stands_at_the_top_and_is_told() -> None:
    read = read_bom(b"item,part_number\n1,A\n3.1,B\n")
    assert read.lines == (BomLine("A"), BomLine("B"))
    assert read.unread == ("row 3: item 3.1 was put at the top: no item 3 is above it",)


def test_nesting_has_a_limit() -> None:
    rows = [["item", "part_number"], *[[".".join("1" * depth), "x"] for depth in range(1, 40)]]
    with pytest.raises(RequestError, match="deeper than 30 levels"):
        lines_of_rows(rows)


def test_a_workbook_of_somebody_is_read_with_its_numbers_as_texts() -> None:
    book = Workbook()
    book.active.append(["Qty", "Part number", "Mass [kg]"])
    book.active.append([4, 123, 0.1])
    target = io.BytesIO()
    book.save(target)
    assert read_bom(target.getvalue()).lines == (BomLine("123", quantity=4, mass_kg=0.1),)


def test_a_frame_needs_a_column_that_names_parts() -> None:
    with pytest.raises(RequestError, match="names its columns"):
        lines_of_rows(frame_rows(pd.DataFrame({"quantity": [1], "colour": ["red"]})))
    with pytest.raises(TypeError, match="DataFrame"):
        frame_rows([{"part_number": "x"}])


def test_a_bom_text_is_one_line_and_not_taken_for_a_table() -> None:
    for head in (b"", b"Name\tValue\tUnit\n"):
        read = read_bom(head + b"Part number\t00123\nMass\t8.2\tg\nfree words\n")
        attributes = (("Part number", "00123", ""), ("Mass", "8.2", "g"))
        assert read == ReadLines((BomLine("00123", mass_kg=0.0082, attributes=attributes),), ("free words",))


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return target.getvalue()


def test_the_zip_of_a_part_has_its_bom_text(tmp_path: Path) -> None:
    text = b"Part number\t00123\n"
    (tmp_path / "bom.txt").write_bytes(text)
    (tmp_path / "part.zip").write_bytes(zipped(part_stl=b"\0" * 10, readme_txt=b"hello", part_txt=text))
    read = read_bom(tmp_path / "part.zip")
    assert [line.part_number for line in read.lines] == ["00123"]
    assert read == read_bom(tmp_path / "bom.txt") == read_bom(text)
    with pytest.raises(BadAnswer, match="no BOM text"):
        read_bom(zipped(part_stl=b"", readme_txt=b"hello"))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_with_all_its_digits_and_no_exponent(number: float) -> None:
    assert number_in(number_text(number)) == number


def test_a_damaged_zip_is_refused() -> None:
    with pytest.raises(BadAnswer):
        read_bom(b"PK\x03\x04 and nothing more")
