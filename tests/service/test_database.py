"""The service's database: files of older versions are brought up to date, and lose nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from cadwidgets.contract.accounts import LOCAL
from cadwidgets.contract.delivery import Delivery
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.database import open_database
from cadwidgets.service.idempotency import Repeat
from cadwidgets.service.job_records import NewJob
from cadwidgets.service.jobs import JobTable

KEY = "cw_" + "4" * 40


def old_database(folder: Path) -> None:
    """As it was before keys had settings of files, and before there were jobs other than builds."""
    with sqlite3.connect(folder / "service.sqlite3") as connection:
        connection.executescript("""
            CREATE TABLE accounts (
                name VARCHAR(64) PRIMARY KEY, quota INTEGER, used INTEGER NOT NULL, created FLOAT NOT NULL);
            CREATE TABLE keys (
                id VARCHAR(16) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES accounts (name),
                label VARCHAR(100) NOT NULL, digest BLOB NOT NULL UNIQUE,
                created FLOAT NOT NULL, disabled BOOLEAN NOT NULL);
            CREATE TABLE jobs (
                id VARCHAR(32) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES accounts (name),
                request VARCHAR(64) NOT NULL, state VARCHAR(9) NOT NULL, charged BOOLEAN NOT NULL,
                started FLOAT NOT NULL, ended FLOAT);
            CREATE INDEX jobs_by_state ON jobs (state, account);
            INSERT INTO accounts VALUES ('shop', 10, 4, 1.0);
            INSERT INTO jobs VALUES ('done', 'shop', 'digest', 'done', 1, 1.0, 2.0);
            INSERT INTO jobs VALUES ('killed', 'shop', 'digest', 'running', 0, 1.0, NULL);
            INSERT INTO jobs VALUES ('earlier', 'shop', 'digest', 'abandoned', 0, 1.0, 2.0);
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


def test_jobs_of_an_older_version_keep_their_ends_and_new_ones_find_room_beside_them(tmp_path: Path) -> None:
    old_database(tmp_path)
    for number in range(2):
        engine = open_database(tmp_path)
        table = JobTable(engine)
        assert table.recover() == []
        jobs = [table.get("", name) for name in ("done", "killed", "earlier")]
        assert [(job.state, job.charged, job.kind) for job in jobs if job] == [
            ("done", True, "build"),
            ("failed", False, "build"),
            ("failed", False, "build"),
        ]
        new = NewJob("build", "shop", "shop/k1", "digest", f"new {number}", repeat=Repeat(str(number), "said"))
        assert table.accept(new)[1]
        assert not table.accept(new)[1]
        assert Accounts(engine, []).usage("shop").used == 4
        engine.dispose()


def test_the_files_of_a_new_key_are_kept(tmp_path: Path) -> None:
    chosen = Delivery.of(["bom", "primary"], "URL")
    engine = open_database(tmp_path)
    _, key = Accounts(engine, []).keys.create(LOCAL, delivery=chosen)
    engine.dispose()
    engine = open_database(tmp_path)
    assert Accounts(engine, []).caller(key).delivery == chosen == Delivery(("primary", "bom"), "URL")
    engine.dispose()
