"""Hardened parallel pins (dowel pins) after ISO 8734, type A (formerly DIN 6325).

Compared value by value, without a difference: FastenersWB (tables ``iso8734def`` and ``iso8734range``, GPL, a FreeCAD
add-on), a table of an open CAD kernel (diameters 1.5 to 12 mm, with preferred lengths), and an open parts list that
quotes fasteners.eu (2 to 8 mm).
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_PREFERRED = frozenset({4, 5, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100})
_KERNEL = "table of an open CAD kernel"
_DOCUMENTS = (
    Document("FastenersWB iso8734def"),
    Document(_KERNEL, 1.5, 12),
    Document("open parts list after fasteners.eu", 2, 8),
)

_SIZES = (
    (1, 0.2, 3, 10),
    (1.5, 0.3, 4, 16),
    (2, 0.35, 5, 20),
    (2.5, 0.4, 6, 24),
    (3, 0.5, 8, 30),
    (4, 0.63, 10, 40),
    (5, 0.8, 12, 50),
    (6, 1.2, 14, 60),
    (8, 1.6, 18, 80),
    (10, 2, 22, 100),
    (12, 2.5, 26, 100),
    (16, 3, 40, 100),
    (20, 3.5, 50, 100),
)
"""Diameter d, chamfer c, shortest and longest length, in mm."""
_PINS = Lengths(
    "ISO 8734",
    Table(
        "ISO 8734:1997, table 1",
        (
            Column("d", "Nominal diameter d", "nominal", _DOCUMENTS),
            Column("c", "Chamfer length c", "reference", _DOCUMENTS),
        ),
    ),
    _SIZES,
    Column(
        "l", "Length l", "nominal", (Document("FastenersWB iso8734range"), Document(_KERNEL, 1.5, 12, only=_PREFERRED))
    ),
    PIN_LENGTHS,
)


def family() -> Family:
    """The family with all its sizes and lengths."""
    return Family(
        id="iso8734",
        part_id="90-24112026-000301",
        category="CW.10.060",
        title="ISO 8734 hardened dowel pins",
        description="1 to 20 mm, through-hardened (type A), one end chamfered, one end domed",
        name="Dowel pin",
        standard="ISO 8734",
        material=STEEL,
        selectors=_PINS.selectors,
        configurations=_PINS.configurations(),
    )
