"""The builders of screws."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.screws import (
    button_head_screw,
    countersunk_screw,
    hexagon_head_screw,
    socket_head_screw,
)

BUILDERS: Mapping[str, Builder] = {
    "iso4762": socket_head_screw.build,
    "iso4014": hexagon_head_screw.build,
    "iso4017": hexagon_head_screw.build,
    "iso10642": countersunk_screw.with_socket,
    "iso7380_1": button_head_screw.build,
}
