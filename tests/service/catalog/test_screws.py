"""The tables of screws: what must hold between their values, whatever document they were taken from."""

from __future__ import annotations

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.screws import FAMILIES

SCREWS = [catalog.family(family_id) for family_id in FAMILIES]
SET_SCREWS = [family for family in SCREWS if family.category == "CW.10.040"]
HEADS = [family for family in SCREWS if family not in SET_SCREWS]


def every(families: list[Family]) -> list[Configuration]:
    return [known for family in families for known in family.configurations]


def point(size: Configuration) -> float:
    """At least as high as the point of a set screw is, or as its hollow is deep."""
    names = {known.symbol for known in size.dimensions}
    narrow = next(size[symbol] for symbol in ("dp", "dt", "dv") if symbol in names)
    hollow = size["dv"] / 2 / 3**0.5 if "dv" in names else 0.0
    return max((size["d"] - narrow) / 2 + (size["z"] if "z" in names else 0.0), hollow)


def test_there_are_thousands_of_them() -> None:
    assert len(SCREWS) >= 10
    assert len(every(SCREWS)) >= 4000


@pytest.mark.parametrize("family", SCREWS, ids=lambda family: family.id)
def test_only_the_first_property_class_is_left_out_of_part_numbers(family: Family) -> None:
    default = family.configurations[0].selection[-1]
    for known in family.configurations:
        name = known.selection[-1]
        assert known.part_number.endswith(f" {name}") == (name != default)


@pytest.mark.parametrize("family", SCREWS, ids=lambda family: family.id)
def test_a_screw_is_made_of_what_its_property_class_says(family: Family) -> None:
    for known in family.configurations:
        name, material = known.selection[-1], family.material_of(known)
        if name.startswith(("A2", "A4")):
            assert material is material_named(name[:2])
            assert known["d"] <= 24
        else:
            assert material is material_named("brass" if name.startswith("CU") else "steel")


def test_a_stainless_screw_weighs_more_than_one_of_steel_by_its_density() -> None:
    family = catalog.family("iso4762")
    steel, stainless = (family.mass(number, 1000.0) for number in ("ISO 4762 M6x20", "ISO 4762 M6x20 A4-80"))
    assert stainless / steel == pytest.approx(8000 / 7850)


def test_no_thread_is_longer_than_its_screw() -> None:
    for known in every(SCREWS):
        assert 0 < known["thread"] <= known["l"]


def test_hexagon_head_screws_with_shank_have_the_thread_lengths_of_iso_888() -> None:
    for known in catalog.family("iso4014").configurations:
        more = 6 if known["l"] <= 125 else 12 if known["l"] <= 200 else 25
        assert known["b"] == 2 * known["d"] + more
        assert known["b"] < known["l"]


@pytest.mark.parametrize("family_id", ["iso10642", "iso2009"])
def test_countersunk_heads_have_90_degrees(family_id: str) -> None:
    for known in catalog.family(family_id).configurations:
        assert known["k"] == pytest.approx((known["dkt"] - known["d"]) / 2, abs=1e-9)
        assert known["d"] < known["dk"] < known["dkt"]


def test_recesses_leave_a_bottom_to_the_head() -> None:
    for known in every(HEADS):
        if "t" in {size.symbol for size in known.dimensions}:
            assert known["t"] < known["k"]


def test_sockets_of_set_screws_do_not_reach_their_points() -> None:
    for known in every(SET_SCREWS):
        assert known["t"] + point(known) < known["l"]
        assert known["s"] * 2 / 3**0.5 < known["d"] - 1.226869 * known["P"], "the hexagon lies within the thread"
