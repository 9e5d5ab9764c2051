"""Screws: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.screws import (
    din7984,
    iso1207,
    iso1580,
    iso2009,
    iso4014,
    iso4017,
    iso4026,
    iso4027,
    iso4028,
    iso4029,
    iso4762,
    iso7379,
    iso7380,
    iso10642,
)
from cadwidgets.service.catalog.screws.words import ROWS

_TABLES = (
    iso4762.SCREWS,
    din7984.SCREWS,
    iso4014.SCREWS,
    iso4017.SCREWS,
    iso10642.SCREWS,
    iso7380.SCREWS,
    iso4026.SCREWS,
    iso4027.SCREWS,
    iso4028.SCREWS,
    iso4029.SCREWS,
    iso1207.SCREWS,
    iso1580.SCREWS,
    iso2009.SCREWS,
    iso7379.SCREWS,
)

FAMILIES: Mapping[str, Callable[[], Family]] = {screws.id: screws.family for screws in _TABLES}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.10", "Fasteners"),
    Category("CW.10.010", "Screws"),
    Category("CW.10.040", "Set screws"),
)
WORDS = ROWS
