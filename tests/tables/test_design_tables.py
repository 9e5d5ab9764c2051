"""Design tables as DataFrames and files: what is written is read again exactly, nothing becomes a formula."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from design_tables import SCHEMA, design_rows
from hypothesis import given, settings
from openpyxl import load_workbook

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import design_columns
from cadwidgets.tables.design_frame import design_frame
from cadwidgets.tables.design_read import read_design
from cadwidgets.tables.design_write import design_csv, write_design
from cadwidgets.tables.design_xlsx import design_xlsx

READY = DesignRow(
    SCHEMA.defaults,
    {"cost": 2.5, "mass": 0.25, "volume": 1000.0, "bore radius": 4.0},
    "ready",
    seconds=0.5,
    currency="EUR",
)
FAILED = DesignRow(SCHEMA.defaults | {"note": "=1+1"}, status="failed", error="@the script failed")
MEASURES = {"bore radius": UserMeasure.read('faces("%CYLINDER").radius')}


def as_csv(rows: Sequence[DesignRow]) -> bytes:
    return design_csv(design_columns(rows, SCHEMA), rows, {"variant": range(1, len(rows) + 1)})


def as_xlsx(rows: Sequence[DesignRow]) -> bytes:
    return design_xlsx(design_columns(rows, SCHEMA), rows, range(1, len(rows) + 1))


def as_frame(rows: Sequence[DesignRow]) -> pd.DataFrame:
    return design_frame(rows, SCHEMA)


@given(design_rows)
@pytest.mark.parametrize("written", [as_csv, as_frame])
def test_what_is_written_is_read_again_exactly(written: Callable[..., Any], rows: list[DesignRow]) -> None:
    assert read_design(written(rows), SCHEMA) == [dict(row.values) for row in rows]


@settings(max_examples=30)
@given(design_rows)
def test_a_workbook_is_read_again_exactly(rows: list[DesignRow]) -> None:
    assert read_design(as_xlsx(rows), SCHEMA) == [dict(row.values) for row in rows]


@given(design_rows)
def test_only_numbers_of_a_csv_begin_like_a_formula(rows: list[DesignRow]) -> None:
    for cells in csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"), newline="")):
        for cell in cells:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or float(cell.split(",")[0]) <= 0


@settings(max_examples=20)
@given(design_rows)
def test_a_workbook_has_no_formula(rows: list[DesignRow]) -> None:
    cells = [cell for row in load_workbook(io.BytesIO(as_xlsx(rows))).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}


def test_a_frame_has_parameters_then_results_then_how_it_went() -> None:
    frame = design_frame([READY, FAILED], SCHEMA, MEASURES)
    parameters = ["width", "teeth", "lid", "style", "bore", "note", "size", "p.volume"]
    results = ["volume", "mass", "cost", "currency", "bore radius"]
    assert list(frame.columns) == [*parameters, *results, "seconds", "status", "error"]
    assert frame.index.name == "variant"
    assert frame.dtypes.astype(str).to_dict() == {
        "width": "float64",
        "teeth": "int64",
        "lid": "bool",
        "style": "category",
        "bore": "float64",
        "note": "string",
        "size": "string",
        "p.volume": "float64",
        "volume": "float64",
        "mass": "float64",
        "cost": "float64",
        "currency": "string",
        "bore radius": "float64",
        "seconds": "float64",
        "status": "category",
        "error": "string",
    }
    assert frame.attrs["units"] == {
        "width": "mm",
        "p.volume": "l",
        "volume": "mm³",
        "mass": "kg",
        "cost": "EUR",
        "bore radius": "mm",
        "seconds": "s",
    }
    assert frame.loc[1, "size"] == "1.0,2.0,3.0"
    assert frame.loc[2, ["volume", "mass", "cost"]].isna().all()
    assert (frame.loc[2, "status"], frame.loc[2, "error"]) == ("failed", "@the script failed")


def test_variants_keep_their_numbers(tmp_path: Path) -> None:
    rows = [READY, FAILED]
    assert list(design_frame(rows, SCHEMA).index) == [1, 2]
    assert list(design_frame(rows, SCHEMA, (), [3, 17]).index) == [3, 17]
    path = write_design(tmp_path / "a.csv", rows, SCHEMA, numbers=[3, 17])
    assert [line.partition(b",")[0] for line in path.read_bytes().splitlines()[1:]] == [b"3", b"17"]
    sheet: Any = load_workbook(write_design(tmp_path / "a.xlsx", rows, SCHEMA, numbers=[3, 17])).active
    assert [sheet["A2"].value, sheet["A3"].value] == [3, 17]


def test_a_frame_keeps_its_columns_without_rows_and_its_measures_without_builds() -> None:
    frame = design_frame([], SCHEMA, MEASURES)
    assert len(frame) == 0
    assert frame["bore radius"].dtype == "float64"
    assert frame["teeth"].dtype == "int64"


def test_costs_in_two_currencies_have_no_common_unit() -> None:
    rows = [READY, DesignRow(SCHEMA.defaults, {"cost": 3.0}, "ready", currency="USD")]
    frame = design_frame(rows, SCHEMA)
    assert "cost" not in frame.attrs["units"]
    assert list(frame["currency"]) == ["EUR", "USD"]


def test_a_parameter_that_is_named_like_a_measure_gives_way_to_it() -> None:
    rows = [DesignRow(SCHEMA.defaults, {"teeth": 5.0}, "ready")]
    frame = design_frame(rows, SCHEMA)
    assert (frame.loc[1, "p.teeth"], frame.loc[1, "teeth"]) == (12, 5.0)


def test_ten_thousand_variants_are_a_frame_at_once() -> None:
    schema = ParameterSchema(tuple(Parameter(f"p{number}", "float", 1.0) for number in range(12)))
    results = dict.fromkeys(("volume", "area", "mass", "size_x", "size_y", "size_z", "cost"), 1.0)
    rows = [DesignRow(schema.defaults, results, "ready")] * 10_000
    began = time.process_time()
    design_frame(rows, schema)
    assert time.process_time() - began < 1.0  # 0.1 s here


def test_a_workbook_is_ready_to_be_sorted_and_filtered(tmp_path: Path) -> None:
    path = write_design(tmp_path / "table.xlsx", [READY, FAILED], SCHEMA, MEASURES)
    sheet: Any = load_workbook(path).active
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:Q3"
    assert [cell.value for cell in sheet[1]][:3] == ["variant", "width [mm]", "teeth"]
    assert "m.bore radius [mm]" in [cell.value for cell in sheet[1]]
    assert (sheet["B2"].value, sheet["D2"].value, sheet["K2"].number_format) == (40.0, True, "0.0000")
    assert (sheet["G3"].value, sheet["G3"].data_type, sheet["G3"].quotePrefix) == ("=1+1", "s", True)
    (marked,) = sheet.conditional_formatting
    assert (str(marked.sqref), marked.rules[0].formula) == ("A2:Q3", ['$P2="failed"'])
    assert sheet["Q3"].value == "@the script failed"


def test_a_csv_has_units_in_its_head_and_the_mark_that_spreadsheets_want(tmp_path: Path) -> None:
    data = write_design(tmp_path / "table.CSV", [READY, FAILED], SCHEMA).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfvariant,width [mm],teeth,")
    assert b",failed,'@the script failed\r\n" in data


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        write_design(tmp_path / "table.ods", [READY], SCHEMA)
    assert refused.value.allowed == "a name that ends with .csv or .xlsx"
    with pytest.raises(RequestError, match="cannot be written"):
        write_design(tmp_path / "nowhere" / "table.csv", [READY], SCHEMA)


def test_without_openpyxl_it_is_told_how_to_have_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RequestError) as refused:
        write_design(tmp_path / "table.xlsx", [READY], SCHEMA)
    assert 'pip install "cadwidgets[xlsx]"' in refused.value.allowed
    assert list(tmp_path.iterdir()) == []
