"""Slotted spring pins, heavy duty, after ISO 8752 (formerly DIN 1481), as they are before they are fitted.

Compared value by value: FastenersWB (table ``iso8752def``, GPL, a FreeCAD add-on), the ISO 8752 page of
vogelsangfastener.com (1 to 8 mm), and for 10 mm the DIN 1481 page of sravic.cn (wall and end). Vogelsang states limits
where FastenersWB states means: these are the means of those, but for two misprints of the page (d1 min 1.02 for 1 mm,
a min 0.09 for 5 mm). It also has 36 mm in the place of 35 mm in its list of lengths.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import SPRING_STAINLESS, SPRING_STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_WB = Document("FastenersWB iso8752def")
_PAGE = "vogelsangfastener.com ISO 8752"
_DOCUMENTS = (_WB, Document(_PAGE, 1, 8, unlike=frozenset({(1, "d1"), (5, "a")})))
_AND_TEN = (*_DOCUMENTS, Document("sravic.cn DIN 1481", 10, 10))
_LENGTHS_OF_PAGE = frozenset(PIN_LENGTHS) - {35}
_MEAN = "mean of its limits"

_SIZES = (
    (1, 1.25, 0.8, 0.25, 0.2, 4, 20),
    (1.5, 1.75, 1.1, 0.35, 0.3, 4, 20),
    (2, 2.35, 1.5, 0.45, 0.4, 4, 30),
    (2.5, 2.85, 1.8, 0.5, 0.5, 4, 30),
    (3, 3.4, 2.1, 0.6, 0.6, 4, 40),
    (3.5, 3.9, 2.3, 0.7, 0.75, 4, 40),
    (4, 4.5, 2.8, 0.75, 0.8, 4, 50),
    (4.5, 5, 2.9, 0.9, 1, 5, 50),
    (5, 5.5, 3.4, 1, 1, 5, 80),
    (6, 6.55, 4, 1.3, 1.2, 10, 100),
    (8, 8.65, 5.5, 1.8, 1.5, 10, 120),
    (10, 10.65, 6.5, 2.2, 2, 10, 160),
)
"""Nominal diameter d, diameters d1 and d2, chamfer a, wall s, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 8752",
    Table(
        "ISO 8752:2009, table 1",
        (
            Column("d", "Nominal diameter d", "nominal", _AND_TEN),
            Column("d1", "Diameter before mounting d1", _MEAN, _DOCUMENTS),
            Column("d2", "End diameter d2", "reference", _AND_TEN),
            Column("a", "Chamfer length a", _MEAN, _DOCUMENTS),
            Column("s", "Wall thickness s", "nominal", _AND_TEN),
        ),
    ),
    _SIZES,
    Column("l", "Length l", "nominal", (_WB, Document(_PAGE, 1, 8, only=_LENGTHS_OF_PAGE))),
    PIN_LENGTHS,
    classes={"steel": SPRING_STEEL, "1.4310": SPRING_STAINLESS},
)


def family() -> Family:
    """The family with all its sizes, lengths and materials."""
    return Family(
        id="iso8752",
        part_id="90-24112026-000303",
        category="CW.10.060",
        title="ISO 8752 slotted spring pins, heavy duty",
        description="for holes of 1 to 10 mm, in the state before mounting",
        name="Slotted spring pin",
        standard="ISO 8752",
        material=SPRING_STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
