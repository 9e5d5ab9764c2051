"""The catalogs that accounts bring themselves: tables in the database, STEP files in a folder, by their content."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, func, select

from cadwidgets.contract.own_catalogs import MAX_ALL_FILES_BYTES, MAX_FILES, KeptRows, OwnCatalog
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.catalog import SHIPPED, Catalog, Catalogs, Contents, StepFile
from cadwidgets.service.catalog.own_contents import OwnTable, contents, read_table
from cadwidgets.service.own_tables import CATALOGS, FAMILIES, FILES
from cadwidgets.service.storage import or_storage_failed
from cadwidgets.service.store import write_through

SUPPLIER = "The owner of this catalog, who has imported it."
_PART_ID = "91-24112026-{:06}"
MAX_CATALOGS = 100
"""So many catalogs may one account have."""

Table = Callable[[], OwnTable]
_LISTED: Select[Any] = select(CATALOGS.c.id, CATALOGS.c.owner, CATALOGS.c.title, CATALOGS.c.updated)


class OwnCatalogs:
    """All accounts see all catalogs; only its owner and administrators change one. Every change is one transaction."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with engine.begin() as connection:
            known = connection.execute(_LISTED.order_by(CATALOGS.c.id)).all()
            self._tables: dict[str, Table] = {row.id: cache(partial(self._read, row.id, row.title)) for row in known}
            kept = (_catalog(connection, row, self._tables[row.id]) for row in known)
            self._catalogs = Catalogs(*SHIPPED, *kept)

    @property
    def catalogs(self) -> Catalogs:
        """The shipped catalogs and all own ones, as they are now: another object after each change."""
        return self._catalogs

    def put(self, catalog_id: str, title: str, rows: Sequence[Mapping[str, str]], caller: Caller) -> KeptRows:
        """Make a catalog, or replace all its rows; files that no row names any more go.

        Raises AuthError for somebody else's catalog, RequestError for more catalogs than an account may have.
        """
        table = read_table(title, rows)
        values = {"id": catalog_id, "title": title, "rows": json.dumps(list(rows)), "updated": time.time()}
        with self._lock:
            with self._engine.begin() as connection:
                _keep(connection, values, caller)
                _add_families(connection, catalog_id, table.categories)
                _forget_files(connection, catalog_id, table.files)
                row, files = _listed(connection, catalog_id), _files(connection, catalog_id)
                catalog = _catalog(connection, row, lambda: table)
            self._tables[catalog_id] = lambda: table
            self._catalogs = self._catalogs.with_catalog(catalog)
        self._remove_unused()
        named = {name: files[name].digest if name in files else "" for name in table.files}
        return KeptRows(_told(catalog, row.updated, own=row.owner == caller.account), table.problems, named)

    def check(self, catalog_id: str, name: str, caller: Caller) -> None:
        """Whether the caller may give the catalog a file of that name. Raises NotFound, AuthError, RequestError."""
        with self._engine.begin() as connection:
            _owned(connection, catalog_id, caller)
            _check_room(connection, catalog_id, name)

    def put_file(self, catalog_id: str, name: str, data: bytes, volume: float, caller: Caller) -> StepFile:
        """Keep a STEP file that was measured (``volume`` in mm³), in place of an earlier one. Raises as `check`."""
        step = StepFile(hashlib.sha256(data).hexdigest(), volume)
        file = {"catalog_id": catalog_id, "name": name, "digest": step.digest, "size": len(data), "volume": volume}
        with self._lock:
            with self._engine.begin() as connection:
                _owned(connection, catalog_id, caller)
                _check_room(connection, catalog_id, name)
                self._write(step.digest, data)
                connection.execute(FILES.delete().where(_is_file(catalog_id, name)))
                connection.execute(FILES.insert().values(file))
                connection.execute(CATALOGS.update().where(CATALOGS.c.id == catalog_id).values(updated=time.time()))
                catalog = _catalog(connection, _listed(connection, catalog_id), self._tables[catalog_id])
            self._catalogs = self._catalogs.with_catalog(catalog)
        return step

    def list(self, caller: Caller) -> tuple[OwnCatalog, ...]:
        """All own catalogs, by their ids."""
        with self._lock:
            with self._engine.begin() as connection:
                rows = connection.execute(_LISTED.order_by(CATALOGS.c.id)).all()
            known = [(self._catalogs.catalog_of(row.id), row) for row in rows]
        return tuple(_told(each, row.updated, own=row.owner == caller.account) for each, row in known)

    def delete(self, catalog_id: str, caller: Caller) -> None:
        """Nobody finds the catalog's parts from now on. Raises NotFound, AuthError."""
        with self._lock:
            with self._engine.begin() as connection:
                _owned(connection, catalog_id, caller)
                connection.execute(FILES.delete().where(FILES.c.catalog_id == catalog_id))
                connection.execute(CATALOGS.delete().where(CATALOGS.c.id == catalog_id))
            del self._tables[catalog_id]
            self._catalogs = self._catalogs.without(catalog_id)
        self._remove_unused()

    def step_path(self, digest: str) -> Path:
        """Where the STEP file with this content lies."""
        return self._folder / f"{digest}.step"

    def _read(self, catalog_id: str, title: str) -> OwnTable:
        """The table of a catalog that was kept by an earlier run."""
        with self._engine.begin() as connection:
            rows = connection.scalars(select(CATALOGS.c.rows).where(CATALOGS.c.id == catalog_id)).one()
        return read_table(title, json.loads(rows))

    def _write(self, digest: str, data: bytes) -> None:
        """A file is there as a whole, or not at all."""
        unfinished = self._folder / f"{digest}.new"
        with or_storage_failed("the STEP file could not be kept"):
            unfinished.unlink(missing_ok=True)
            write_through(unfinished, data)
            unfinished.replace(self.step_path(digest))

    def _remove_unused(self) -> None:
        """Delete the files that no catalog has."""
        with self._lock, self._engine.begin() as connection:
            used = set(connection.scalars(select(FILES.c.digest)))
            for path in self._folder.iterdir():
                if path.stem not in used:
                    path.unlink(missing_ok=True)


