"""The builders of bearings."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.bearings import (
    angular_contact_bearing,
    bearing_housing,
    cylindrical_roller_bearing,
    deep_groove_bearing,
    insert_bearing,
    linear_bearing,
    shaft,
    tapered_roller_bearing,
    thrust_ball_bearing,
)
from cadwidgets.service.builds.families.builder import Builder

BUILDERS: Mapping[str, Builder] = {
    "deep_groove_bearing": deep_groove_bearing.build,
    "flanged_bearing": deep_groove_bearing.flanged,
    "angular_contact_bearing": angular_contact_bearing.build,
    "thrust_ball_bearing": thrust_ball_bearing.build,
    "cylindrical_roller_bearing": cylindrical_roller_bearing.build,
    "tapered_roller_bearing": tapered_roller_bearing.build,
    "insert_bearing": insert_bearing.build,
    "pillow_block_housing": bearing_housing.pillow_block,
    "square_flange_housing": bearing_housing.square_flange,
    "oval_flange_housing": bearing_housing.oval_flange,
    "linear_bearing": linear_bearing.sleeve,
    "round_flanged_linear_bearing": linear_bearing.round_flange,
    "square_flanged_linear_bearing": linear_bearing.square_flange,
    "iso3547": shaft.bush,
    "precision_shaft": shaft.shaft,
    "din705": shaft.collar,
    "shaft_support": shaft.support,
}
