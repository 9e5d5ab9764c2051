"""The builders of screws."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.screws import (
    button_head_screw,
    countersunk_screw,
    hexagon_head_screw,
    set_screw,
    shoulder_screw,
    slotted_screw,
    socket_head_screw,
)

BUILDERS: Mapping[str, Builder] = {
    "iso4762": socket_head_screw.build,
    "din7984": socket_head_screw.build,
    "iso4014": hexagon_head_screw.build,
    "iso4017": hexagon_head_screw.build,
    "iso10642": countersunk_screw.with_socket,
    "iso7380_1": button_head_screw.build,
    "iso4026": set_screw.flat_point,
    "iso4027": set_screw.cone_point,
    "iso4028": set_screw.dog_point,
    "iso4029": set_screw.cup_point,
    "iso1207": slotted_screw.cheese_head,
    "iso1580": slotted_screw.pan_head,
    "iso2009": countersunk_screw.with_slot,
    "iso7379": shoulder_screw.build,
}
