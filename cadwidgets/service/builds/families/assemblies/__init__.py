"""The builders of assemblies."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.assemblies import screw_with_washer
from cadwidgets.service.builds.families.builder import Builder

BUILDERS: Mapping[str, Builder] = {
    "screw_with_washer": screw_with_washer.build,
}
