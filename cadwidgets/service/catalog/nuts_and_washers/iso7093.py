"""Large plain washers of ISO 7093-1 (large series, product grade A) for M3 to M36.

Compared value by value: FastenersWB (table ``ISO7093-1def``, GPL, a FreeCAD add-on), bd-warehouse 0.4.0 (d1 and d2)
and omdl (``iso_7093``, an OpenSCAD library; h as the middle of its limits). The last two have the older edition, with
larger holes for M18, M20 and M24 and a thicker M5 washer: these values of ISO 7093-1 are unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "3": (3.2, 9, 0.8),
    "3.5": (3.7, 11, 0.8),
    "4": (4.3, 12, 1),
    "5": (5.3, 15, 1),
    "6": (6.4, 18, 1.6),
    "8": (8.4, 24, 2),
    "10": (10.5, 30, 2.5),
    "12": (13, 37, 3),
    "14": (15, 44, 3),
    "16": (17, 50, 3),
    "18": (19, 56, 4),
    "20": (21, 60, 4),
    "22": (23, 66, 5),
    "24": (25, 72, 5),
    "27": (30, 85, 6),
    "30": (33, 92, 6),
    "33": (36, 105, 6),
    "36": (39, 110, 8),
}
_WITNESSES = (
    Witness("FastenersWB ISO7093-1def", "d1 d2 h"),
    Witness("bd-warehouse 0.4.0", "d1", without="18 20 22 24 27 33"),
    Witness("bd-warehouse 0.4.0", "d2", without="22 27 33"),
    Witness("omdl iso_7093", "d1", without="18 20 22 24 27 33"),
    Witness("omdl iso_7093", "d2", without="18 22 27 33"),
    Witness("omdl iso_7093", "h", without="5 18 22 27 33"),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return plain_washers(
        "iso7093",
        "90-24112026-000253",
        standard="ISO 7093-1:2000",
        title="ISO 7093-1 large plain washers",
        description="for M3 to M36, large series, product grade A, replaces DIN 9021",
        name="Large plain washer",
        rows=_SIZES,
        witnesses=_WITNESSES,
    )
