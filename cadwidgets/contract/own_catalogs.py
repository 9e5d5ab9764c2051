"""Own catalogs: what a service of this project takes in of somebody's own parts, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadwidgets.errors import RequestError

MAX_ROWS = 20_000
"""So many parts may one catalog have."""
MAX_COLUMNS = 100
MAX_TEXT = 500
"""Characters of a cell, of a column's name, and of the title."""
MAX_PART_NUMBER = 100
"""Characters of a part number."""
MAX_FILES = 5_000
"""So many STEP files may one catalog have."""
MAX_FILE_BYTES = 32 << 20
"""One of them may be this long."""
MAX_ALL_FILES_BYTES = 2 << 30
"""All of them together may be about this long."""
MAX_TABLE_BYTES = 32 << 20
"""All rows together, as JSON."""

PART_NUMBER = "part_number"
FILE = "file"
_ID = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_OURS = "CADWIDGETS"
_MAX_NAME = 120


def column_key(column: str) -> str:
    """How a column is recognised: ``Part Number`` and ``part-number`` are ``part_number``."""
    return "_".join(re.split(r"[\s_-]+", column.strip().casefold()))


def check_id(catalog_id: str) -> str:
    """``catalog_id`` if a catalog may be called that. Raises RequestError."""
    if not _ID.fullmatch(catalog_id) or catalog_id.upper().startswith(_OURS):
        raise RequestError(
            f"no catalog can have the id {catalog_id[:80]!r}",
            parameter="id",
            value=catalog_id[:80],
            allowed=f"at most 60 letters, digits, hyphens and underscores; none that begins with {_OURS}",
        )
    return catalog_id


def check_file_name(name: str) -> str:
    """``name`` if a STEP file of a catalog may be called that: it is no path. Raises RequestError."""
    if not name.isprintable() or not 0 < len(name) <= _MAX_NAME or name.startswith(".") or set(name) & set("/\\"):
        raise RequestError(
            f"the file name {name[:80]!r} cannot be used",
            parameter=FILE,
            value=name[:80],
            allowed=f"a plain file name of at most {_MAX_NAME} characters, without a folder",
        )
    return name


@dataclass(frozen=True)
class RowProblem:
    """Why a row is no part of the catalog. ``row`` counts from 1."""

    row: int
    part_number: str
    problem: str


@dataclass(frozen=True)
class FileProblem:
    """Why a STEP file was not taken: its part is listed without CAD."""

    name: str
    problem: str


@dataclass(frozen=True)
class OwnParts:
    """A table that was read from a file, a folder or a DataFrame, to become a catalog.

    ``lines`` says where in the file each of the ``rows`` stood. ``files`` has the paths of the STEP files by the names
    under which the rows know them. ``of_files``: the rows were made from the files, and are nothing without them.
    """

    title: str
    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...]
    files: Mapping[str, Path]
    row_problems: tuple[RowProblem, ...] = ()
    file_problems: tuple[FileProblem, ...] = ()
    of_files: bool = False


@dataclass(frozen=True)
class OwnCatalog:
    """An own catalog as a list shows it: ``parts`` it has, of which ``files`` name a STEP file that is there.

    ``own`` says whether it belongs to the account that asked; ``updated`` is in Unix seconds.
    """

    id: str
    title: str
    parts: int
    files: int
    updated: float
    own: bool

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OwnCatalog:
        """The catalog that an entry of a listing describes. Raises KeyError, TypeError or ValueError for another."""
        return cls(
            str(data["id"]),
            str(data["title"]),
            int(data["parts"]),
            int(data["files"]),
            float(data["updated"]),
            bool(data["own"]),
        )


@dataclass(frozen=True)
class KeptRows:
    """What came of a table: the rows that are no parts, and the STEP files that the others name.

    ``files`` has the SHA-256 in hexadecimal of each that is there, an empty text for each that is missing.
    """

    catalog: OwnCatalog
    problems: tuple[RowProblem, ...]
    files: Mapping[str, str]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> KeptRows:
        """What the service answers. Raises KeyError, TypeError or ValueError for anything else."""
        problems = (
            RowProblem(int(one["row"]), str(one["part_number"]), str(one["problem"])) for one in data["problems"]
        )
        return cls(
            OwnCatalog.from_json(data["catalog"]),
            tuple(problems),
            {str(name): str(digest) for name, digest in data["files"].items()},
        )


@dataclass(frozen=True)
class Imported:
    """What came of an import: the catalog, the rows that are no parts (by their lines), and the files not taken."""

    catalog: OwnCatalog
    row_problems: tuple[RowProblem, ...]
    file_problems: tuple[FileProblem, ...]
