"""The database of a service: one SQLite file in its data folder, safe against an end at any moment.

Tables stand beside the code that uses them and register themselves in `METADATA`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event

METADATA = MetaData()
_BUSY_MILLISECONDS = 10_000


def open_database(folder: Path) -> Engine:
    """The database in ``folder``, with all tables that are imported by now; made if it is missing.

    A transaction either is on the disk when it returns or has never been (write-ahead log, synchronous FULL:
    SQLite documentation, "Write-Ahead Logging"). The file may be read by its owner only. Raises OSError and
    sqlalchemy.exc.OperationalError when it cannot be had.
    """
    path = folder / "service.sqlite3"
    path.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    METADATA.create_all(engine)
    return engine


def _configure(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not by Python's guess
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")


def _begin(connection: Any) -> None:
    """Take the write lock first: a transaction that reads and then writes cannot lose to another in between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
