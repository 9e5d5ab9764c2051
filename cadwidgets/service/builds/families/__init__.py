"""The geometry of the catalog's parts, one module a family. Runs inside a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cadquery as cq

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import (
    deep_groove_bearing,
    failing,
    plain_washer,
    screw_with_washer,
    socket_head_screw,
)
from cadwidgets.service.catalog import Configuration

_BUILDERS: Mapping[str, Callable[[Configuration], cq.Workplane | cq.Assembly]] = {
    "iso4762": socket_head_screw.build,
    "iso7089": plain_washer.build,
    "screw_with_washer": screw_with_washer.build,
    "deep_groove_bearing": deep_groove_bearing.build,
    "failing": failing.build,
}


def build_part(family_id: str, part_number: str) -> cq.Workplane | cq.Assembly:
    """The solid (or the compound of solids) of a catalog part, or the assembly of its components, in millimetres.

    Raises NotFound for a family or part number that the catalog does not have, Failure for a part that cannot be built.
    """
    configuration = catalog.family(family_id).configuration(part_number)
    return _BUILDERS[family_id](configuration)
