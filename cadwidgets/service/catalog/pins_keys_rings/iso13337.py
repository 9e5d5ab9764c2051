"""Slotted spring pins, light duty, after ISO 13337 (formerly DIN 7346), as they are before they are fitted.

Compared value by value: FastenersWB (tables ``iso13337def`` and ``iso13337range``, GPL, a FreeCAD add-on) and the DIN
7346 page of usefastener.com. That page states limits of d1 where FastenersWB states means, and other chamfers. For 4.5
mm it has an older pin (d1 4.8 to 5, d2 3.8), for 13 mm a wall of 1.25; d2 of 10 mm is misprinted there (0.5).
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import SPRING_STAINLESS, SPRING_STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_WB = Document("FastenersWB iso13337def")
_PAGE = "usefastener.com DIN 7346"
_DOCUMENTS = (_WB, Document(_PAGE, 2, 13, unlike=frozenset({(4.5, "d1"), (4.5, "d2"), (10, "d2"), (13, "s")})))
_LENGTHS_OF_PAGE = frozenset(length for length in PIN_LENGTHS if 4 <= length <= 40) - {35}
_MEAN = "mean of its limits"

_SIZES = (
    (2, 2.35, 1.9, 0.3, 0.2, 4, 30),
    (2.5, 2.85, 2.3, 0.35, 0.25, 4, 30),
    (3, 3.4, 2.7, 0.35, 0.3, 4, 40),
    (3.5, 3.9, 3.1, 0.4, 0.35, 4, 40),
    (4, 4.5, 3.4, 0.6, 0.5, 4, 50),
    (4.5, 5, 3.9, 0.6, 0.5, 6, 50),
    (5, 5.5, 4.4, 0.6, 0.5, 6, 80),
    (6, 6.55, 4.9, 0.8, 0.75, 10, 100),
    (8, 8.65, 7, 1.65, 0.75, 10, 120),
    (10, 10.65, 8.5, 2.2, 1, 10, 160),
    (12, 12.65, 10.5, 2.2, 1, 10, 180),
    (13, 13.65, 11, 2.2, 1.2, 10, 180),
)
"""Nominal diameter d, diameters d1 and d2, chamfer a, wall s, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 13337",
    Table(
        "ISO 13337:2009, table 1",
        (
            Column("d", "Nominal diameter d", "nominal", _DOCUMENTS),
            Column("d1", "Diameter before mounting d1", _MEAN, _DOCUMENTS),
            Column("d2", "End diameter d2", "reference", _DOCUMENTS),
            Column("a", "Chamfer length a", _MEAN, (_WB,)),
            Column("s", "Wall thickness s", "nominal", _DOCUMENTS),
        ),
    ),
    _SIZES,
    Column("l", "Length l", "nominal", (_WB, Document(_PAGE, 2, 13, only=_LENGTHS_OF_PAGE))),
    PIN_LENGTHS,
    classes={"steel": SPRING_STEEL, "1.4310": SPRING_STAINLESS},
)


def family() -> Family:
    """The family with all its sizes, lengths and materials."""
    return Family(
        id="iso13337",
        part_id="90-24112026-000309",
        category="CW.10.060",
        title="ISO 13337 slotted spring pins, light duty",
        description="for holes of 2 to 13 mm, in the state before mounting",
        name="Slotted spring pin",
        standard="ISO 13337",
        material=SPRING_STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
