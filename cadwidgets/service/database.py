"""The database of a service: one SQLite file in its data folder, safe against an end at any moment.

Tables stand beside the code that uses them and register themselves in `METADATA`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event, inspect
from sqlalchemy.schema import CreateColumn

METADATA = MetaData()
_BUSY_MILLISECONDS = 10_000


def open_database(folder: Path) -> Engine:
    """The database in ``folder``, with all tables and columns that are imported by now; made if it is missing.

    A transaction either is on the disk when it returns or has never been (write-ahead log, synchronous FULL:
    SQLite documentation, "Write-Ahead Logging"). The file may be read by its owner only. Raises OSError and
    sqlalchemy.exc.OperationalError when it cannot be had.
    """
    path = folder / "service.sqlite3"
    path.touch(mode=0o600)
    # an error that is logged somewhere shows the statement, and nothing of what a request said
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    METADATA.create_all(engine)
    _add_missing_columns(engine)
    return engine


def _add_missing_columns(engine: Engine) -> None:
    """Bring the tables of an older version up to date: a new column may be null or has a default of the server's."""
    with engine.begin() as connection:
        tables = inspect(connection)
        for table in METADATA.sorted_tables:
            present = {column["name"] for column in tables.get_columns(table.name)}
            for column in table.columns:
                if column.name not in present:
                    definition = CreateColumn(column).compile(dialect=engine.dialect)
                    connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {definition}')


def _configure(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not by Python's guess
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")


def _begin(connection: Any) -> None:
    """Take the write lock first: a transaction that reads and then writes cannot lose to another in between."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
