"""Screws: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.screws import iso4762
from cadwidgets.service.catalog.screws.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    screws.id: screws.family for screws in (iso4762.SCREWS,)
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.10", "Fasteners"),
    Category("CW.10.010", "Screws"),
)
WORDS = ROWS