def _catalog(connection: Connection, row: Row[Any], table: Table) -> Catalog:
    """A catalog as it is now, whose table is read when somebody first asks for its parts."""
    updated = datetime.fromtimestamp(row.updated, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    numbers = connection.execute(select(FAMILIES).where(FAMILIES.c.catalog_id == row.id)).all()
    part_ids = {family.category: _PART_ID.format(family.number) for family in numbers}
    files = _files(connection, row.id)

    def make() -> Contents:
        return contents(row.id, row.title, table(), files, part_ids)

    return Catalog(row.id, row.title, updated, make, SUPPLIER, manufacturer=row.title, published=updated)


def _told(known: Catalog, updated: float, *, own: bool) -> OwnCatalog:
    parts = [part for family in known.contents.families for part in family.configurations]
    with_cad = sum(part.step is not None for part in parts)
    return OwnCatalog(known.classification_id, known.title, len(parts), with_cad, updated, own)


def _keep(connection: Connection, values: Mapping[str, Any], caller: Caller) -> None:
    """Write the row of a catalog, or a new one in its place."""
    if connection.execute(_LISTED.where(CATALOGS.c.id == values["id"])).one_or_none() is None:
        _check_count(connection, caller)
        connection.execute(CATALOGS.insert().values(owner=caller.account, **values))
    else:
        _owned(connection, values["id"], caller)
        connection.execute(CATALOGS.update().where(CATALOGS.c.id == values["id"]).values(**values))


def _listed(connection: Connection, catalog_id: str) -> Row[Any]:
    row = connection.execute(_LISTED.where(CATALOGS.c.id == catalog_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no own catalog {catalog_id[:60]!r}", status=404)
    return row


def _owned(connection: Connection, catalog_id: str, caller: Caller) -> None:
    if _listed(connection, catalog_id).owner != caller.account and not caller.administrator:
        raise AuthError(f"the catalog {catalog_id} belongs to another account", status=403)


def _forget_files(connection: Connection, catalog_id: str, named: Sequence[str]) -> None:
    for name in _files(connection, catalog_id).keys() - set(named):
        connection.execute(FILES.delete().where(_is_file(catalog_id, name)))


def _check_count(connection: Connection, caller: Caller) -> None:
    query = select(func.count()).select_from(CATALOGS).where(CATALOGS.c.owner == caller.account)
    if connection.scalars(query).one() >= MAX_CATALOGS:
        raise RequestError("the account has too many catalogs", parameter="id", allowed=f"at most {MAX_CATALOGS}")


def _check_room(connection: Connection, catalog_id: str, name: str) -> None:
    """Whether there is room for the file beside the others of its catalog."""
    others = (FILES.c.catalog_id == catalog_id) & (FILES.c.name != name)
    query = select(func.count(), func.coalesce(func.sum(FILES.c.size), 0)).where(others)
    count, together = connection.execute(query).one()
    if count >= MAX_FILES or together >= MAX_ALL_FILES_BYTES:
        allowed = f"at most {MAX_FILES:,} files, together {MAX_ALL_FILES_BYTES >> 30} GiB"
        raise RequestError("the catalog has too many files", parameter="name", allowed=allowed)


def _add_families(connection: Connection, catalog_id: str, categories: Sequence[str]) -> None:
    """Give each category that is new a number for its part id."""
    query = select(FAMILIES.c.category).where(FAMILIES.c.catalog_id == catalog_id)
    known = set(connection.scalars(query))
    new = [{"catalog_id": catalog_id, "category": name} for name in categories if name not in known]
    if new:
        connection.execute(FAMILIES.insert(), new)


def _files(connection: Connection, catalog_id: str) -> dict[str, StepFile]:
    rows = connection.execute(select(FILES).where(FILES.c.catalog_id == catalog_id))
    return {row.name: StepFile(row.digest, row.volume) for row in rows}


def _is_file(catalog_id: str, name: str) -> ColumnElement[bool]:
    return and_(FILES.c.catalog_id == catalog_id, FILES.c.name == name)
