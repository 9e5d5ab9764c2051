"""Parallel pins of unhardened steel and austenitic stainless steel after ISO 2338 (formerly DIN 7).

Compared value by value: FastenersWB (tables ``iso2338def`` and ``iso2338range``, GPL, a FreeCAD add-on). An open
parts list that quotes fasteners.eu agrees with the diameters from 2 to 8 mm; its chamfers are smaller (0.9 for 6 mm,
not 1.2), those of the older DIN 7. Chamfers and lengths thus rest on one document.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STAINLESS_A1, STAINLESS_A4, STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_WB = Document("FastenersWB iso2338def")
_LIST = Document("open parts list after fasteners.eu", 2, 8)

_SIZES = (
    (0.6, 0.12, 2, 6),
    (0.8, 0.16, 2, 8),
    (1, 0.2, 4, 10),
    (1.2, 0.25, 4, 12),
    (1.5, 0.3, 4, 16),
    (2, 0.35, 6, 20),
    (2.5, 0.4, 6, 24),
    (3, 0.5, 8, 30),
    (4, 0.63, 8, 40),
    (5, 0.8, 10, 50),
    (6, 1.2, 12, 60),
    (8, 1.6, 14, 80),
    (10, 2, 18, 95),
    (12, 2.5, 22, 140),
    (16, 3, 26, 180),
    (20, 3.5, 35, 200),
    (25, 4, 50, 200),
    (30, 5, 60, 200),
    (40, 6.3, 80, 200),
    (50, 8, 95, 200),
)
"""Diameter d, chamfer c, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 2338",
    Table(
        "ISO 2338:1997, table 1",
        (
            Column("d", "Nominal diameter d", "nominal", (_WB, _LIST)),
            Column("c", "Chamfer length c", "reference", (_WB,)),
        ),
    ),
    _SIZES,
    Column("l", "Length l", "nominal", (Document("FastenersWB iso2338range"),)),
    PIN_LENGTHS,
    classes={"steel": STEEL, "A1": STAINLESS_A1, "A4": STAINLESS_A4},
)


def family() -> Family:
    """The family with all its sizes, lengths and materials."""
    return Family(
        id="iso2338",
        part_id="90-24112026-000300",
        category="CW.10.060",
        title="ISO 2338 parallel pins",
        description="0.6 to 50 mm, unhardened, both ends chamfered",
        name="Parallel pin",
        standard="ISO 2338",
        material=STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
