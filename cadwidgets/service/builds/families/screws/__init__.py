"""The builders of screws."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.screws import socket_head_screw

BUILDERS: Mapping[str, Builder] = {
    "iso4762": socket_head_screw.build,
}
