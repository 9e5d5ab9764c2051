"""Every family: its solids are valid and closed, and have the dimensions that the catalog states."""

from __future__ import annotations

import random

import pytest
from every_family import FACTS
from facts import check
from some_families import every_family
from thinned import thinned

from cadwidgets.service import catalog

FAMILIES = [family.id for family in catalog.families()]


def test_every_family_has_its_facts() -> None:
    assert sorted(FACTS) == sorted(FAMILIES)


@pytest.mark.parametrize("family_id", every_family())
def test_the_middle_part_of_a_family_is_as_the_catalog_says(family_id: str) -> None:
    numbers = catalog.family(family_id).part_numbers
    check(family_id, numbers[len(numbers) // 2], FACTS[family_id])


@pytest.mark.parametrize("family_id", thinned(FAMILIES))
def test_the_first_the_last_and_a_random_part_of_a_family_are_as_the_catalog_says(family_id: str) -> None:
    """The last one differs from run to run; a failure names the part."""
    numbers = catalog.family(family_id).part_numbers
    for number in (numbers[0], numbers[-1], *random.sample(numbers, 1)):
        check(family_id, number, FACTS[family_id])


@pytest.mark.release
@pytest.mark.parametrize("family_id", FAMILIES)
def test_every_part_of_a_family_is_as_the_catalog_says(family_id: str) -> None:
    for number in catalog.family(family_id).part_numbers:
        check(family_id, number, FACTS[family_id])
