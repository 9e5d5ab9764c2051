"""Nuts and washers: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.nuts_and_washers import iso7089
from cadwidgets.service.catalog.nuts_and_washers.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "iso7089": iso7089.family,
}
CATEGORIES: tuple[Category, ...] = (Category("CW.10.020", "Washers"),)
WORDS = ROWS
