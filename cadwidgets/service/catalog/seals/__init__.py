"""Seals: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.seals.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {}
CATEGORIES: tuple[Category, ...] = ()
WORDS = ROWS
