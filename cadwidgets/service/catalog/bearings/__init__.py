"""Rolling bearings, linear bearings, shafts and bearing units: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.bearings import deep_groove_bearing
from cadwidgets.service.catalog.bearings.words import ROWS
from cadwidgets.service.catalog.model import Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "deep_groove_bearing": deep_groove_bearing.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.20", "Bearings"),
    Category("CW.20.010", "Ball bearings"),
)
WORDS = ROWS
