"""Woodruff keys after DIN 6888, 1 x 1.4 to 10 x 16 mm.

Up to 4 x 7.5 mm compared value by value with the standard's page of 1956 as public scans show it; the larger sizes rest
on no document at hand. The length is no value of its own: it is the chord 2 √(h (d2 - h)) of the disc, and agrees so
with each length on that page.
"""

from __future__ import annotations

import math

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Table

_SCAN = (Document("DIN 6888:1956, public scan", 1, 4),)
_TABLE = Table(
    "DIN 6888:1956, table 1",
    (
        Column("b", "Key width b", "nominal", _SCAN),
        Column("h", "Key height h", "nominal", _SCAN),
        Column("d2", "Disc diameter d2", "nominal", _SCAN),
        Column("l", "Length l", "reference", _SCAN),
    ),
)

_SIZES = (
    (1, 1.4, 4),
    (1.5, 2.6, 7),
    (2, 2.6, 7),
    (2, 3.7, 10),
    (2.5, 3.7, 10),
    (3, 3.7, 10),
    (3, 5, 13),
    (3, 6.5, 16),
    (4, 5, 13),
    (4, 6.5, 16),
    (4, 7.5, 19),
    (5, 6.5, 16),
    (5, 7.5, 19),
    (5, 9, 22),
    (6, 7.5, 19),
    (6, 9, 22),
    (6, 11, 28),
    (8, 9, 22),
    (8, 11, 28),
    (8, 13, 32),
    (10, 11, 28),
    (10, 13, 32),
    (10, 16, 45),
)
"""Width b, height h, disc diameter d2, in mm."""


def family() -> Family:
    """The family with all its sizes."""
    return Family(
        id="din6888",
        part_id="90-24112026-000322",
        category="CW.40.050",
        title="DIN 6888 Woodruff keys",
        description="1 x 1.4 to 10 x 16 mm, edges sharp",
        name="Woodruff key",
        standard="DIN 6888",
        material=STEEL,
        selectors=(Selector("b", "Key width b", "real", "mm"), Selector("h", "Key height h", "real", "mm")),
        configurations=tuple(
            Configuration(f"DIN 6888 {b:g}x{h:g}", _dimensions(b, h, d2), (f"{b:g}", f"{h:g}")) for b, h, d2 in _SIZES
        ),
    )


def _dimensions(b: float, h: float, d2: float) -> tuple[Dimension, ...]:
    return _TABLE.dimensions((b, h, d2, round(2 * math.sqrt(h * (d2 - h)), 2)))
