"""Rolling bearings, linear bearings, shafts and bearing units: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.bearings import (
    angular_contact_bearing,
    bearing_housing,
    cylindrical_roller_bearing,
    deep_groove_bearing,
    flanged_bearing,
    insert_bearing,
    linear_bearing,
    plain_bush,
    precision_shaft,
    shaft_collar,
    shaft_support,
    tapered_roller_bearing,
    thrust_ball_bearing,
)
from cadwidgets.service.catalog.bearings.words import ROWS
from cadwidgets.service.catalog.model import Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "deep_groove_bearing": deep_groove_bearing.family,
    "flanged_bearing": flanged_bearing.family,
    "angular_contact_bearing": angular_contact_bearing.family,
    "thrust_ball_bearing": thrust_ball_bearing.family,
    "cylindrical_roller_bearing": cylindrical_roller_bearing.family,
    "tapered_roller_bearing": tapered_roller_bearing.family,
    "insert_bearing": insert_bearing.family,
    "pillow_block_housing": bearing_housing.pillow_blocks,
    "square_flange_housing": bearing_housing.square_flanges,
    "oval_flange_housing": bearing_housing.oval_flanges,
    "linear_bearing": linear_bearing.sleeves,
    "round_flanged_linear_bearing": linear_bearing.round_flanges,
    "square_flanged_linear_bearing": linear_bearing.square_flanges,
    "iso3547": plain_bush.family,
    "precision_shaft": precision_shaft.family,
    "din705": shaft_collar.family,
    "shaft_support": shaft_support.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.20", "Bearings"),
    Category("CW.20.010", "Ball bearings"),
    Category("CW.20.020", "Linear bearings"),
    Category("CW.20.030", "Bearing units"),
    Category("CW.20.040", "Roller bearings"),
    Category("CW.20.050", "Plain bearings"),
    Category("CW.40.060", "Shafts and collars"),
)
WORDS = ROWS
