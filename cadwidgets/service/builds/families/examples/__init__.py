"""The builders of examples."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.examples import failing

BUILDERS: Mapping[str, Builder] = {
    "failing": failing.build,
}
