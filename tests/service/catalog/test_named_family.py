"""Words name one family, or the error says which ones they name."""

from __future__ import annotations

import pytest

from cadwidgets.errors import RequestError
from cadwidgets.service import catalog
from cadwidgets.service.catalog.named_family import family_named


@pytest.mark.parametrize(
    ("words", "family_id"),
    [
        ("deep-groove bearing", "deep_groove_bearing"),
        ("Deep Groove Ball Bearings", "deep_groove_bearing"),
        ("flanged deep groove bearing", "flanged_bearing"),
        ("ISO 4762", "iso4762"),
        ("iso4762", "iso4762"),
        ("DIN 934", "din934"),
        ("DIN 934 fine pitch", "din934_fine"),
        ("iso 7380-1", "iso7380_1"),
        ("retaining ring shafts", "din471"),
        ("precision shaft", "precision_shaft"),
        ("wrapped plain bushes", "iso3547"),
        ("T2.5 pulley", "pulley_t2_5"),
        ("angle unequal", "angle_unequal"),
    ],
)
def test_words_in_any_spelling_name_the_family_that_says_least_beside_them(words: str, family_id: str) -> None:
    assert family_named(catalog.families(), words).id == family_id


def test_every_family_is_named_by_its_id_and_by_its_title() -> None:
    for family in catalog.families():
        assert family_named(catalog.families(), family.id) is family
        assert family_named(catalog.families(), family.title) is family


@pytest.mark.parametrize(("words", "count"), [("ISO 2340", 2), ("timing belt pulley", 12)])
def test_words_that_name_several_families_are_refused_with_at_most_five_of_them(words: str, count: int) -> None:
    with pytest.raises(RequestError, match=rf"names {count} part families") as caught:
        family_named(catalog.families(), words)
    assert caught.value.allowed.count("'") // 2 == min(count, 5)
    assert (f"and {count - 5} more" in caught.value.allowed) is (count > 5)


@pytest.mark.parametrize("words", ["flux capacitor", "", "  -- ", "bearing flux"])
def test_words_that_name_no_family_are_refused(words: str) -> None:
    with pytest.raises(RequestError, match="no part family is called") as caught:
        family_named(catalog.families(), words)
    assert (caught.value.parameter, caught.value.value) == ("name", words)
