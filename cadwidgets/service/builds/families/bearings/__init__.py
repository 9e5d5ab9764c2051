"""The builders of bearings."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.bearings import deep_groove_bearing
from cadwidgets.service.builds.families.builder import Builder

BUILDERS: Mapping[str, Builder] = {
    "deep_groove_bearing": deep_groove_bearing.build,
}
