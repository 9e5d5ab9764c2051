"""Pins, keys and retaining rings: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.pins_keys_rings.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {}
CATEGORIES: tuple[Category, ...] = ()
WORDS = ROWS
