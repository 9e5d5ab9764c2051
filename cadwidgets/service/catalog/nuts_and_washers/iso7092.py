"""Small plain washers of ISO 7092 (small series, product grade A) for M1.6 to M36.

Compared value by value: FastenersWB (table ``iso7092def``, GPL, a FreeCAD add-on), BOLTS (``washer``), bd-warehouse
0.4.0 (d1 and d2) and omdl (``iso_7092``, an OpenSCAD library; h as the middle of its limits). They disagree on h of
M12, where omdl has 2.5, and on d2 of M36, where bd-warehouse has 58.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "1.6": (1.7, 3.5, 0.3),
    "2": (2.2, 4.5, 0.3),
    "2.5": (2.7, 5, 0.5),
    "3": (3.2, 6, 0.5),
    "3.5": (3.7, 7, 0.5),
    "4": (4.3, 8, 0.5),
    "5": (5.3, 9, 1),
    "6": (6.4, 11, 1.6),
    "8": (8.4, 15, 1.6),
    "10": (10.5, 18, 1.6),
    "12": (13, 20, 2),
    "14": (15, 24, 2.5),
    "16": (17, 28, 2.5),
    "20": (21, 34, 3),
    "24": (25, 39, 4),
    "30": (31, 50, 4),
    "36": (37, 60, 5),
}
_WITNESSES = (
    Witness("FastenersWB iso7092def", "d1 d2 h", without="3.5 14"),
    Witness("BOLTS washer", "d1 d2 h"),
    Witness("bd-warehouse 0.4.0", "d1"),
    Witness("bd-warehouse 0.4.0", "d2", without="36"),
    Witness("omdl iso_7092", "d1 d2"),
    Witness("omdl iso_7092", "h", without="12"),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return plain_washers(
        "iso7092",
        "90-24112026-000252",
        standard="ISO 7092:2000",
        title="ISO 7092 small plain washers",
        description="for M1.6 to M36, small series, product grade A, replaces DIN 433",
        name="Small plain washer",
        rows=_SIZES,
        witnesses=_WITNESSES,
    )
