"""Large plain washers of DIN 9021, which ISO 7093-1 has replaced and which are still made, for M3 to M36.

Compared value by value, without a difference: omdl (``iso_7093``, an OpenSCAD library, which names DIN 9021, too; h as
the middle of its limits) and bd-warehouse 0.4.0 (d1 and d2, as ISO 7093). The thickness is unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Witness, stainless
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "3": (3.2, 9, 0.8),
    "3.5": (3.7, 11, 0.8),
    "4": (4.3, 12, 1),
    "5": (5.3, 15, 1.2),
    "6": (6.4, 18, 1.6),
    "8": (8.4, 24, 2),
    "10": (10.5, 30, 2.5),
    "12": (13, 37, 3),
    "14": (15, 44, 3),
    "16": (17, 50, 3),
    "20": (22, 60, 4),
    "24": (26, 72, 5),
    "30": (33, 92, 6),
    "36": (39, 110, 8),
}


def family() -> Family:
    """The family with all its sizes and materials."""
    return plain_washers(
        "din9021",
        "90-24112026-000261",
        standard="DIN 9021",
        title="DIN 9021 large plain washers",
        description="for M3 to M36, three times as wide as the screw, of the older standard",
        name="Large plain washer",
        rows=_SIZES,
        witnesses=(Witness("omdl iso_7093", "d1 d2 h"), Witness("bd-warehouse 0.4.0", "d1 d2")),
        grades=(Grade("140 HV"), stainless("A2"), stainless("A4")),
    )
