"""The BOM text: our own form is exact, foreign forms are read as far as they can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.bom import BomField, BomText

SCREW = BomText((BomField("Part number", "ISO 4762 M6x20"), BomField("Length l", "20", "mm")))
WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20)


def test_our_own_form_is_tabs_and_utf_8() -> None:
    assert SCREW.to_bytes() == b"Part number\tISO 4762 M6x20\t\nLength l\t20\tmm\n"


@given(st.lists(st.builds(BomField, WORD, WORD, WORD)))
def test_our_own_form_is_read_back_unchanged(fields: list[BomField]) -> None:
    assert BomText.parse(BomText(tuple(fields)).to_bytes()) == BomText(tuple(fields))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    text = BomText.parse(data)
    assert all(field.label for field in text.fields)


@pytest.mark.parametrize(
    "line",
    ["Width\t12\tmm", "Width;12;mm", "Width ; 12 ; mm", "  Width\t12\tmm\r"],
)
def test_columns_may_be_separated_by_tab_or_semicolon(line: str) -> None:
    assert BomText.parse(line.encode()).fields == (BomField("Width", "12", "mm"),)


@pytest.mark.parametrize("line", ["Width=12 mm", "Width = 12 mm", "Width: 12 mm", "Width : 12 mm"])
def test_pairs_may_be_separated_by_an_equals_sign_or_a_colon(line: str) -> None:
    assert BomText.parse(line.encode()).fields == (BomField("Width", "12 mm"),)


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
