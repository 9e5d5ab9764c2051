"""Unhardened taper pins 1:50 after ISO 2339, type A (formerly DIN 1). d is the diameter of the thin end.

Compared value by value, without a difference: FastenersWB (tables ``iso2339def`` and ``iso2339range``, GPL, a FreeCAD
add-on), and the identical Indian standard IS 6688:2005 as a public scan shows it (diameters, crowns and the list
of lengths; from which to which length a diameter is made stands in FastenersWB alone).
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STAINLESS_A1, STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_DOCUMENTS = (Document("FastenersWB iso2339def"), Document("IS 6688:2005 (ISO 2339:1986), public scan"))

_SIZES = (
    (0.6, 0.08, 4, 8),
    (0.8, 0.1, 5, 12),
    (1, 0.12, 6, 16),
    (1.2, 0.16, 6, 20),
    (1.5, 0.2, 8, 24),
    (2, 0.25, 10, 35),
    (2.5, 0.3, 10, 35),
    (3, 0.4, 12, 45),
    (4, 0.5, 14, 55),
    (5, 0.63, 18, 60),
    (6, 0.8, 22, 90),
    (8, 1, 22, 120),
    (10, 1.2, 26, 160),
    (12, 1.6, 32, 180),
    (16, 2, 40, 200),
    (20, 2.5, 45, 200),
    (25, 3, 50, 200),
    (30, 4, 55, 200),
    (40, 5, 60, 200),
    (50, 6.3, 65, 200),
)
"""Diameter d, crown a, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 2339",
    Table(
        "ISO 2339:1986, table 1",
        (
            Column("d", "Nominal diameter d", "nominal", _DOCUMENTS),
            Column("a", "Crown height a", "reference", _DOCUMENTS),
        ),
    ),
    _SIZES,
    Column("l", "Length l", "nominal", _DOCUMENTS),
    PIN_LENGTHS,
    classes={"steel": STEEL, "A1": STAINLESS_A1},
)


def family() -> Family:
    """The family with all its sizes, lengths and materials."""
    return Family(
        id="iso2339",
        part_id="90-24112026-000302",
        category="CW.10.060",
        title="ISO 2339 taper pins",
        description="0.6 to 50 mm at the thin end, taper 1:50, unhardened, both ends domed",
        name="Taper pin",
        standard="ISO 2339",
        material=STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
