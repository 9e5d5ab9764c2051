"""Values of the catalog held against tables that are made up."""

from __future__ import annotations

import pytest
from comparison.__main__ import faults
from comparison.compare import compare, false_claims
from comparison.sizes import bearing_number, plain
from comparison.tables import Columns, gathered, rows_of
from comparison.values import Key, Own

from cadwidgets.service.catalog import Dimension


def head(value, *agreeing, symbol="k"):
    key = Key("iso4762", "6", symbol)
    return Own(key, Dimension(symbol, "Head", value, "maximum", "ISO 4762", agreeing))


def tables(value, symbol="k"):
    return {"FastenersWB": {Key("iso4762", "6", symbol): {value}}}


def test_a_value_that_a_table_has_agrees():
    (one,) = compare([head(6)], tables(6.004))
    assert one.agrees
    assert one.differing == {}


def test_a_verified_value_that_no_table_has_is_open_until_it_is_explained():
    assert not compare([head(6, "one", "two")], tables(7))[0].settled
    assert compare([head(6, "one", "two", symbol="dk")], tables(7, "dk"))[0].settled


def test_an_unverified_value_may_differ():
    assert compare([head(6, "one")], tables(7))[0].settled


@pytest.mark.parametrize(("stated", "false"), [(6, 0), (7, 1)])
def test_naming_a_table_that_has_another_value_is_found(stated, false):
    assert len(false_claims([head(6, "FastenersWB iso4762def")], tables(stated))) == false


@pytest.mark.parametrize("text", ["M6-1", "6 mm", "(M6)", "M6", "6.0"])
def test_sizes_are_the_same_however_they_are_written(text):
    assert plain(text) == "6"


def test_fine_threads_and_bearings_have_one_name():
    assert plain("(M14x1,5)") == "14x1.5"
    assert bearing_number("* 6205") == bearing_number("6205-2RS") == "6205"
    assert bearing_number("618/4") == "684"


def test_one_of_several_tables_of_a_file_is_read(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text('"first"\n"Dia","k"\n"M6",5\n\n"second"\n"also"\n"Dia","k"\n"M6",6\n"M8",\n')
    columns = Columns("iso4762", "two.csv", {"k": "k"}, ("Dia",))
    assert gathered(columns.values(rows_of(path, "also"))) == {Key("iso4762", "6", "k"): {6}}
    assert gathered(columns.values(rows_of(path))) == {Key("iso4762", "6", "k"): {5}}


def told(values, stated):
    return faults(values, compare(values, stated), stated)


def test_a_comparison_without_a_difference_has_no_faults():
    assert told([head(6, "FastenersWB iso4762def", "two")], tables(6)) == []


def test_too_few_agreeing_values_an_open_difference_and_a_false_claim_are_faults():
    words = "\n".join(told([head(6, "FastenersWB iso4762def", "two")], tables(7)))
    assert "only 0 of 1 agree" in words
    assert "open: " in words
    assert "not said by FastenersWB" in words
