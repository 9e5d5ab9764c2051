"""Parts to try a program with, which are no standard parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.examples import failing
from cadwidgets.service.catalog.examples.words import ROWS
from cadwidgets.service.catalog.model import EXAMPLES_ID, Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "failing": failing.family,
}
CATEGORIES: tuple[Category, ...] = (Category("CX.10", "Jobs that fail", EXAMPLES_ID),)
WORDS = ROWS
