"""A part by its designation, or by its family and the sizes that only it has."""

from __future__ import annotations

import pytest

from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service import catalog
from cadwidgets.service.catalog.sized_part import find_part

BEARING = "deep-groove bearing"


def find(standard: str, size: str | float = "", **values: object) -> str:
    return find_part(catalog.families(), standard, size, values)[1].part_number


@pytest.mark.parametrize(
    ("arguments", "values", "part_number"),
    [
        (("ISO 4762", "M6x20"), {}, "ISO 4762 M6x20"),
        (("iso4762", "m6 x 20"), {}, "ISO 4762 M6x20"),
        (("pillow block housing", "205"), {}, "P205"),
        (("IPE beams", 200), {"l": 2000}, "IPE 200x2000"),
        (("6205-2RS",), {}, "6205-2RS"),
        ((BEARING,), {"d": 25, "series": "62", "seal": "2RS"}, "6205-2RS"),
        ((BEARING,), {"d": "25", "series": 62, "seal": "2rs"}, "6205-2RS"),
        ((BEARING,), {"D": 52.0, "B": 15, "d": 25, "seal": "open"}, "6205"),
        (("ISO 4762",), {"d": 6, "l": 20, "class_": "8.8"}, "ISO 4762 M6x20"),
        (("ISO 4762",), {"d": 6, "l": 20, "class": "8.8", "thread": "real"}, "ISO 4762 M6x20"),
    ],
)
def test_a_part_is_found_by_its_designation_or_by_sizes(arguments, values, part_number: str) -> None:
    assert find(*arguments, **values) == part_number


@pytest.mark.long
def test_every_part_is_found_by_its_own_selectors() -> None:
    for family in catalog.families():
        for known in family.configurations[:: max(1, len(family.configurations) // 5)]:
            values = {each.symbol: text for each, text in zip(family.selectors, known.selection, strict=True)}
            assert find(family.title, **values) == known.part_number


def test_an_option_is_shown_whichever_way_the_part_is_named() -> None:
    for size, values in (("M6x20", {}), ("", {"d": 6, "l": 20, "class": "8.8"})):
        assert find_part(catalog.families(), "ISO 4762", size, {**values, "thread": "real"})[1].option("thread")


def test_several_parts_that_fit_are_named_with_the_selector_that_tells_them_apart() -> None:
    with pytest.raises(RequestError, match=r"3 of the .* fit: 6205, 6205-ZZ, 6205-2RS$") as caught:
        find(BEARING, d=25, series="62")
    assert (caught.value.parameter, caught.value.allowed) == ("seal", "say also seal = one of 'open', 'ZZ', '2RS'")
    with pytest.raises(RequestError, match=r"6 of the .* fit: (ISO 4762 M6x20[^,]*, ){5}\.\.\.$") as caught:
        find("ISO 4762", d=6, l=20)
    assert caught.value.allowed.startswith("say also class_ = one of '8.8', ")


@pytest.mark.parametrize(
    ("standard", "values", "parameter", "allowed"),
    [
        (BEARING, {"d": 26}, "d", "17, 20, 25, 30, 35 are the nearest"),
        ("ISO 4762", {"d": 6, "l": 21}, "l", "12, 16, 20, 25, 30 are the nearest"),
        (BEARING, {"d": 25, "series": "64"}, "series", "62, 60, 63, 160, 618 are the nearest"),
        (BEARING, {"d": "big"}, "d", "3, 4, 5, 6, 7 are the nearest"),
        (BEARING, {"d": float("nan")}, "d", "are the nearest"),
        (BEARING, {"d": 10**5000}, "d", "3, 4, 5, 6, 7 are the nearest"),
        (BEARING, {"bore": 25}, "bore", "one of d, series, seal, D, B, r_s"),
        (BEARING, {"d": True}, "d", "a number or a text"),
        (BEARING, {"d": None}, "d", "a number or a text"),
        ("flux capacitor", {"d": 25}, "name", "words of one family"),
    ],
)
def test_a_size_that_no_part_has_is_refused_with_what_there_is(standard, values, parameter, allowed) -> None:
    with pytest.raises(RequestError) as caught:
        find(standard, **values)
    assert caught.value.parameter == parameter
    assert allowed in caught.value.allowed


def test_an_unknown_designation_names_near_ones_and_an_unknown_option_itself() -> None:
    with pytest.raises(NotFound, match="near to it: ISO 4762 M6x25"):
        find("ISO 4762", "M6x21")
    with pytest.raises(NotFound, match="cannot be shown with thread = 'rael'"):
        find("ISO 4762", "M6x20", thread="rael")
    with pytest.raises(RequestError, match="have no 'thred'") as caught:
        find("ISO 4762", "M6x20", thred="real")
    assert "thread" in caught.value.allowed
