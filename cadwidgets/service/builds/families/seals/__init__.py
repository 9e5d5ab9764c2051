"""The builders of seals."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.seals import o_ring

BUILDERS: Mapping[str, Builder] = {
    "as568": o_ring.build,
    "metric_o_rings": o_ring.build,
}
