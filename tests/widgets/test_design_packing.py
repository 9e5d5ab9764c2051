"""What a design table hands over: files whose variants have the numbers that the table shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadwidgets import DesignTable
from cadwidgets.errors import RequestError

BOX = """
import cadquery as cq
width = 40.0  # [1:200] mm  Width
fillet = 1.0  # [0.1:0.1:40] mm
result = cq.Workplane().box(width, 20.0, 10.0).edges("|Z").fillet(fillet)
"""


@pytest.fixture(scope="module")
def table() -> Iterator[DesignTable]:
    """Variants 2, 3 and 4, of which 3 has failed."""
    made = DesignTable(BOX, rows=[{"width": 10}, {"width": 30}, {"fillet": 30}, {"width": 50}])
    made.wait()
    made.remove([1])
    yield made
    made.close()


def test_files_are_named_by_the_numbers_of_the_table(table: DesignTable, tmp_path: Path) -> None:
    packed = table.pack(tmp_path / "boxes", formats=["STEP"], names="{n}-{width}")
    assert packed.names == ("2-30.step", "4-50.step", "variants.csv")
    assert packed.path.name == "boxes.zip"
    assert table.pack(tmp_path / "one", numbers=[4], formats=["STL"], names="{n}").names[0] == "4.stl"


def test_saved_tables_have_the_numbers_of_the_table(table: DesignTable, tmp_path: Path) -> None:
    text = table.save(tmp_path / "boxes.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["variant"], row["width [mm]"], row["status"]) for row in rows] == [
        ("2", "30.0", "ready"),
        ("3", "40.0", "failed"),
        ("4", "50.0", "ready"),
    ]
    assert list(table.frame.index) == [2, 3, 4]


def test_a_row_of_a_file_that_says_nothing_has_the_values_that_the_table_began_with(tmp_path: Path) -> None:
    path = tmp_path / "widths.csv"
    path.write_text("width\n30\n\n31\n")
    made = DesignTable(BOX, params={"fillet": 2.5}, rows=path)
    try:
        made.wait()
        assert [row.values for row in made.rows.values()] == [{"width": w, "fillet": 2.5} for w in (30.0, 31.0)]
    finally:
        made.close()


def test_a_pattern_that_does_not_fit_is_told(table: DesignTable, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        table.pack(tmp_path / "boxes", names="{height}")
    assert "width, fillet" in refused.value.allowed


def test_the_button_offers_an_archive(table: DesignTable) -> None:
    table.export.kind.value = "STL"
    table.export.pack_button.click()
    table.wait()
    assert ".zip" in table.export.said
