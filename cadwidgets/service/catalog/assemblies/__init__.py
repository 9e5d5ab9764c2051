"""Parts that are put together from parts of other families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.assemblies import bearing_unit, screw_with_washer
from cadwidgets.service.catalog.assemblies.words import ROWS
from cadwidgets.service.catalog.model import Category, Family

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "screw_with_washer": screw_with_washer.family,
    "pillow_block_unit": bearing_unit.pillow_blocks,
    "square_flange_unit": bearing_unit.square_flanges,
    "oval_flange_unit": bearing_unit.oval_flanges,
}
CATEGORIES: tuple[Category, ...] = (Category("CW.10.030", "Screws with washers"),)
WORDS = ROWS
