"""Gears, pulleys, sprockets, couplings and motors: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.transmission import (
    beam_coupling,
    gear_rack,
    jaw_coupling,
    sprocket,
    spur_gear,
    stepper_motor,
    timing_pulley,
)
from cadwidgets.service.catalog.transmission.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "spur_gear": spur_gear.disc,
    "spur_gear_with_hub": spur_gear.with_hub,
    "gear_rack": gear_rack.family,
    **timing_pulley.families(),
    "sprocket_plate": sprocket.plate,
    "sprocket": sprocket.with_hub,
    "jaw_coupling": jaw_coupling.family,
    "beam_coupling": beam_coupling.family,
    "stepper_motor": stepper_motor.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.40", "Power transmission"),
    Category("CW.40.010", "Gears"),
    Category("CW.40.020", "Timing belt pulleys"),
    Category("CW.40.030", "Chain sprockets"),
    Category("CW.40.040", "Couplings"),
    Category("CW.40.070", "Stepper motors"),
)
WORDS = ROWS
