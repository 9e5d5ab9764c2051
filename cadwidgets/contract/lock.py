"""A lock file: parts as they were picked, each with the digests of its CAD files, so that tomorrow's are the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cadwidgets.contract import _lock_values as read
from cadwidgets.contract.bom import PIECES, BomLine
from cadwidgets.contract.parts import PartRef

MAX_BYTES = read.MAX_BYTES
"""A lock file may be this long."""
VERSION = 1
"""What this version of cadwidgets writes, and all that it reads."""
_REF = ("classification_id", "part_number", "part_id", "selection_path")


@dataclass(frozen=True)
class LockedFile:
    """A CAD file: its name, SHA-256 in hexadecimal, and length in bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def from_json(cls, value: Any, where: str) -> Self:
        """The file that a JSON object describes. Raises RequestError, which names what is wrong and ``where``."""
        row = read.members(value, where, ("name", "sha256", "bytes"))
        name = read.file_name(row["name"], f"{where}.name")
        return cls(name, read.digest(row["sha256"], f"{where}.sha256"), read.size(row["bytes"], f"{where}.bytes"))

    @property
    def row(self) -> Mapping[str, Any]:
        """As JSON has it."""
        return {"name": self.name, "sha256": self.sha256, "bytes": self.size}


@dataclass(frozen=True)
class LockEntry:
    """So many of a part, in one format. ``files`` are all CAD files that it came in, its own first, then those of its
    components; ``format`` is a label, ``source`` the catalog."""

    part_number: str
    part: PartRef
    format: str
    files: tuple[LockedFile, ...]
    title: str = ""
    quantity: float = 1.0
    unit: str = PIECES
    source: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells an entry from others, and puts them in order."""
        return (self.part_number, self.format, *(getattr(self.part, name) for name in _REF), self.unit)

    @classmethod
    def from_json(cls, value: Any, where: str) -> Self:
        """The entry that a JSON object describes. Raises RequestError, which names what is wrong and ``where``."""
        row = read.members(value, where, ("part_number", "part", "format", "files", "quantity"), _TEXTS)
        ref = read.members(row["part"], f"{where}.part", (), _REF)
        names = {name: read.text(given, f"{where}.part.{name}", long=True) for name, given in ref.items()}
        files = read.items(row["files"], f"{where}.files")
        return cls(
            read.text(row["part_number"], f"{where}.part_number"),
            read.named_part(names, f"{where}.part"),
            read.text(row["format"], f"{where}.format"),
            tuple(LockedFile.from_json(file, f"{where}.files[{number}]") for number, file in enumerate(files)),
            quantity=read.quantity(row["quantity"], f"{where}.quantity"),
            **{name: read.text(row[name], f"{where}.{name}") for name in _TEXTS if name in row},
        )

    @property
    def line(self) -> BomLine:
        """The line of a bill of materials that this is."""
        own = self.files[0]
        return BomLine(
            self.part_number,
            self.title,
            self.quantity,
            self.unit,
            source=self.source,
            part=self.part,
            cad_file=own.name,
            sha256=own.sha256,
        )

    @property
    def row(self) -> Mapping[str, Any]:
        """As JSON has it; empty texts are left out."""
        texts = {name: getattr(self, name) for name in _TEXTS if getattr(self, name)}
        part = {name: getattr(self.part, name) for name in _REF if getattr(self.part, name)}
        files = [file.row for file in self.files]
        named = {"part_number": self.part_number, "part": part, "format": self.format, "quantity": float(self.quantity)}
        return named | texts | {"files": files}


_TEXTS = ("title", "unit", "source")


@dataclass(frozen=True)
class LockFile:
    """What is locked, in the order of the part numbers, and the names of the lines that no catalog has."""

    entries: tuple[LockEntry, ...]
    not_locked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "entries", tuple(sorted(self.entries, key=lambda entry: entry.key)))
        object.__setattr__(self, "not_locked", tuple(sorted(self.not_locked)))
        read.check_distinct([entry.key for entry in self.entries], "parts")

    @property
    def text(self) -> str:
        """The file's JSON: equal locks give equal texts. Only ASCII: no mark that turns text round hides in it."""
        body = {
            "cadwidgets_lock": VERSION,
            "parts": [entry.row for entry in self.entries],
            "not_locked": list(self.not_locked),
        }
        return json.dumps(body, indent=2) + "\n"

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The lock that a file holds. Raises RequestError: what is wrong, where it stands, what would be right."""
        row = read.members(read.json_object(data), "lock", ("cadwidgets_lock", "parts"), ("not_locked",))
        read.check_version(row["cadwidgets_lock"], VERSION)
        parts = read.items(row["parts"], "parts")
        names = read.items(row.get("not_locked", []), "not_locked", least=0)
        return cls(
            tuple(LockEntry.from_json(value, f"parts[{number}]") for number, value in enumerate(parts)),
            tuple(read.text(name, f"not_locked[{number}]") for number, name in enumerate(names)),
        )
