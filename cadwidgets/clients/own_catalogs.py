"""The client of own catalogs: a table and its STEP files go to a service of this project, and become parts there."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from cadwidgets.clients._http import Patience, ServiceClient
from cadwidgets.clients._refusals import json_of, unreadable
from cadwidgets.clients._retry import OURS
from cadwidgets.contract.own_catalogs import (
    FILE,
    MAX_FILE_BYTES,
    FileProblem,
    Imported,
    KeptRows,
    OwnCatalog,
    OwnParts,
)
from cadwidgets.errors import RequestError, ScriptError

_CALL_SECONDS = 180.0
_FOLDER = "catalog/own"

Told = Callable[[str, int, int], None]
"""Called before each STEP file with its name, how many are done, and how many there are."""


def tell_nobody(name: str, done: int, total: int) -> None:
    """Progress for nobody."""


class OwnCatalogsClient(ServiceClient):
    """The own catalogs of one service. All calls raise AuthError, NotFound, RequestError, or SourceError and its
    kinds."""

    def import_parts(
        self, catalog_id: str, parts: OwnParts, *, told: Told = tell_nobody, cancel: threading.Event | None = None
    ) -> Imported:
        """Make the catalog, or replace its rows, and send the STEP files that are not there yet.

        What is no part and what is no STEP file is told, and all else is imported.
        """
        kept = self.put(catalog_id, parts.title, parts.rows, cancel=cancel)
        wanted = {name: digest for name, digest in kept.files.items() if name in parts.files}
        problems = list(parts.file_problems)
        for done, (name, digest) in enumerate(wanted.items()):
            told(name, done, len(wanted))
            if problem := self._send(catalog_id, name, parts.files[name], digest, cancel):
                problems.append(FileProblem(name, problem))
        rows = parts.rows
        if parts.of_files:
            rows = tuple(row for row in rows if row[FILE] not in {problem.name for problem in problems})
        kept = self.put(catalog_id, parts.title, rows, cancel=cancel)  # tells also how many files there are by now
        broken = tuple(replace(known, row=parts.lines[known.row - 1]) for known in kept.problems)
        return Imported(kept.catalog, (*parts.row_problems, *broken), tuple(problems))

    def put(
        self,
        catalog_id: str,
        title: str,
        rows: Sequence[Mapping[str, str]],
        *,
        cancel: threading.Event | None = None,
    ) -> KeptRows:
        """Make a catalog of rows (texts by column), or replace those that it has."""
        table = {"title": title, "rows": [dict(row) for row in rows]}
        answer = self._http.call("PUT", _path(catalog_id), json=table, patience=_patience(cancel))
        with unreadable(answer, "what came of the table"):
            return KeptRows.from_json(json_of(answer))

    def put_file(self, catalog_id: str, name: str, data: bytes, *, cancel: threading.Event | None = None) -> None:
        """Give the catalog a STEP file. Raises also ScriptError for one that cannot be measured."""
        path = f"{_path(catalog_id)}/files/{quote(name, safe='')}"
        json_of(self._http.call("PUT", path, content=data, patience=_patience(cancel)))

    def list(self) -> tuple[OwnCatalog, ...]:
        """All own catalogs of the service."""
        answer = self._http.call("GET", _FOLDER, patience=_patience())
        with unreadable(answer, "the list of own catalogs"):
            return tuple(OwnCatalog.from_json(entry) for entry in json_of(answer)["catalogs"])

    def remove(self, catalog_id: str) -> None:
        """Delete a catalog with its files. Only the account that made it and administrators may."""
        json_of(self._http.call("DELETE", _path(catalog_id), patience=_patience()))

    def _send(self, catalog_id: str, name: str, path: Path, digest: str, cancel: threading.Event | None) -> str:
        """Send a file unless it is there already; why it was not taken, or an empty text."""
        try:
            if path.stat().st_size > MAX_FILE_BYTES:  # looked at before it is read
                return f"the file is longer than {MAX_FILE_BYTES >> 20} MiB"
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != digest:
                self.put_file(catalog_id, name, data, cancel=cancel)
        except OSError as error:
            return f"the file cannot be read: {error.strerror or error}"
        except (RequestError, ScriptError) as error:
            return str(error)
        return ""


def _path(catalog_id: str) -> str:
    return f"{_FOLDER}/{quote(catalog_id, safe='')}"


def _patience(cancel: threading.Event | None = None) -> Patience:
    return Patience(_CALL_SECONDS, cancel, OURS)
