"""The service's database: files of older versions are brought up to date, and lose nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from cadwidgets.contract.accounts import LOCAL
from cadwidgets.contract.delivery import Delivery
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.database import open_database

KEY = "cw_" + "4" * 40


def old_database(folder: Path) -> None:
    """As it was before keys had settings of files."""
    with sqlite3.connect(folder / "service.sqlite3") as connection:
        connection.executescript("""
            CREATE TABLE accounts (
                name VARCHAR(64) PRIMARY KEY, quota INTEGER, used INTEGER NOT NULL, created FLOAT NOT NULL);
            CREATE TABLE keys (
                id VARCHAR(16) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES accounts (name),
                label VARCHAR(100) NOT NULL, digest BLOB NOT NULL UNIQUE,
                created FLOAT NOT NULL, disabled BOOLEAN NOT NULL);
            INSERT INTO accounts VALUES ('shop', 10, 4, 1.0);
        """)
        row = ("k1", "shop", "saw", hashlib.sha256(KEY.encode()).digest(), 1.0, False)
        connection.execute("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.close()


def test_a_key_of_an_older_version_still_works_and_has_the_documented_files(tmp_path: Path) -> None:
    old_database(tmp_path)
    for _ in range(2):  # and opening it again changes nothing
        engine = open_database(tmp_path)
        accounts = Accounts(engine, [])
        caller = accounts.caller(KEY)
        assert (caller.account, caller.key_id, caller.delivery) == ("shop", "k1", Delivery())
        assert accounts.usage("shop").left == 6
        engine.dispose()


def test_the_files_of_a_new_key_are_kept(tmp_path: Path) -> None:
    chosen = Delivery.of(["bom", "primary"], "URL")
    engine = open_database(tmp_path)
    _, key = Accounts(engine, []).keys.create(LOCAL, delivery=chosen)
    engine.dispose()
    engine = open_database(tmp_path)
    assert Accounts(engine, []).caller(key).delivery == chosen == Delivery(("primary", "bom"), "URL")
    engine.dispose()
