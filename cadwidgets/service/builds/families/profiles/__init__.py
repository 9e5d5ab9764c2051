"""The builders of profiles."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.profiles import sections, t_slot, tubes_and_bars

BUILDERS: Mapping[str, Builder] = {
    "t_slot_profile": t_slot.build,
    "v_slot_profile": t_slot.build,
    "chs_hot": tubes_and_bars.round_tube,
    "chs_cold": tubes_and_bars.round_tube,
    "shs_hot": tubes_and_bars.square_tube,
    "shs_cold": tubes_and_bars.square_tube,
    "rhs_hot": tubes_and_bars.rectangular_tube,
    "rhs_cold": tubes_and_bars.rectangular_tube,
    "ipe": sections.beam,
    "hea": sections.beam,
    "heb": sections.beam,
    "hem": sections.beam,
    "ipn": sections.tapered_beam,
    "upe": sections.parallel_channel,
    "upn": sections.tapered_channel,
    "angle_equal": sections.equal_angle,
    "angle_unequal": sections.unequal_angle,
    "round_bar": tubes_and_bars.round_bar,
    "square_bar": tubes_and_bars.square_bar,
    "flat_bar": tubes_and_bars.flat_bar,
    "hexagon_bar": tubes_and_bars.hexagon_bar,
}
