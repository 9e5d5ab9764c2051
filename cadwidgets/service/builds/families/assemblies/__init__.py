"""The builders of assemblies."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.assemblies import bearing_unit, screw_with_washer
from cadwidgets.service.builds.families.builder import Builder

BUILDERS: Mapping[str, Builder] = {
    "screw_with_washer": screw_with_washer.build,
    "pillow_block_unit": bearing_unit.pillow_block,
    "square_flange_unit": bearing_unit.square_flange,
    "oval_flange_unit": bearing_unit.oval_flange,
}
