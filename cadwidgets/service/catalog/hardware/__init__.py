"""Springs, knobs, handles and standoffs: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.hardware import (
    ball_knob,
    bow_handle,
    compression_spring,
    disc_spring,
    round_spacer,
    standoffs,
)
from cadwidgets.service.catalog.hardware.words import ROWS
from cadwidgets.service.catalog.model import Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "compression_spring": compression_spring.family,
    "disc_spring": disc_spring.family,
    "ball_knob": ball_knob.family,
    "bow_handle": bow_handle.family,
    "standoff_male_female": standoffs.male_female,
    "standoff_female_female": standoffs.female_female,
    "round_spacer": round_spacer.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.60", "Machine hardware"),
    Category("CW.60.010", "Springs"),
    Category("CW.60.020", "Knobs"),
    Category("CW.60.030", "Handles"),
    Category("CW.60.040", "Standoffs"),
)
WORDS = ROWS
