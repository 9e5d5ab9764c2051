"""The sizes of a family are the values that its tables hold, with all the part numbers that hold them."""

from __future__ import annotations

import pytest

from cadwidgets.errors import RequestError
from cadwidgets.service import catalog
from cadwidgets.service.catalog.sizes import sizes_of

FAMILIES = catalog.families()


def test_the_bores_of_deep_groove_bearings_and_every_part_that_has_one() -> None:
    found = sizes_of(FAMILIES, "deep-groove bearing.d")
    family = catalog.family("deep_groove_bearing")
    assert (found.title, found.part_id, found.label, found.unit) == (family.title, family.part_id, "Bore d", "mm")
    values = [size.value for size in found.sizes]
    assert values == sorted({part["d"] for part in family.configurations})
    assert {25.0, 28.0} & set(values) == {25.0}
    told = {number: size.value for size in found.sizes for number in size.part_numbers}
    assert told == {part.part_number: part["d"] for part in family.configurations}


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ("series=62", {"6205", "6205-ZZ", "6205-2RS"}),
        ("D=52, seal=ZZ", {"6205-ZZ"}),
        ("D=50..55, seal=2RS", {"6205-2RS"}),
        ("D=..42.0, B=9.., seal=ZZ", {"61905-ZZ"}),
    ],
)
def test_conditions_are_words_numbers_and_ranges_with_open_ends(condition: str, numbers: set[str]) -> None:
    found = sizes_of(FAMILIES, f"deep-groove bearing.d, d=25, {condition}")
    assert [size.value for size in found.sizes] == [25.0]
    assert set(found.sizes[0].part_numbers) == numbers


def test_a_number_of_teeth_has_no_unit() -> None:
    found = sizes_of(FAMILIES, "T2.5 pulley.z")
    assert found.unit == ""
    assert found.sizes[0].part_numbers[0].startswith(f"{found.sizes[0].value:g}-T2.5")


def test_what_is_only_chosen_by_is_a_size_too() -> None:
    """A washer's d is the screw's diameter: its own dimensions are d1, d2 and h."""
    found = sizes_of(FAMILIES, "ISO 7089.d, d=6")
    assert (found.unit, [size.value for size in found.sizes]) == ("mm", [6.0])


@pytest.mark.parametrize(
    ("reference", "message", "allowed"),
    [
        ("deep-groove bearing", "names no sizes", "series=62"),
        ("gizmo.d", "no part family is called 'gizmo'", "title"),
        ("bearing.d", "names 3 part families", "insert bearings"),
        ("deep-groove bearing.x", "x is no dimension of ISO 15 deep groove ball bearings", "d, D, B, r_s"),
        ("deep-groove bearing.series", "series is chosen by words", "d, D, B, r_s"),
        ("deep-groove bearing.d, x=1", "x is no dimension", "series"),
        ("deep-groove bearing.d, series=99", "no part meets", "conditions"),
        ("deep-groove bearing.d, d=wide..", "no part meets", "conditions"),
    ],
)
def test_what_names_no_sizes_is_refused_with_what_would(reference: str, message: str, allowed: str) -> None:
    with pytest.raises(RequestError, match=message) as caught:
        sizes_of(FAMILIES, reference)
    assert allowed in caught.value.allowed


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_every_family_has_sizes_by_its_own_id(family: catalog.Family) -> None:
    symbol = family.configurations[0].dimensions[0].symbol
    found = sizes_of(FAMILIES, f"{family.id}.{symbol}")
    assert found.part_id == family.part_id
    values = [size.value for size in found.sizes]
    assert values == sorted(set(values))
    assert all(size.part_numbers for size in found.sizes)
