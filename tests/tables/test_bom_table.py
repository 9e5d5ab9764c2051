"""The BOM as a table: all text, harmless in a page, from a text as from a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.errors import BadAnswer
from cadwidgets.tables.bom import Bom

FIELDS = (BomField("Part number", "00123"), BomField("Length", "1E5", "mm"), BomField("Coating", ""))
TEXT = BomText(FIELDS).to_bytes()


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return target.getvalue()


def test_the_table_has_one_row_an_attribute_in_order() -> None:
    frame = Bom.read(TEXT).frame
    assert list(frame.columns) == ["attribute", "value", "unit"]
    assert frame.to_dict("list") == {
        "attribute": ["Part number", "Length", "Coating"],
        "value": ["00123", "1E5", ""],
        "unit": ["", "mm", ""],
    }


def test_every_column_is_text_even_without_rows() -> None:
    for source in (TEXT, b""):
        assert {str(dtype) for dtype in Bom.read(source).frame.dtypes} == {"string"}


def test_a_path_and_its_bytes_give_the_same_bom(tmp_path: Path) -> None:
    (tmp_path / "bom.txt").write_bytes(TEXT)
    (tmp_path / "part.zip").write_bytes(zipped(part_stl=b"\0" * 10, part_txt=TEXT))
    expected = Bom(FIELDS)
    assert Bom.read(tmp_path / "bom.txt") == expected
    assert Bom.read(str(tmp_path / "part.zip")) == expected
    assert Bom.read(zipped(part_stl=b"\0" * 10, part_txt=TEXT)) == expected


def test_a_zip_without_a_bom_text_is_refused() -> None:
    with pytest.raises(BadAnswer, match="no BOM text"):
        Bom.read(zipped(part_stl=b"", readme_txt=b"hello"))


def test_a_damaged_zip_is_refused() -> None:
    with pytest.raises(BadAnswer):
        Bom.read(zipped(part_txt=TEXT)[:-30])


def test_values_are_found_by_label() -> None:
    bom = Bom.read(TEXT)
    assert bom["Part number"] == "00123"
    with pytest.raises(KeyError):
        bom["Colour"]


def test_foreign_text_cannot_become_part_of_the_page() -> None:
    bom = Bom.read(b"<b>Name</b>\t<script>alert(1)</script>\t&\n<img src=x onerror=alert(1)>\n")
    page = bom._repr_html_()
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;img src" in page


def test_lines_that_were_not_understood_are_shown() -> None:
    bom = Bom.read(b"BILL OF MATERIALS\nWidth\t12\tmm\n")
    assert bom.unread == ("BILL OF MATERIALS",)
    assert "BILL OF MATERIALS" in bom._repr_html_()
    assert "not understood" not in Bom.read(TEXT)._repr_html_()


def test_a_decimal_comma_is_kept_in_the_table_and_understood_as_a_number() -> None:
    bom = Bom.read("Länge;12,5;mm\nNummer;00123;\n".encode("cp1252"))
    assert list(bom.frame["value"]) == ["12,5", "00123"]
    assert bom.number("Länge") == 12.5
    assert bom.number("Nummer") is None


def test_a_long_line_that_was_not_understood_is_kept_whole_and_shown_short() -> None:
    bom = Bom.read(b"x" * 100_000)
    assert bom.unread == ("x" * 100_000,)
    assert len(bom._repr_html_()) < 2_000
