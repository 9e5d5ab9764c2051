"""Design tables that people write: what is forgiven, and how everything else is told."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bombs import zip_of_zeros
from design_tables import SCHEMA
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.tables.design_read import read_design
from cadwidgets.tables.design_sheet import MAX_ROWS

PLATE = ParameterSchema(
    (
        Parameter("width", "float", 40.0, label="Overall width", minimum=1, maximum=400, unit="mm"),
        Parameter("wall_thickness", "float", 2.0, minimum=0.5, maximum=10, unit="mm"),
        Parameter("holes", "int", 4, minimum=0, maximum=12),
        Parameter("lid", "bool", True),
        Parameter("style", "choice", "hex", choices=("hex", "round")),
        Parameter("size", "tuple", (1.0, 2.0)),
    ),
    presets={"long": {"width": 300.0, "holes": 8}},
)


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def problems_of(source: Any, schema: ParameterSchema = PLATE) -> tuple[str, ...]:
    with pytest.raises(RequestError) as refused:
        read_design(source, schema)
    return tuple(refused.value.value)


@pytest.mark.parametrize(
    "heading",
    ["width", "Width", " WIDTH ", "width [mm]", "width (mm)", "Overall width", "overall_width [MM]", "p.width"],
)
def test_a_column_is_known_by_name_or_label_in_any_spelling(heading: str) -> None:
    assert read_design(f"{heading}\n55\n".encode(), PLATE) == [PLATE.defaults | {"width": 55.0}]


def test_what_a_row_does_not_say_is_the_default() -> None:
    assert read_design(b"holes,width\n3,\n,12\n", PLATE) == [
        PLATE.defaults | {"holes": 3},
        PLATE.defaults | {"width": 12.0},
    ]


def test_a_row_may_begin_with_other_values_than_the_defaults() -> None:
    base = PLATE.defaults | {"holes": 7, "width": 5.0}
    assert read_design(b"preset,width\n,12\nlong,\n", PLATE, base=base) == [
        base | {"width": 12.0},
        PLATE.resolve("long"),
    ]


def test_rows_may_begin_with_a_preset() -> None:
    rows = read_design(b"preset,width\nlong,\nlong,12\n,\n", PLATE)
    assert [row["width"] for row in rows] == [300.0, 12.0]
    assert [row["holes"] for row in rows] == [8, 8]
    assert problems_of(b"preset,width\nshort,1\n") == ("row 2, 'preset': there is no preset 'short'; known: long",)


def test_a_table_of_a_german_spreadsheet_has_decimal_commas() -> None:
    data = "sep=;\r\nOverall width;wall thickness;holes;lid;size\r\n12,5;1.5 mm;3,0;FALSE;1,5;2\r\n".replace(
        ";1,5;2\r\n", ';"1,5;2"\r\n'
    )
    (row,) = read_design(data.encode("cp1252"), PLATE)
    assert row == PLATE.defaults | {"width": 12.5, "wall_thickness": 1.5, "holes": 3, "lid": False, "size": (1.5, 2.0)}


def test_every_wrong_cell_is_told_by_its_row_and_column() -> None:
    told = problems_of(b"width,holes,style\n500,3,hex\n12,3.5,HEX\nx,3,hex,7\n")
    assert [problem.partition(":")[0] for problem in told] == [
        "row 2, 'width'",
        "row 3, 'holes'",
        "row 3, 'style'",
        "row 4, 'width'",
        "row 4, 'column 4'",
    ]
    assert "from 1 to 400" in told[0]


def test_a_wrong_cell_of_a_workbook_is_told_as_spreadsheets_call_it() -> None:
    told = problems_of(workbook(["variant", "width", "holes"], [0, 500, 3], [1, 20, "many"]))
    assert [problem.partition(":")[0] for problem in told] == ["B2", "C3"]


def test_a_wrong_cell_of_a_frame_is_told_by_its_label() -> None:
    frame = pd.DataFrame({"width": [10.0, 500.0]}, index=["small", "large"])
    assert problems_of(frame)[0].startswith("row large, 'width': ")


def test_a_message_names_some_wrong_cells_and_the_error_has_all() -> None:
    with pytest.raises(RequestError, match="and 480 more") as refused:
        read_design(b"width\n" + b"500\n" * 500, PLATE)
    assert len(refused.value.value) == 500


def test_all_unknown_columns_are_told_with_near_names() -> None:
    assert problems_of(b"widht,wall,colour\n1,2,3\n") == (
        "there is no parameter 'widht': is width meant?",
        "there is no parameter 'wall': is wall_thickness meant?",
        "there is no parameter 'colour'",
    )


def test_results_are_not_read() -> None:
    data = b"variant,file STEP,width [mm],Mass [kg],volume [mm3],m.bore [mm],seconds [s],status,error\n"
    data += b"0,a.step,5,6,7,8,9,ready,\n"
    assert read_design(data, PLATE) == [PLATE.defaults | {"width": 5.0}]
    assert read_design(b"width,bore\n5,8\n", PLATE, results=["bore"]) == [PLATE.defaults | {"width": 5.0}]


def test_a_parameter_that_is_named_like_a_result_may_have_its_bare_name_where_it_is_alone() -> None:
    (alone,) = read_design(b"volume\n7\n", SCHEMA)
    (beside,) = read_design(b"p.volume,volume\n7,8\n", SCHEMA)
    assert alone["volume"] == beside["volume"] == 7.0


@pytest.mark.parametrize("head", ["width [in]", "wall thickness (inch)", "holes [mm2]"])
def test_another_unit_is_refused_in_place_of_misread(head: str) -> None:
    (told,) = problems_of(f"{head}\n5\n".encode())
    assert head in told


def test_two_columns_for_one_parameter_are_refused() -> None:
    assert "for width" in problems_of(b"width,Overall width\n5,6\n")[0]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(RequestError, match="the table is empty"):
        read_design(data, PLATE)


def test_blank_rows_of_a_file_are_no_variants_but_those_of_a_frame_are() -> None:
    assert len(read_design(b"width,holes\n5,\n,\n\n6,\n", PLATE)) == 2
    assert len(read_design(pd.DataFrame({"width": [5.0, None]}), PLATE)) == 2


def test_a_frame_may_hold_what_pandas_makes_of_values() -> None:
    frame = pd.DataFrame(
        {
            "width": pd.array([5, None], "Int64"),
            "holes": [3.0, 4.0],
            "lid": pd.array([False, None], "boolean"),
            "style": pd.Categorical(["round", None]),
            "size": [(3, 4), [5.0, 6.0]],
        }
    )
    first, second = read_design(frame, PLATE)
    assert first == {
        **PLATE.defaults,
        "width": 5.0,
        "holes": 3,
        "lid": False,
        "style": "round",
        "size": (3.0, 4.0),
    }
    assert second == PLATE.defaults | {"size": (5.0, 6.0)}


def test_a_formula_counts_by_its_saved_result_and_is_told_without_one() -> None:
    data = workbook(["width", "holes"], ["=2*10", 3])  # nobody has calculated it
    assert "'=2*10'" in problems_of(data)[0]


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"width\n" + b"5\n" * (MAX_ROWS + 1))
    with pytest.raises(RequestError, match="100,001 rows") as refused:
        read_design(path, PLATE)
    assert refused.value.allowed == "at most 100,000 variants"
    assert len(read_design(b"width\n" + b"5\n" * MAX_ROWS, PLATE)) == MAX_ROWS


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", zip_of_zeros(64, "xl/worksheets/sheet1.xml"), b'width\n"', b"width\n5\n\x00,1\n", b"\xff\xfe\x00"],
)
def test_a_hostile_file_is_refused(data: bytes) -> None:
    with pytest.raises(RequestError):
        read_design(data, PLATE)


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"width\n{text}".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows = read_design(data, PLATE)
    except CadWidgetsError:
        return
    assert all(row.keys() == PLATE.defaults.keys() and PLATE.check(row) == row for row in rows)


def test_what_is_no_table_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        read_design(7, PLATE)  # type: ignore[arg-type]
    with pytest.raises(RequestError, match="cannot be read"):
        read_design(tmp_path / "none.csv", PLATE)
