"""The search is made when it is wanted, kept, and made anew when the catalogs change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Family
from cadwidgets.service.search import Query, SearchKeeper, Stock


class Shelf:
    """Families that come and go."""

    def __init__(self, *families: Family) -> None:
        self.families = families
        self.asked = threading.Event()

    def __call__(self) -> Stock:
        self.asked.set()
        return Stock(self.families, {})


def test_it_is_made_once_for_all_who_ask_at_the_same_time() -> None:
    keeper = SearchKeeper(Shelf(*catalog.families()))
    with ThreadPoolExecutor(8) as asking:
        searches = set(asking.map(lambda _: keeper.search(), range(8)))
    assert len(searches) == 1


def test_it_follows_the_catalogs() -> None:
    screws, washers = catalog.family("iso4762"), catalog.family("iso7089")
    shelf = Shelf(screws)
    keeper = SearchKeeper(shelf)
    assert keeper.search().page(Query("washer")).total == 0
    shelf.families = (screws, washers)
    assert keeper.search().page(Query("washer")).total == len(washers.part_numbers)
    shelf.families = ()
    assert keeper.search().page(Query("washer M6")).total == 0


def test_it_may_be_made_before_anybody_asks() -> None:
    shelf = Shelf(catalog.family("iso7089"))
    SearchKeeper(shelf).warm()
    assert shelf.asked.wait(30)


@pytest.mark.long
def test_every_part_of_the_catalog_is_found_by_its_own_number() -> None:
    search = SearchKeeper(Shelf(*catalog.families())).search()
    for family in catalog.families():
        for number in (
            family.part_numbers[0],
            family.part_numbers[len(family.part_numbers) // 2],
            family.part_numbers[-1],
        ):
            for spelt in (number, number.lower(), number.replace("-", " ")):
                assert search.page(Query(spelt)).hits[0].part_number == number
