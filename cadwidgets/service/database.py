"""The database of a service: one SQLite file in its data folder, safe against an end at any moment.

Tables stand beside the code that uses them and register themselves in `METADATA`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event, inspect
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateColumn

from cadwidgets.service.storage import StorageFailed

METADATA = MetaData()
_BUSY_MILLISECONDS = 10_000
_CACHE_KIBIBYTES = 256
"""Of each connection, of which there may be a dozen: rows are looked up by key, and the system caches the file."""
_SYNCHRONOUS = "synchronous"


def open_database(folder: Path) -> Engine:
    """The database in ``folder``, with all tables and columns that are imported by now; made if it is missing.

    A transaction either is on the disk when it returns or has never been (write-ahead log, synchronous FULL:
    SQLite documentation, "Write-Ahead Logging"); see `hurried` for those that need not wait. The file may be read by
    its owner only. Raises OSError and
    StorageFailed when it cannot be had; so does every use of it later, when the disk is full or broken.
    """
    path = folder / "service.sqlite3"
    path.touch(mode=0o600)
    # an error that is logged somewhere shows the statement, and nothing of what a request said
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _storage_failed)
    METADATA.create_all(engine)
    _add_what_is_missing(engine)
    return engine


def hurried(engine: Engine) -> Engine:
    """The same database for transactions that do not wait for the disk (synchronous NORMAL).

    They outlive any end of the service, and are whole or not at all, too. When the power of the machine fails, those
    since the last one that waited may be lost.
    """
    return engine.execution_options(**{_SYNCHRONOUS: "NORMAL"})


def _add_what_is_missing(engine: Engine) -> None:
    """Bring the tables of an older version up to date: a new column may be null or has a default of the server's."""
    with engine.begin() as connection:
        tables = inspect(connection)
        for table in METADATA.sorted_tables:
            present = {column["name"] for column in tables.get_columns(table.name)}
            for column in table.columns:
                if column.name not in present:
                    definition = CreateColumn(column).compile(dialect=engine.dialect)
                    connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {definition}')
            for index in table.indexes:
                index.create(connection, checkfirst=True)


def _configure(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not by Python's guess
    for pragma in ("journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")


def _begin(connection: Any) -> None:
    """Take the write lock first: a transaction that reads and then writes cannot lose to another in between.

    How it is written is set before: inside a transaction SQLite refuses that. The pool's connections serve all.
    """
    synchronous = connection.get_execution_options().get(_SYNCHRONOUS, "FULL")
    if connection.info.get(_SYNCHRONOUS) != synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
        connection.info[_SYNCHRONOUS] = synchronous
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _storage_failed(context: ExceptionContext) -> None:
    """What SQLite reports of its disk has a name of ours; it says no path and no value.

    A statement that is wrong is no matter of the disk, but a fault of the service.
    """
    reason = context.original_exception
    is_fault = getattr(reason, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    if isinstance(context.sqlalchemy_exception, OperationalError) and not is_fault:
        raise StorageFailed(f"the database of the service cannot be used: {reason}")
