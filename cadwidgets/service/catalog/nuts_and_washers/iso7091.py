"""Plain washers of ISO 7091 (normal series, product grade C) for M1.6 to M36.

Compared value by value, without a difference: FastenersWB (table ``iso7091def``, GPL, a FreeCAD add-on), BOLTS
(``washer``; from M5), bd-warehouse 0.4.0 (d1 and d2) and omdl (``iso_7091``, an OpenSCAD library; h as the middle of
its limits). M22, M27 and M33 are in BOLTS alone.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "1.6": (1.8, 4, 0.3),
    "2": (2.4, 5, 0.3),
    "2.5": (2.9, 6, 0.5),
    "3": (3.4, 7, 0.5),
    "4": (4.5, 9, 0.8),
    "5": (5.5, 10, 1),
    "6": (6.6, 12, 1.6),
    "8": (9, 16, 1.6),
    "10": (11, 20, 2),
    "12": (13.5, 24, 2.5),
    "14": (15.5, 28, 2.5),
    "16": (17.5, 30, 3),
    "20": (22, 37, 3),
    "22": (24, 39, 3),
    "24": (26, 44, 4),
    "27": (30, 50, 4),
    "30": (33, 56, 4),
    "33": (36, 60, 5),
    "36": (39, 66, 5),
}
_WITNESSES = (
    Witness("FastenersWB iso7091def", "d1 d2 h", without="14 22 27 33"),
    Witness("BOLTS washer", "d1 d2 h", without="1.6 2 2.5 3 4"),
    Witness("bd-warehouse 0.4.0", "d1 d2", without="14 22 27 33"),
    Witness("omdl iso_7091", "d1 d2 h", only="5 6 8 10 12 14 16 20 24 30 36"),
)


def family() -> Family:
    """The family with all its sizes."""
    return plain_washers(
        "iso7091",
        "90-24112026-000251",
        standard="ISO 7091:2000",
        title="ISO 7091 plain washers, grade C",
        description="for M1.6 to M36, normal series, product grade C, replaces DIN 126",
        rows=_SIZES,
        witnesses=_WITNESSES,
        grades=(Grade("100 HV"),),
    )
