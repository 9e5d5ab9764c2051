"""Own parts out of files and DataFrames: every cell is text, and what cannot be read is told without the rest."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cadwidgets.contract.own_catalogs import OwnParts
from cadwidgets.errors import RequestError
from cadwidgets.tables.csv_rows import csv_rows
from cadwidgets.tables.own_parts import content_id, frame_parts, read_parts
from cadwidgets.tables.xlsx_rows import xlsx_rows

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
TYPES = "[Content_Types].xml"
SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def workbook(*rows: Sequence[object], **changed: str) -> bytes:
    """A workbook of these rows; ``changed`` members replace its own."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    with zipfile.ZipFile(target) as file:
        members = {name: file.read(name).decode() for name in file.namelist()}
    if STRINGS in changed:  # openpyxl writes none
        known = f'<Override PartName="/{STRINGS}" ContentType="{SHARED}"/></Types>'
        members[TYPES] = members[TYPES].replace("</Types>", known)
    return zipped(members | changed)


def zipped(members: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def read(folder: Path, text: str | bytes, name: str = "parts.csv") -> OwnParts:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return read_parts(folder / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_in_its_encoding_with_its_separator(encoding: str, separator: str) -> None:
    rows = [["Artikel", "Länge", "Preis €"], ["00123", "1.5", "3"], ["1E5", "", "x\ny"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert csv_rows(text.encode(encoding)) == rows


def test_part_numbers_stay_texts(tmp_path: Path) -> None:
    parts = read(tmp_path, "number,size_mm\n00123,007\n1E5,1e3\nNA,\n=A1,-\n")
    assert [row["number"] for row in parts.rows] == ["00123", "1E5", "NA", "=A1"]
    assert [row["size_mm"] for row in parts.rows] == ["007", "1e3", "", "-"]


def test_blank_rows_are_left_out_and_rows_with_more_cells_than_columns_are_told(tmp_path: Path) -> None:
    parts = read(tmp_path, "number,name\nA,x\n\n,\nB,y,,\nC,z,3\nD\n")
    assert [(line, row) for line, row in zip(parts.lines, parts.rows, strict=True)] == [
        (2, {"number": "A", "name": "x"}),
        (5, {"number": "B", "name": "y"}),
        (7, {"number": "D", "name": ""}),
    ]
    ((problem),) = parts.row_problems
    assert (problem.row, problem.part_number) == (6, "C")


@pytest.mark.parametrize("text", ["", "\n", ",,\nA,B,C\n", "a,A\n1,2\n", "a,,b\n1,2,3\n", 'a,b\n"1,2\n'])
def test_a_table_whose_columns_cannot_be_told_apart_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(RequestError):
        read(tmp_path, text)


def test_files_are_known_by_plain_names_and_lie_below_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "cad"
    for name in ("a.step", "one/b.step", "two/b.step", "secret.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (tmp_path / "secret.step").write_text("secret")
    (folder / "link.step").symlink_to(tmp_path / "secret.step")
    told = ["secret.txt", "../secret.step", str(tmp_path / "secret.step"), "link.step", "none.step", "x" * 300]
    said = ["a.step", "one/b.step", "two\\b.step", "a.step", *told]
    (tmp_path / "t.csv").write_text("number,File\n" + "".join(f"{n},{name}\n" for n, name in enumerate(said)))
    parts = read_parts(tmp_path / "t.csv", files=folder)
    assert [row["File"] for row in parts.rows] == ["a.step", "b.step", "2_b.step", "a.step", *[""] * len(told)]
    assert {name: path.read_text() for name, path in parts.files.items()} == {
        "a.step": "a.step",
        "b.step": "one/b.step",
        "2_b.step": "two/b.step",
    }
    assert [problem.name for problem in parts.file_problems] == [name[:80] for name in told]


def test_a_folder_becomes_a_part_for_each_step_file(tmp_path: Path) -> None:
    for name in ("b.STP", "a.step", "notes.txt", "n" * 130 + ".step"):
        (tmp_path / name).write_text("x")
    parts = read_parts(tmp_path, title="Mine")
    assert [dict(row) for row in parts.rows] == [
        {"part_number": "a", "file": "a.step"},
        {"part_number": "b", "file": "b.STP"},
    ]
    assert (parts.title, len(parts.file_problems), parts.of_files) == ("Mine", 1, True)


def test_cells_of_a_workbook_are_texts_as_they_are_stored() -> None:
    day = datetime.datetime(2026, 11, 24)
    rows = (
        ["number", None, "size", "since"],
        [],
        ["00123", None, 12.300000000000001, day],
        ["1E5", "=A3*2", 100000, day.replace(hour=8)],
        [True],
    )
    assert xlsx_rows(workbook(*rows)) == [
        ["number", "", "size", "since"],
        ["", "", "", ""],
        ["00123", "", "12.3", "2026-11-24"],
        ["1E5", "=A3*2", "100000", "2026-11-24 08:00:00"],
        ["True", "", "", ""],
    ]


_SHEET_OF = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_texts_that_cells_share_are_found_whole() -> None:
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = f"<sst {namespace}><si><t>00123</t></si><si><r><t>1</t></r><r><t>E5</t></r></si></sst>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    assert xlsx_rows(workbook(**{STRINGS: strings, SHEET: _SHEET_OF.format(cells)})) == [["00123", "1E5"]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 nothing",
        zipped({BOOK: "<workbook/>"}),
        workbook(["a"], **{BOOK: BOMB + "<x>&b;</x>"}),
        workbook(["a"], **{STRINGS: BOMB + "<sst>&b;</sst>"}),
        workbook(["a"], **{SHEET: BOMB + "<x>&b;</x>"}),
        workbook(["a"], **{SHEET: "<x>" * 10 + " " * (64 << 20)}),
        workbook(["a"], **{SHEET: _SHEET_OF.format('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')}),
        workbook(["a"], **{SHEET: _SHEET_OF.format('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')}),
        workbook(["a"], **{SHEET: _SHEET_OF.format('<row r="999999999"><c r="A999999999"><v>1</v></c></row>')}),
        workbook(*[["a"]] * 20_002),
    ],
    ids=range(11),
)
def test_what_is_no_workbook_or_a_trap_is_refused(data: bytes) -> None:
    with pytest.raises(RequestError):
        xlsx_rows(data)


def test_a_frame_gives_texts_whatever_its_types(tmp_path: Path) -> None:
    (tmp_path / "a.step").write_text("x")
    frame = pd.DataFrame(
        {
            "Part Number": ["00123", "1E5"],
            "count": [1, 2],
            "length [mm]": [0.1 + 0.2, None],
            "file": [tmp_path / "a.step", None],
        }
    )
    parts = frame_parts(frame)
    assert [dict(row) for row in parts.rows] == [
        {"Part Number": "00123", "count": "1", "length [mm]": "0.3", "file": "a.step"},
        {"Part Number": "1E5", "count": "2", "length [mm]": "", "file": ""},
    ]
    assert parts.files == {"a.step": tmp_path / "a.step"}
    assert content_id(parts) == content_id(frame_parts(frame.copy()))
    assert content_id(parts) != content_id(frame_parts(frame.assign(count=3)))


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame({"part_number": []}),
        pd.DataFrame({"size": [1, 1]}),
        pd.DataFrame({"size": [1, None]}),
        pd.DataFrame([[1, 2]], columns=["part_number", "Part Number"]),
    ],
)
def test_a_frame_without_part_numbers_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(RequestError):
        frame_parts(frame)


def test_what_is_no_frame_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        frame_parts([1, 2])
