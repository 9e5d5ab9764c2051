"""Catalog parts: what a picker shows, and what a download brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CadFormat:
    """A CAD format that a catalog delivers: choose it by label, the number belongs to one service and one key."""

    id: int
    label: str


@dataclass(frozen=True)
class PartFamily:
    """A family of a catalog, such as ISO 4762, with its part numbers in catalog order."""

    id: str
    classification_id: str
    title: str
    part_numbers: tuple[str, ...]
    description: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PartFamily:
        """The family that the catalog's listing describes. Raises KeyError for anything else."""
        return cls(
            data["id"],
            data["classification_id"],
            data["title"],
            tuple(data["part_numbers"]),
            data.get("description", ""),
        )


@dataclass(frozen=True)
class PartFiles:
    """A downloaded part: the CAD files by name, the BOM text if there is one, and the untouched archive."""

    files: Mapping[str, bytes] = field(repr=False)
    bom_text: bytes = field(default=b"", repr=False)
    archive: bytes = field(default=b"", repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The CAD files' names, as in the archive."""
        return tuple(self.files)
