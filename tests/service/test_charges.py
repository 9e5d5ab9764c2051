"""Charges in the database itself: exact whatever order things come in."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cadwidgets.errors import AuthError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.charges import Charges, QuotaSpent
from cadwidgets.service.database import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    accounts = Accounts(open_database(tmp_path), ["given"])
    accounts.add("team", 3)
    return tmp_path


def opened(folder: Path) -> tuple[Accounts, Charges]:
    engine = open_database(folder)
    return Accounts(engine, ["given"]), Charges(engine)


def test_what_is_reserved_counts_until_it_is_released(folder: Path) -> None:
    accounts, charges = opened(folder)
    for job in "abc":
        charges.reserve(job, "team", "digest")
    with pytest.raises(QuotaSpent):
        charges.reserve("d", "team", "digest")
    assert accounts.usage("team").used == 0
    charges.release("b")
    charges.reserve("d", "team", "digest")
    assert [charges.settle(job) for job in "acd"] == [2, 1, 0]
    assert accounts.usage("team").used == 3


def test_a_build_is_charged_once_and_never_after_its_end(folder: Path) -> None:
    accounts, charges = opened(folder)
    charges.reserve("a", "team", "digest")
    assert charges.settle("a") == charges.settle("a") == 2
    charges.release("a")
    charges.reserve("b", "team", "digest")
    charges.release("b")
    charges.settle("b")
    assert accounts.usage("team").used == 1


def test_what_a_killed_service_had_reserved_is_free_again(folder: Path) -> None:
    _, charges = opened(folder)
    for job in "abc":
        charges.reserve(job, "team", "digest")
    charges.settle("a")
    accounts, charges = opened(folder)
    assert charges.abandon_running() == 2
    charges.settle("b")
    assert accounts.usage("team").used == 1
    charges.reserve("d", "team", "digest")
    charges.reserve("e", "team", "digest")
    with pytest.raises(QuotaSpent):
        charges.reserve("f", "team", "digest")


def test_the_count_outlives_the_rows_it_was_counted_from(folder: Path) -> None:
    accounts, charges = opened(folder)
    for job in "ab":
        charges.reserve(job, "team", "digest")
    charges.settle("a")
    assert charges.prune(keep_seconds=-1) == 1
    assert accounts.usage("team").used == 1
    assert charges.settle("b") == 1


def test_many_threads_get_exactly_the_quota(folder: Path) -> None:
    accounts, charges = opened(folder)
    accounts.set_quota("team", 10)
    together = threading.Barrier(8)

    def work(first: int) -> int:
        together.wait()
        done = 0
        for job in range(first, first + 5):
            try:
                charges.reserve(str(job), "team", "digest")
            except QuotaSpent:
                continue
            charges.settle(str(job))
            done += 1
        return done

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(0, 40, 5))) == 10
    assert accounts.usage("team").used == 10


def test_stored_keys_outlive_the_service_and_given_ones_do_not(folder: Path) -> None:
    accounts, _ = opened(folder)
    key_id, key = accounts.keys.create("team", "first")
    assert accounts.owner("given") == "local"
    again = Accounts(open_database(folder), ["another"])
    assert again.owner(key) == "team"
    assert [known.id for known in again.keys.of("team")] == [key_id]
    assert not again.check("given")
    with pytest.raises(AuthError, match="wrong"):
        again.caller("given")
