"""The geometry of the catalog's parts, one module a kind of part. Runs inside a worker."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

import cadquery as cq

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import (
    assemblies,
    bearings,
    examples,
    hardware,
    nuts_and_washers,
    pins_keys_rings,
    profiles,
    screws,
    seals,
    transmission,
)

_GROUPS = (
    screws,
    nuts_and_washers,
    pins_keys_rings,
    assemblies,
    bearings,
    seals,
    transmission,
    profiles,
    hardware,
    examples,
)
_BUILDERS = ChainMap(*(dict(group.BUILDERS) for group in _GROUPS))

MESH_ANGLES: Mapping[str, float] = {"compression_spring": 0.25}
"""Largest angle (rad) between triangles of a family's parts, where none is told: finer, a coil would take seconds."""


def build_part(
    family_id: str, part_number: str, options: Mapping[str, str] | None = None
) -> cq.Workplane | cq.Assembly:
    """The solid (or the compound of solids) of a catalog part, or the assembly of its components, in millimetres.

    ``options`` choose how it is shown, such as ``{"thread": "real"}``. Raises NotFound for a family, part number or
    option that the catalog does not have, Failure for a part that cannot be built.
    """
    family = catalog.family(family_id)
    configuration = family.shown(family.configuration(part_number), options or {})
    return _BUILDERS[family_id](configuration)
