"""Seals: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.seals import as568, metric_o_rings
from cadwidgets.service.catalog.seals.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "as568": as568.family,
    "metric_o_rings": metric_o_rings.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.30", "Seals"),
    Category("CW.30.010", "O-rings"),
)
WORDS = ROWS
