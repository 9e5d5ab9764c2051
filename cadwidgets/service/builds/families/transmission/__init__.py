"""The builders of transmission."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.transmission import (
    beam_coupling,
    gear_rack,
    jaw_coupling,
    sprocket,
    spur_gear,
    stepper_motor,
    timing_pulley,
)
from cadwidgets.service.catalog.transmission.belts import BELTS

BUILDERS: Mapping[str, Builder] = {
    "spur_gear": spur_gear.build,
    "spur_gear_with_hub": spur_gear.build_with_hub,
    "gear_rack": gear_rack.build,
    **{family_id: timing_pulley.builder(belt) for family_id, belt in BELTS.items()},
    "sprocket_plate": sprocket.build_plate,
    "sprocket": sprocket.build,
    "jaw_coupling": jaw_coupling.build,
    "beam_coupling": beam_coupling.build,
    "stepper_motor": stepper_motor.build,
}
