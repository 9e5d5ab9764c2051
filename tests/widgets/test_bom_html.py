"""A bill of materials and its changes in a narrow column: in words, with masses, and harmless."""

from __future__ import annotations

from cadwidgets.contract.bom import BomLine
from cadwidgets.widgets._bom_html import MOST, changes_html, lines_html
from cadwidgets.widgets.bom import Bom

PLATE = BomLine(name="plate", material="steel", mass_kg=1.0)
SCREW = BomLine(part_number="ISO 4762 M6x20", name="Screw", quantity=4, mass_kg=0.01)


def told(before: Bom, after: Bom) -> str:
    return changes_html(before, after, before.diff(after))


def test_a_line_has_its_number_name_material_quantity_and_mass() -> None:
    shown = lines_html(Bom([PLATE, SCREW, BomLine(name="oil", quantity=0.5, unit="l")]))
    assert "<td>1</td><td><bdi>plate</bdi>" in shown
    assert '<bdi>ISO 4762 M6x20</bdi><bdi class="cadw-quiet">Screw</bdi></td><td>4</td><td>0.04&nbsp;kg</td>' in shown
    assert "<bdi>oil</bdi></td><td>0.5 l</td><td></td>" in shown


def test_what_is_in_an_assembly_has_its_place_and_its_mass_in_the_whole() -> None:
    shown = lines_html(Bom([BomLine(name="pair", quantity=3, children=(SCREW,))]))
    assert "<td>1.1</td>" in shown
    assert "<td>4</td><td>0.12&nbsp;kg</td>" in shown


def test_hostile_names_are_text() -> None:
    evil = BomLine(name="<img src=x onerror=alert(1)>\u202e", unit="<b>", material='"><script>')
    for shown in (lines_html(Bom([evil])), told(Bom(), Bom([evil])), told(Bom([evil]), Bom())):
        assert "<img" not in shown
        assert "<script" not in shown
        assert "<b>" not in shown
        assert "&lt;img" in shown
        assert "&lt;U+202E&gt;" in shown


def test_more_lines_than_anybody_reads_are_counted() -> None:
    shown = lines_html(Bom([BomLine(name=f"part {letter}x") for letter in range(MOST + 7)]))
    assert shown.count("<td>1</td>") >= MOST
    assert "7 more lines: see explorer.bom" in shown


def test_every_change_is_told_in_words_with_its_mass() -> None:
    heavier = BomLine(name="plate", material="steel", mass_kg=1.5, remark="greased")
    shown = told(Bom([PLATE, SCREW]), Bom([heavier, BomLine(part_number="6205", mass_kg=0.1)]))
    assert "1 changed, 1 added, 1 removed. Total mass 1.04 kg → 1.6 kg (+0.56 kg)." in shown
    assert (
        '<td>changed</td><td><bdi>plate</bdi><bdi class="cadw-quiet">remark</bdi></td><td>1</td><td>+0.5&nbsp;kg'
        in shown
    )
    assert "<td>added</td><td><bdi>6205</bdi></td><td>1</td><td>+0.1&nbsp;kg" in shown
    assert "<td>removed</td><td><bdi>ISO 4762 M6x20</bdi>" in shown
    assert "<td>4</td><td>\u22120.04&nbsp;kg" in shown


def test_another_quantity_is_told_before_and_after_and_an_unknown_mass_is_not_0() -> None:
    assert "<td>4 → 6</td><td>+0.02&nbsp;kg</td>" in told(Bom([SCREW]), Bom([SCREW]).with_quantity("1", 6))
    shown = told(Bom(), Bom([BomLine(name="glue")]))
    assert "<td>not known</td>" in shown
    assert "Total mass" not in shown


def test_no_change_is_told_too() -> None:
    assert '<p role="status">The same as the baseline.</p>' in told(Bom([SCREW]), Bom([SCREW]))
    assert "<table" not in told(Bom([SCREW]), Bom([SCREW]))


def test_a_difference_has_only_the_columns_that_say_anything() -> None:
    shown = Bom([PLATE]).diff(Bom([PLATE]).with_quantity("1", 2))._repr_html_()
    assert "Quantity before" in shown
    assert "Total mass [kg] change" in shown
    assert "cost" not in shown
    assert "<table" not in Bom([PLATE]).diff(Bom([PLATE]))._repr_html_()
