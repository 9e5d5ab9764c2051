"""Thick plain washers of DIN 7349 for M3 to M30, for screws with heavy clamping sleeves.

From BOLTS (``washer``) alone: unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Witness, stainless
from cadwidgets.service.catalog.nuts_and_washers.washers import plain_washers

_SIZES = {
    "3": (3.2, 9, 1),
    "4": (4.3, 12, 1.6),
    "5": (5.3, 15, 2),
    "6": (6.4, 17, 3),
    "8": (8.4, 21, 4),
    "10": (10.5, 25, 4),
    "12": (13, 30, 6),
    "14": (15, 36, 6),
    "16": (17, 40, 6),
    "18": (19, 44, 8),
    "20": (21, 44, 8),
    "22": (23, 50, 8),
    "24": (25, 50, 10),
    "27": (28, 60, 10),
    "30": (31, 68, 10),
}


def family() -> Family:
    """The family with all its sizes and materials."""
    return plain_washers(
        "din7349",
        "90-24112026-000255",
        standard="DIN 7349",
        title="DIN 7349 thick plain washers",
        description="for M3 to M30, thick, for heavy clamping forces",
        name="Thick plain washer",
        rows=_SIZES,
        witnesses=(Witness("BOLTS washer", "d1 d2 h"),),
        grades=(Grade("100 HV"), stainless("A2"), stainless("A4")),
    )
