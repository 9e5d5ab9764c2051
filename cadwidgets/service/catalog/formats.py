"""The CAD formats in which the catalog delivers its parts. The ids are this service's own."""

from __future__ import annotations

from dataclasses import dataclass

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.model import Configuration, Family


@dataclass(frozen=True)
class PartFormat:
    """A format as callers see it (``id``, ``label``), and the build type that makes it with its options."""

    id: int
    label: str
    type: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def suffix(self) -> str:
        """The ending of its files, as in ``.step``."""
        return SUFFIXES[self.type]


FORMATS = (
    PartFormat(901, "STEP AP214", "STEP"),
    PartFormat(902, "STL", "STL"),
    PartFormat(903, "AMF", "AMF"),
    PartFormat(904, "STEP AP203", "STEP", (("schema", "AP203"),)),
    PartFormat(905, "STEP AP242", "STEP", (("schema", "AP242"),)),
    PartFormat(906, "GLB", "GLB"),
    PartFormat(907, "3MF", "3MF"),
    PartFormat(908, "BREP", "BREP"),
    PartFormat(909, "VRML", "VRML"),
    PartFormat(910, "DXF 2D front", "DXF", (("view", "front"),)),
    PartFormat(911, "DXF 2D top", "DXF", (("view", "top"),)),
    PartFormat(912, "DXF 2D left", "DXF", (("view", "left"),)),
    PartFormat(913, "SVG 2D front", "SVG", (("view", "front"),)),
    PartFormat(914, "SVG 2D top", "SVG", (("view", "top"),)),
    PartFormat(915, "SVG isometric", "SVG", (("view", "iso"),)),
)


def formats_of(family: Family, configuration: Configuration) -> tuple[PartFormat, ...]:
    """The formats in which a part can be had: all, or none where there is no CAD of it."""
    return FORMATS if family.has_cad(configuration) else ()


def format_by_id(format_id: int) -> PartFormat:
    """The format of that id. Raises NotFound."""
    for known in FORMATS:
        if known.id == format_id:
            return known
    raise NotFound(f"there is no CAD format {format_id}")
