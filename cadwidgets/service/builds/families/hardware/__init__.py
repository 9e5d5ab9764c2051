"""The builders of hardware."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.hardware import bow_handle, compression_spring, standoff, turned

BUILDERS: Mapping[str, Builder] = {
    "compression_spring": compression_spring.build,
    "disc_spring": turned.disc_spring,
    "ball_knob": turned.ball_knob,
    "bow_handle": bow_handle.build,
    "standoff_male_female": standoff.male_female,
    "standoff_female_female": standoff.female_female,
    "round_spacer": turned.round_spacer,
}
