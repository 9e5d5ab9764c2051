"""What a catalog tells when it is asked whether it has a part number, what is new in it, and who stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadwidgets.contract.parts import PartRef


@dataclass(frozen=True)
class FoundPart:
    """A part number that a catalog has, with both of its names. ``version`` is the service's own text."""

    part_number: str
    classification_id: str = ""
    part_id: str = ""
    selection_path: str = ""
    version: str = ""

    @property
    def part(self) -> PartRef:
        """The part by its selection path, else by its number: a part id alone is the family's default configuration."""
        if self.part_id and self.selection_path:
            return PartRef(part_id=self.part_id, selection_path=self.selection_path)
        return PartRef(self.classification_id, self.part_number)


@dataclass(frozen=True)
class CatalogState:
    """That a catalog is there, under which classification id, and the service's own text of when it last changed."""

    classification_id: str
    updated: str = ""


@dataclass(frozen=True)
class SupplierContact:
    """Who supplies a catalog. ``details`` are all texts of the answer by the service's own names for them."""

    name: str = ""
    emails: tuple[str, ...] = ()
    web_sites: tuple[str, ...] = ()
    address: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
