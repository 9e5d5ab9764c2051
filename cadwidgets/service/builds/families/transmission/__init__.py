"""The builders of transmission."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.transmission import spur_gear

BUILDERS: Mapping[str, Builder] = {
    "spur_gear": spur_gear.build,
    "spur_gear_with_hub": spur_gear.build_with_hub,
}
