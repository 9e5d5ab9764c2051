"""The builders of nuts and washers."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.nuts_and_washers import plain_washer

BUILDERS: Mapping[str, Builder] = {
    "iso7089": plain_washer.build,
}
