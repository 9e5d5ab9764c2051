"""All that a cadwidgets service tells of one part: technical data with the source and basis of every value, formats,
and what can be configured.

Our own addition: TraceParts tells values without their sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.parts import CadFormat, ConfiguratorParameter, PartRef

CHOSEN = "chosen"
"""The basis of a value that a catalog chose itself, such as a length to cut to or a number of teeth."""
CALCULATED = "calculated"
"""The basis of a value that follows from others of its part, by the formula that its source names."""
NOT_READ = (CHOSEN, CALCULATED)
"""What was read in no document needs none to confirm it."""


@dataclass(frozen=True)
class SourcedValue:
    """One dimension: ``basis`` is nominal, minimum, maximum, reference, chosen or calculated; ``source`` the document
    that defines it, ``agreeing`` those independent ones that state the same; ``verified`` if there are two of these."""

    symbol: str
    label: str
    value: float
    unit: str
    basis: str
    source: str
    agreeing: tuple[str, ...]
    verified: bool

    @property
    def standing(self) -> str:
        """The basis, and that the value is unverified where a second document could confirm it and none does."""
        return self.basis if self.verified or self.basis in NOT_READ else f"{self.basis}, unverified"


@dataclass(frozen=True)
class PartDetails:
    """One part. ``properties`` are texts by their label; ``mass`` in grams, None where no geometry tells it.

    ``bom`` are all attributes as the BOM text has them. ``parameters`` are what the part was chosen by and how it can
    be shown; the choices of each depend on those before it. ``messages`` say what of a change was not possible.
    ``options`` are how it is shown beside what its part number says, such as ``{"thread": "real"}``.
    """

    part_number: str
    title: str
    description: str
    standard: str
    material: str
    classification_id: str
    part_id: str
    selection_path: str
    dimensions: tuple[SourcedValue, ...]
    properties: Mapping[str, str]
    formats: tuple[CadFormat, ...]
    mass: float | None = None
    picture_url: str = ""
    bom: tuple[BomField, ...] = ()
    parameters: tuple[ConfiguratorParameter, ...] = ()
    messages: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> PartRef:
        """The part by its family and selection path."""
        return PartRef(part_id=self.part_id, selection_path=self.selection_path)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PartDetails:
        """The part that the service answered. Raises KeyError, TypeError or ValueError for anything else."""
        dimensions = (SourcedValue(**{**row, "agreeing": tuple(row["agreeing"])}) for row in data["dimensions"])
        formats = (CadFormat(int(row["id"]), str(row["label"])) for row in data["formats"])
        lists = {
            "dimensions": tuple(dimensions),
            "formats": tuple(formats),
            "bom": tuple(BomField(**row) for row in data.get("bom", ())),
            "parameters": tuple(map(_parameter, data.get("parameters", ()))),
            "messages": tuple(map(str, data.get("messages", ()))),
        }
        return cls(**{**data, **lists})


def _parameter(row: Mapping[str, Any]) -> ConfiguratorParameter:
    choices = tuple((str(value), str(label)) for value, label in row["choices"])
    return ConfiguratorParameter(**{**row, "choices": choices})
