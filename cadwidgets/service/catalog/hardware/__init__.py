"""Springs, knobs, handles and standoffs: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.hardware.words import ROWS
from cadwidgets.service.catalog.model import Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {}
CATEGORIES: tuple[Category, ...] = ()
WORDS = ROWS
