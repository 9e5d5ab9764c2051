"""The BOM text: our own form is exact, foreign forms are read as far as they can be."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.bom_text import MAX_LINES, BomField, BomText

SCREW = BomText((BomField("Part number", "ISO 4762 M6x20"), BomField("Length l", "20", "mm")))
WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20)


def test_our_own_form_is_tabs_and_utf_8() -> None:
    assert SCREW.to_bytes() == b"Part number\tISO 4762 M6x20\t\nLength l\t20\tmm\n"


@given(st.lists(st.builds(BomField, WORD, WORD, WORD)))
def test_our_own_form_is_read_back_unchanged(fields: list[BomField]) -> None:
    assert BomText.parse(BomText(tuple(fields)).to_bytes()) == BomText(tuple(fields))


def test_an_attribute_that_looks_like_a_header_is_read_back_all_the_same() -> None:
    odd = BomText((BomField("Label", "Value", "Unit"), BomField("Width", "12 mm")))
    assert BomText.parse(odd.to_bytes()) == odd


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    text = BomText.parse(data)
    assert all(field.label for field in text.fields)
    assert all(field.number is None or math.isfinite(field.number) for field in text.fields)


@pytest.mark.parametrize(
    "line",
    ["Width\t12\tmm", "Width;12;mm", "Width ; 12 ; mm", "  Width\t12\tmm\r"],
)
def test_columns_may_be_separated_by_tab_or_semicolon(line: str) -> None:
    assert BomText.parse(line.encode()).fields == (BomField("Width", "12", "mm"),)


@pytest.mark.parametrize("line", ["Width=12 mm", "Width = 12 mm", "Width: 12 mm", "Width : 12 mm"])
def test_pairs_may_be_separated_by_an_equals_sign_or_a_colon(line: str) -> None:
    assert BomText.parse(line.encode()).fields == (BomField("Width", "12", "mm"),)


def test_only_the_first_separator_of_a_pair_counts() -> None:
    fields = BomText.parse(b"Source: https://example.com/a:b\nNote = a=b\n").fields
    assert fields == (BomField("Source", "https://example.com/a:b"), BomField("Note", "a=b"))


@pytest.mark.parametrize("value", ["00123", "1E5", "1,50", "NA", "TRUE", "=1+1"])
def test_values_stay_the_text_that_they_are(value: str) -> None:
    assert BomText.parse(f"Number\t{value}".encode()).fields[0].value == value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_are_read_in_the_usual_encodings(encoding: str) -> None:
    text = "Größe\t12\tmm\nWerkstoff\tStahl, verzinkt für außen\t\n".encode(encoding)
    assert BomText.parse(text).fields[0] == BomField("Größe", "12", "mm")


def test_lines_that_are_not_understood_are_kept() -> None:
    text = BomText.parse(b"BILL OF MATERIALS\n\nWidth\t12\tmm\n\tno label\n")
    assert text.fields == (BomField("Width", "12", "mm"),)
    assert text.unread == ("BILL OF MATERIALS", "\tno label")


def test_an_empty_text_has_no_fields() -> None:
    assert BomText.parse(b"") == BomText(())


SCREW_FIELDS = (("Nummer", "00123", ""), ("L\u00e4nge", "12,5", "mm"), ("Norm", "ISO 4762", ""))
VARIANTS = {
    "German list, cp1252, CRLF": "Nummer;00123;\r\nL\u00e4nge;12,5;mm\r\nNorm;ISO 4762;\r\n".encode("cp1252"),
    "German list with a header": "Merkmal;Wert;Einheit\nNummer;00123;\nL\u00e4nge;12,5;mm\nNorm;ISO 4762;\n".encode(),
    "columns in another order": "Symbol;Einheit;Wert;Bezeichnung\nNR;;00123;Nummer\nL;mm;12,5;L\u00e4nge\n"
    "N;;ISO 4762;Norm".encode(),
    "quoted cells": '"Nummer";"00123";""\n"L\u00e4nge";"12,5";"mm"\n"Norm";"ISO 4762";""'.encode(),
    "pairs with an equals sign": "Nummer=00123\nL\u00e4nge = 12,5 mm\nNorm=ISO 4762".encode(),
    "pairs with a colon": "Nummer: 00123\nL\u00e4nge: 12,5mm\nNorm: ISO 4762".encode(),
    "aligned colons": "Nummer  : 00123\nL\u00e4nge   : 12,5 mm\nNorm    : ISO 4762".encode("utf-8-sig"),
    "old Mac line ends": "Nummer\t00123\rL\u00e4nge\t12,5\tmm\rNorm\tISO 4762\r".encode(),
    "UTF-16, little end first, marked": "Nummer\t00123\nL\u00e4nge\t12,5\tmm\nNorm\tISO 4762".encode("utf-16"),
    "UTF-16, big end first, no mark": "Nummer;00123\nL\u00e4nge;12,5;mm\nNorm;ISO 4762".encode("utf-16-be"),
    "UTF-16, little end first, no mark": "Nummer;00123\nL\u00e4nge;12,5;mm\nNorm;ISO 4762".encode("utf-16-le"),
    "zero bytes": "Nummer\t00\x00123\nL\u00e4nge\t12,5\tmm\x00\nNorm\tISO 4762\x00".encode(),
    "blank lines and blanks": "\n\n  Nummer \t 00123 \n\n L\u00e4nge\t12,5 \t mm \n \t \nNorm\t ISO 4762".encode(),
    "separators of all kinds": "Nummer\t00123\nL\u00e4nge=12,5 mm\nNorm: ISO 4762".encode(),
}


@pytest.mark.parametrize("data", VARIANTS.values(), ids=VARIANTS.keys())
def test_the_same_part_is_read_from_every_form(data: bytes) -> None:
    text = BomText.parse(data)
    assert [(field.label, field.value, field.unit) for field in text.fields] == list(SCREW_FIELDS)
    assert text.unread == ()


def test_a_french_text_keeps_its_grouped_numbers_and_accents() -> None:
    data = "D\u00e9signation;Valeur;Unit\u00e9\nMasse;1\u00a0234,5;kg\nMati\u00e8re;Acier;\nFinition;;\n".encode(
        "cp1252"
    )
    text = BomText.parse(data)
    assert text.fields[0] == BomField("Masse", "1\u00a0234,5", "kg")
    assert text.fields[0].quantity == (1234.5, "kg")
    assert text.fields[1:] == (BomField("Mati\u00e8re", "Acier"), BomField("Finition", ""))


@pytest.mark.parametrize("line", ["Web: {}", "Web : {}", "Web={}", "Web;{}", "Web\t{}", "Web:{}"])
def test_an_address_in_a_value_is_not_cut(line: str) -> None:
    address = "https://example.com/p?id=7&path=d=6|l=20"
    assert BomText.parse(line.format(address).encode()).fields == (BomField("Web", address),)


def test_an_address_or_a_remark_alone_is_no_attribute() -> None:
    assert BomText.parse(b"https://example.com\nCreated by hand\n").unread == ("https://example.com", "Created by hand")


def test_a_semicolon_in_the_value_of_a_pair_stays_there() -> None:
    data = b"Note: red; blue\nWidth: 12\nHeight: 3\n"
    assert BomText.parse(data).fields[0] == BomField("Note", "red; blue")


def test_inch_marks_and_quotes_inside_a_list_are_text() -> None:
    fields = BomText.parse(b'Thread;1/2";in\nNote;"say ""x; y""";\n').fields
    assert fields == (BomField("Thread", '1/2"', "in"), BomField("Note", 'say "x; y"'))


