"""Extra large plain washers of ISO 7094 (product grade C) for M5 to M36.

From FastenersWB (table ``iso7094def``, GPL, a FreeCAD add-on); bd-warehouse 0.4.0 has the same d1 and d2. The thickness
is unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Witness, stainless
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "5": (5.5, 18, 2),
    "6": (6.6, 22, 2),
    "8": (9, 28, 3),
    "10": (11, 34, 3),
    "12": (13.5, 44, 4),
    "14": (15.5, 50, 4),
    "16": (17.5, 56, 5),
    "18": (20, 60, 5),
    "20": (22, 72, 6),
    "22": (24, 80, 6),
    "24": (26, 85, 6),
    "27": (30, 98, 6),
    "30": (33, 105, 6),
    "33": (36, 115, 8),
    "36": (39, 125, 8),
}
_WITNESSES = (
    Witness("FastenersWB iso7094def", "d1 d2 h"),
    Witness("bd-warehouse 0.4.0", "d1 d2", without="14 18 22 27 33"),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return plain_washers(
        "iso7094",
        "90-24112026-000254",
        standard="ISO 7094:2000",
        title="ISO 7094 extra large plain washers",
        description="for M5 to M36, extra large series, product grade C, replaces DIN 440 R",
        name="Extra large plain washer",
        rows=_SIZES,
        witnesses=_WITNESSES,
        grades=(Grade("100 HV"), stainless("A2"), stainless("A4")),
    )
