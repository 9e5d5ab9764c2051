"""Plain washers of ISO 7089 (normal series, product grade A) for M1.6 to M36.

Compared value by value: FastenersWB (table ``iso7089def``, GPL, a FreeCAD add-on), BOLTS (``washer``), bd-warehouse
0.4.0 (d1 and d2), omdl (``iso_7089``, an OpenSCAD library; h as the middle of its limits), the ISO 7089 page of
engineeringhardware.com and the DIN 125 table of ajaxboltco.com. They disagree on d1 of M10 only, where BOLTS has 10.
The thickness is the nominal one; FastenersWB and bd-warehouse also state the maximum (1.8 for M6).
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "1.6": (1.7, 4, 0.3),
    "2": (2.2, 5, 0.3),
    "2.5": (2.7, 6, 0.5),
    "3": (3.2, 7, 0.5),
    "3.5": (3.7, 8, 0.5),
    "4": (4.3, 9, 0.8),
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
    Witness("FastenersWB iso7089def", "d1 d2 h", without="3.5 14 18 22 27 33"),
    Witness("BOLTS washer", "d2 h"),
    Witness("BOLTS washer", "d1", without="10"),
    Witness("bd-warehouse 0.4.0", "d1 d2"),
    Witness("omdl iso_7089", "d1 d2 h", without="18 22 27 33"),
    Witness("engineeringhardware.com ISO 7089", "d1 d2 h", without="1.6 2 2.5 3.5 22 27 33"),
    Witness("ajaxboltco.com DIN 125", "d1 d2 h", only="5 6 8 10 12 14 16 18 20 22 24 27 30"),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return plain_washers(
        "iso7089",
        "90-24112026-000030",
        standard="ISO 7089:2000",
        title="ISO 7089 plain washers",
        description="for M1.6 to M36, normal series, product grade A, replaces DIN 125 A",
        rows=_SIZES,
        witnesses=_WITNESSES,
    )
