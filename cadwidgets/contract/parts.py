"""Catalog parts: how one is named, what a catalog tells of it, and what a download brings.

The names follow TraceParts (developers.traceparts.com): a part family has a part id (the gateway's
``partFamilyCode``), a configuration of it has a selection path; a catalog has a classification id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cadwidgets.contract.bom_text import BomField
from cadwidgets.errors import RequestError


@dataclass(frozen=True)
class PartRef:
    """The name of one part: exactly one pair, (classification id, part number) or (part id, selection path).

    A selection path is opaque: it is sent back as it came. Without one a part id means the family's default
    configuration, which the gateway knows and the classic services do not (`has_path`). Raises RequestError for half
    a pair, for members of both pairs, and for none.
    """

    classification_id: str = ""
    part_number: str = ""
    part_id: str = ""
    selection_path: str = ""

    def __post_init__(self) -> None:
        by_number = (bool(self.classification_id), bool(self.part_number))
        by_path = (bool(self.part_id), bool(self.selection_path))
        if (any(by_number) and any(by_path)) or not (all(by_number) or by_path[0]):
            raise RequestError(
                "a part is named by exactly one complete pair",
                parameter="PartNumber",
                allowed="ClassificationID with PartNumber, or PartID with SelectionPath",
            )

    @property
    def has_path(self) -> bool:
        """Whether the pair is a part id with its selection path."""
        return bool(self.selection_path)

    @property
    def name(self) -> str:
        """What people call it: its part number, else its part id."""
        return self.part_number or self.part_id


@dataclass(frozen=True)
class CadFormat:
    """A CAD format that a catalog delivers: choose it by label, the number belongs to one service and one key."""

    id: int
    label: str


@dataclass(frozen=True)
class CatalogInfo:
    """A catalog, by its classification id. ``updated`` is the service's own text of when it last changed."""

    classification_id: str
    title: str
    picture_url: str = ""
    updated: str = ""


@dataclass(frozen=True)
class Category:
    """A category of a catalog. ``path`` names it and its parents; ``level`` counts from 1 at the catalog's root."""

    path: str
    title: str
    classification_id: str
    level: int = 1
    picture_url: str = ""


@dataclass(frozen=True)
class Product:
    """A part family in a listing."""

    part_id: str
    title: str
    picture_url: str = ""
    updated: str = ""


@dataclass(frozen=True)
class Configuration:
    """One part number of a family, and its names. ``cad_available`` is None where the service does not say."""

    part_number: str
    part: PartRef
    cad_available: bool | None = None


@dataclass(frozen=True)
class ConfiguratorParameter:
    """A parameter of a part family: what it is set to, and to what it can be set (internal value, label).

    ``kind`` is boolean, integer, real or text. An ``editable`` one takes any value of its kind.
    """

    symbol: str
    label: str
    kind: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    editable: bool = False


@dataclass(frozen=True)
class ConfiguredPart:
    """A family's configuration as a configurator shows it. ``errors`` are the configurator's own words."""

    part: PartRef
    title: str = ""
    description: str = ""
    part_number: str = ""
    picture_url: str = ""
    parameters: tuple[ConfiguratorParameter, ...] = ()
    bom: tuple[BomField, ...] = ()
    formats: tuple[CadFormat, ...] = ()
    errors: tuple[str, ...] = ()


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
    """A downloaded part: the CAD files by name, the BOM text if there is one, and the untouched archive.

    ``bom_name`` is the text's name in the archive; ``paths`` are the files that were saved.
    """

    files: Mapping[str, bytes] = field(repr=False)
    bom_text: bytes = field(default=b"", repr=False)
    archive: bytes = field(default=b"", repr=False)
    bom_name: str = ""
    paths: tuple[Path, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The CAD files' names, as in the archive."""
        return tuple(self.files)
