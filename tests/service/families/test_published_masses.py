"""Pins, keys and rings weigh about what tables say, also where the standard leaves the outline to the maker."""

from __future__ import annotations

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part

# grams: DIN 6888 as its page of 1956, ISO 13337 as the DIN 7346 page of usefastener.com
OF_ONE_SHAPE = {
    "DIN 6888 1x1.4": 0.031,
    "DIN 6888 2x3.7": 0.414,
    "DIN 6888 3x6.5": 1.80,
    "DIN 6888 4x7.5": 3.27,
}
OF_A_TUBE = {"ISO 13337 2x10": 0.085, "ISO 13337 5x20": 1.08, "ISO 13337 10x20": 4.29, "ISO 13337 12x30": 7.89}
# grams: DIN 471 up to 19 mm as capitalbolts.in, DIN 472 up to 16 mm as dongbofastener.com, DIN 6799 as beneri.com;
# the larger ones as listed in bd-warehouse 0.4.0
OF_ANY_OUTLINE = {
    "DIN 471 12x1": 0.5,
    "DIN 471 19x1.2": 1.22,
    "DIN 471 30x1.5": 3.31,
    "DIN 471 60x2": 12.9,
    "DIN 471 100x3": 53.7,
    "DIN 472 12x1": 0.37,
    "DIN 472 16x1": 0.60,
    "DIN 472 30x1.2": 2.06,
    "DIN 472 60x2": 11.1,
    "DIN 472 100x3": 38.0,
    "DIN 6799 5": 0.214,
    "DIN 6799 10": 1.138,
}


def mass(part_number: str) -> float:
    family, _ = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, part_number)
    return family.mass(part_number, build_part(family.id, part_number).val().Volume())


@pytest.mark.parametrize("part_number", OF_ONE_SHAPE)
def test_a_woodruff_key_has_its_published_mass(part_number: str) -> None:
    """Within 2 %: the chamfers that are left out here."""
    assert mass(part_number) == pytest.approx(OF_ONE_SHAPE[part_number], rel=0.02)


@pytest.mark.parametrize("part_number", OF_A_TUBE)
def test_a_spring_pin_weighs_about_what_is_published(part_number: str) -> None:
    """Within 15 %: the slot and the ends are the maker's."""
    assert mass(part_number) == pytest.approx(OF_A_TUBE[part_number], rel=0.15)


@pytest.mark.parametrize("part_number", OF_ANY_OUTLINE)
def test_a_ring_weighs_about_what_is_published(part_number: str) -> None:
    assert mass(part_number) == pytest.approx(OF_ANY_OUTLINE[part_number], rel=0.30)
