"""Split pins after ISO 1234 (formerly DIN 94). They are named by the hole that they fit; d is the pin's own diameter.

Compared value by value: FastenersWB (tables ``iso1234def`` and ``iso1234range``, GPL, a FreeCAD add-on) and the page of
tgrfast.com, whose limits have the means that FastenersWB states. For 1.2, 1.6 and 2 mm FastenersWB has the eyes of
larger pins (b 3.2, 4, 5 and c 2.6, 3.4, 4.3), and it rounds c of 8 mm to 14: here are those of the page. Lengths rest
on FastenersWB alone.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STAINLESS_A4, STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_UNLIKE = frozenset({*((size, symbol) for size in (1.2, 1.6, 2) for symbol in "bc"), (8, "c")})
_WB = Document("FastenersWB iso1234def", unlike=_UNLIKE)
_DOCUMENTS = (_WB, Document("tgrfast.com split pins"))
_MEAN = "mean of its limits"
_SHORT = (4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 71, 80, 90, 100)

_SIZES = (
    (0.6, 0.45, 1.2, 2, 0.95, 4, 12),
    (0.8, 0.65, 1.2, 2.4, 1.3, 5, 16),
    (1, 0.85, 1.2, 3, 1.7, 6, 20),
    (1.2, 0.95, 1.875, 3, 1.85, 8, 25),
    (1.6, 1.35, 1.875, 3.2, 2.6, 8, 32),
    (2, 1.75, 1.875, 4, 3.4, 10, 40),
    (2.5, 2.2, 1.875, 5, 4.3, 12, 50),
    (3.2, 2.8, 2.4, 6.4, 5.45, 14, 63),
    (4, 3.6, 3, 8, 6.95, 18, 80),
    (5, 4.5, 3, 10, 8.6, 22, 100),
    (6.3, 5.8, 3, 12.6, 11.05, 32, 125),
    (8, 7.4, 3, 16, 14.05, 40, 160),
    (10, 9.4, 4.725, 20, 17.8, 45, 200),
    (13, 12.25, 4.725, 26, 23.25, 71, 250),
    (16, 15.25, 4.725, 32, 28.9, 112, 280),
    (20, 19.15, 4.725, 40, 36.15, 160, 280),
)
"""Hole dn, diameter d, longer leg a, eye b long and c wide, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 1234",
    Table(
        "ISO 1234:1997, table 1",
        (
            Column("dn", "Nominal diameter (hole) dn", "nominal", _DOCUMENTS),
            Column("d", "Pin diameter d", _MEAN, _DOCUMENTS),
            Column("a", "Longer leg a", _MEAN, _DOCUMENTS),
            Column("b", "Eye length b", "reference", _DOCUMENTS),
            Column("c", "Eye width c", _MEAN, _DOCUMENTS),
        ),
    ),
    _SIZES,
    Column("l", "Length l", "nominal", (Document("FastenersWB iso1234range"),)),
    (*_SHORT, 112, 125, 140, 160, 180, 200, 224, 250, 280),
    classes={"steel": STEEL, "A4": STAINLESS_A4},
)


def family() -> Family:
    """The family with all its sizes, lengths and materials."""
    return Family(
        id="iso1234",
        part_id="90-24112026-000308",
        category="CW.10.060",
        title="ISO 1234 split pins",
        description="for holes of 0.6 to 20 mm, straight legs",
        name="Split pin",
        standard="ISO 1234",
        material=STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