def test_lines_behind_the_last_that_is_read_are_kept() -> None:
    text = BomText.parse(b"a=1\n" * (MAX_LINES + 2))
    assert len(text.fields) == MAX_LINES
    assert text.unread == ("a=1", "a=1")


def test_a_line_of_a_megabyte_is_read_whole() -> None:
    long = "x" * 1_000_000
    assert BomText.parse(f'Note;"{long}";\nWidth;12;mm'.encode()).fields[1] == BomField("Width", "12", "mm")
    assert BomText.parse(f"Note\t{long}".encode()).fields == (BomField("Note", long),)
    assert BomText.parse(long.encode()).unread == (long,)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("-0,25", -0.25),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567.0),
        ("1'234.5", 1234.5),
        ("1.234.567", 1234567.0),
    ],
)
def test_a_number_is_read_with_its_decimal_mark_and_its_groups(value: str, number: float) -> None:
    assert BomField("Length", value).number == number
    assert BomField("Length", f"{value} mm").quantity == (number, "mm")
    assert BomField("Length", value, "mm").quantity == (number, "mm")


@pytest.mark.parametrize(
    "value", ["00123", "0012,5", "1E5", "1e-5", "6205-2RS", "1.5.3", "12,", "", "inf", "nan", "1/2"]
)
def test_a_part_number_is_no_number(value: str) -> None:
    assert BomField("Number", value).number is None


@pytest.mark.parametrize("value", ["2 A", "M6 mm", "12 pieces", "00123 mm"])
def test_nothing_is_taken_for_a_unit_that_may_be_something_else(value: str) -> None:
    assert BomText.parse(f"Index: {value}".encode()).fields == (BomField("Index", value),)
