"""A row of somebody's own table as a part: what each column becomes, and that no row does harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.own_catalogs import column_key
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Catalog, Catalogs, Configuration, StepFile
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.own_contents import category_code, contents, read_table
from cadwidgets.service.catalog.own_rows import BASIS

TEXTS = st.text(max_size=30)


def part(**cells: str) -> Configuration:
    table = read_table("T", [{"part_number": "1", **cells}])
    assert table.problems == ()
    return table.parts["1"].configuration


@pytest.mark.parametrize(
    ("column", "text", "label", "value", "unit"),
    [
        ("length_mm", "40", "length", 40.0, "mm"),
        ("length [mm]", "12,5", "length", 12.5, "mm"),
        ("Länge[ mm ]", " -1.5e-3 ", "Länge", -0.0015, "mm"),
        ("torque [N m]", ".5", "torque", 0.5, "N m"),
        ("max_load_kN", "007", "max_load", 7.0, "kN"),
    ],
)
def test_a_number_with_a_unit_is_a_dimension_that_its_owner_states(
    column: str, text: str, label: str, value: float, unit: str
) -> None:
    (size,) = part(**{column: text}).dimensions
    assert (size.symbol, size.label, size.value, size.unit) == (label, label, value, unit)
    assert (size.basis, size.source, size.verified) == (BASIS, "T", False)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("length_mm", "n/a"),
        ("length_mm", "1.000,5"),
        ("length_mm", "1e999"),
        ("length_mm", "\u0661"),
        ("length_mm", "inf"),
        ("thread_M", "6"),
        ("finish", "3"),
        ("[mm]", "3"),
        ("_mm", "3"),
    ],
)
def test_everything_else_is_a_property_under_its_columns_name(column: str, text: str) -> None:
    row = part(**{column: text})
    assert (row.dimensions, row.properties) == ((), ((column, text),))


def test_columns_of_one_name_and_two_units_stay_apart() -> None:
    row = part(**{"d [mm]": "25.4", "d [in]": "1"})
    assert [(size.symbol, size.unit) for size in row.dimensions] == [("d", "mm"), ("d [in]", "in")]


def test_columns_with_a_meaning_are_known_however_they_are_written() -> None:
    row = part(**{"Mass-KG": "0,5", " Name ": "Block", "MATERIAL": "PLA", "Standard": "ISO 1", "Description": "x  y"})
    assert (row.mass, row.name, row.material) == (500.0, "Block", material_named("PLA"))
    assert row.properties == (("Description", "x y"), ("Standard", "ISO 1"))
    assert part(material="unobtainium").properties == (("Material", "unobtainium"),)


def test_a_part_number_keeps_its_blanks_and_holds_no_control_characters() -> None:
    table = read_table("T", [{"n": " A  1 "}, {"n": "B\tC"}, {"n": "\x00"}, {"n": "\u202eD"}])
    assert list(table.parts) == ["A  1"]
    assert [problem.row for problem in table.problems] == [2, 3, 4]


def test_the_part_number_is_the_column_of_that_name_else_the_first() -> None:
    rows = [{"a": "x", "Part Number": "00123"}]
    assert list(read_table("T", rows).parts) == ["00123"]
    assert list(read_table("T", [{"a": "1E5", "b": "y"}, {"b": "only"}]).parts) == ["1E5"]


@given(st.lists(st.text("ab -/.", max_size=5) | st.text("a ", min_size=39, max_size=42) | TEXTS, unique=True))
def test_categories_have_codes_of_their_own(titles: list[str]) -> None:
    codes = {category_code("ACME", title) for title in titles}
    assert len(codes) == len(titles)
    assert all(code.startswith("ACME.") and code.isascii() and code.count(".") == 1 for code in codes)


@given(st.lists(st.dictionaries(TEXTS, TEXTS, max_size=6), max_size=8))
def test_whatever_a_table_says_it_is_parts_that_are_found_or_problems_that_are_told(rows: list[dict[str, str]]) -> None:
    rows = [{"part_number": "first"}, *rows]
    table = read_table("T", rows)
    assert len(table.parts) + len(table.problems) == len(rows)
    files = {name: StepFile("0" * 64, 1.0) for name in table.files}
    made = contents("ACME", "T", table, files, dict.fromkeys(table.categories, "91-24112026-000001"))
    known = Catalogs(Catalog("ACME", "T", "", lambda: made))
    for number in table.parts:
        family, found = known.find("ACME", number)
        assert family.configured(family.selection_path(found)) is found
        assert family in known.families_in("ACME", known.category_of(family).path)
        fields = catalog.bom_fields(family, number)
        assert all(text.isprintable() for field in fields for text in (field.label, field.value, field.unit))
        assert BomText.parse(BomText(fields).to_bytes()).unread == ()


@pytest.mark.parametrize("written", ["part_number", "Part Number", " PART-NUMBER ", "part  number"])
def test_a_column_is_known_by_its_words(written: str) -> None:
    assert column_key(written) == "part_number"
