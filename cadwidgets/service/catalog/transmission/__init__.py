"""Gears, pulleys, sprockets, couplings and motors: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.transmission import spur_gear
from cadwidgets.service.catalog.transmission.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "spur_gear": spur_gear.disc,
    "spur_gear_with_hub": spur_gear.with_hub,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.40", "Power transmission"),
    Category("CW.40.010", "Gears"),
)
WORDS = ROWS
