"""Profiles and hardware against published masses and against the formulas that they follow."""

from __future__ import annotations

import pytest
from facts import shape_of

from cadwidgets.service import catalog

# kg/m: tables of steelcalculator.app (IPE), of an Euronorm 53-62 sheet (HEA), of steelsnakes (UPN, angles, squares)
PUBLISHED_MASS = {
    ("ipe", "IPE 80"): 6.0,
    ("ipe", "IPE 200"): 22.4,
    ("ipe", "IPE 300"): 42.2,
    ("hea", "HEA 100"): 16.7,
    ("hea", "HEA 300"): 88.3,
    ("hea", "HEA 600"): 177.8,
    ("upn", "UPN 120"): 13.4,
    ("upn", "UPN 320"): 59.5,
    ("angle_unequal", "L 150x100x12"): 22.5,
    ("shs_hot", "SHS EN 10210 100x100x8"): 22.6,
    ("shs_cold", "SHS EN 10219 60x60x3"): 5.19,
}
STOCK_LENGTHS = {"250", "500", "1000", "2000", "3000", "6000"}


@pytest.mark.parametrize(("family_id", "section"), PUBLISHED_MASS)
def test_a_metre_of_a_profile_weighs_what_its_table_says(family_id: str, section: str) -> None:
    number = f"{section}x1000"
    mass = catalog.family(family_id).mass(number, shape_of(family_id, number).Volume()) / 1000
    assert mass == pytest.approx(PUBLISHED_MASS[family_id, section], rel=0.01)


def test_every_profile_is_sold_in_every_stock_length() -> None:
    for family in catalog.SHIPPED.families_in(catalog.CLASSIFICATION_ID, "CW.50"):
        lengths: dict[tuple[str, ...], set[str]] = {}
        for known in family.configurations:
            lengths.setdefault(known.selection[:-1], set()).add(known.selection[-1])
        assert all(found == STOCK_LENGTHS for found in lengths.values())


def test_a_spring_has_the_rate_of_its_formula() -> None:
    """G d^4 / (8 D^3 n) with G = 81500 N/mm2: 81500 * 16 / (8 * 4096 * 5.5) = 7.2354."""
    spring = catalog.family("compression_spring").configuration("Spring 2x16x5.5")
    assert spring.properties == (("Spring rate", "7.24 N/mm"),)


def test_half_as_many_coils_make_a_spring_twice_as_stiff() -> None:
    rates = {
        known["n"]: float(known.properties[0][1].split()[0])
        for known in catalog.family("compression_spring").configurations
        if (known["d"], known["D"]) == (2, 16)
    }
    assert rates[3.5] / rates[12.5] == pytest.approx(12.5 / 3.5, rel=0.01)


def test_disc_springs_of_series_a_are_flatter_than_those_of_series_b() -> None:
    """Cone height over thickness: about 0.4 in series A, about 0.75 in series B, by their definition."""
    for disc in catalog.family("disc_spring").configurations:
        slope = (disc["l0"] - disc["t"]) / disc["t"]
        assert slope == pytest.approx({"A": 0.4, "B": 0.75}[disc.selection[1]], abs=0.1)


def test_standoffs_fit_their_screws() -> None:
    for family_id in ("standoff_male_female", "standoff_female_female"):
        for known in catalog.family(family_id).configurations:
            assert known["d1"] < known["d"] < known["s"]
