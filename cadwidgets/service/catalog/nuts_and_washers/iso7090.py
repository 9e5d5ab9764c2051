"""Chamfered plain washers of ISO 7090 (normal series, product grade A) for M5 to M36.

Compared value by value: FastenersWB (table ``iso7090def``, GPL, a FreeCAD add-on), BOLTS (``washer``) and bd-warehouse
0.4.0 (d1 and d2). They disagree on d1 of M10 only, where BOLTS has 10.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "5": (5.3, 10, 1),
    "6": (6.4, 12, 1.6),
    "8": (8.4, 16, 1.6),
    "10": (10.5, 20, 2),
    "12": (13, 24, 2.5),
    "14": (15, 28, 2.5),
    "16": (17, 30, 3),
    "18": (19, 34, 3),
    "20": (21, 37, 3),
    "22": (23, 39, 3),
    "24": (25, 44, 4),
    "27": (28, 50, 4),
    "30": (31, 56, 4),
    "33": (34, 60, 5),
    "36": (37, 66, 5),
}
_WITNESSES = (
    Witness("FastenersWB iso7090def", "d1 d2 h", without="14 18 22 27 33"),
    Witness("BOLTS washer", "d2 h"),
    Witness("BOLTS washer", "d1", without="10"),
    Witness("bd-warehouse 0.4.0", "d1 d2"),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return plain_washers(
        "iso7090",
        "90-24112026-000250",
        standard="ISO 7090:2000",
        title="ISO 7090 chamfered plain washers",
        description="for M5 to M36, normal series, product grade A, one outer edge chamfered, replaces DIN 125 B",
        name="Chamfered plain washer",
        rows=_SIZES,
        witnesses=_WITNESSES,
    )
