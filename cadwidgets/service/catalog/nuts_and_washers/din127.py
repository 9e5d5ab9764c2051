"""Spring lock washers of DIN 127, form B (square ends), for M2 to M36.

Compared value by value: the table of DIN 127 on fasten.it, the specification of Westfield Fasteners (d1, to M27) and
the DIN 127B page of engineeringhardware.com, which agrees on d1 and on most d2. Its b and most of its s are those of
another standard: b and h rest on fasten.it alone and are unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness, stainless
from cadwidgets.service.catalog.nuts_and_washers.washers import CATEGORY, SELECTORS

_ENGINEERINGHARDWARE = "3 4 5 6 8 10 12 14 16 18 20 24 30"

_TABLE = Table(
    "DIN 127:1987",
    (
        Column("d1", "Hole diameter d1", "minimum"),
        Column("d2", "Washer diameter d2", "maximum"),
        Column("b", "Section width b", "nominal"),
        Column("s", "Section thickness s", "nominal"),
        Column("h", "Free height h", "minimum"),
    ),
    {
        "2": (2.1, 4.4, 0.9, 0.5, 1),
        "2.5": (2.6, 5.1, 1, 0.6, 1.2),
        "3": (3.1, 6.2, 1.3, 0.8, 1.6),
        "3.5": (3.6, 6.7, 1.3, 0.8, 1.6),
        "4": (4.1, 7.6, 1.5, 0.9, 1.8),
        "5": (5.1, 9.2, 1.8, 1.2, 2.4),
        "6": (6.1, 11.8, 2.5, 1.6, 3.2),
        "7": (7.1, 12.8, 2.5, 1.6, 3.2),
        "8": (8.1, 14.8, 3, 2, 4),
        "10": (10.2, 18.1, 3.5, 2.2, 4.4),
        "12": (12.2, 21.1, 4, 2.5, 5),
        "14": (14.2, 24.1, 4.5, 3, 6),
        "16": (16.2, 27.4, 5, 3.5, 7),
        "18": (18.2, 29.4, 5, 3.5, 7),
        "20": (20.2, 33.6, 6, 4, 8),
        "22": (22.5, 35.9, 6, 4, 8),
        "24": (24.5, 40, 7, 5, 10),
        "27": (27.5, 43, 7, 5, 10),
        "30": (30.5, 48.2, 8, 6, 12),
        "36": (36.5, 58.2, 10, 6, 12),
    },
    (
        Witness("fasten.it DIN 127", "d1 d2 b s h"),
        Witness("Westfield Fasteners DIN 127 B", "d1", without="30 36"),
        Witness("engineeringhardware.com DIN 127B", "d1", only=_ENGINEERINGHARDWARE),
        Witness("engineeringhardware.com DIN 127B", "d2", without="24 30", only=_ENGINEERINGHARDWARE),
        Witness("engineeringhardware.com DIN 127B", "s", only="3 5 6 8"),
    ),
)


def family() -> Family:
    """The family with all its sizes and materials."""
    return Family(
        id="din127",
        part_id="90-24112026-000256",
        category=CATEGORY,
        title="DIN 127 B spring lock washers",
        description="for M2 to M36, one turn of rectangular section with square ends, not compressed",
        name="Spring lock washer",
        standard="DIN 127",
        material=STEEL,
        selectors=SELECTORS,
        configurations=_TABLE.configurations("DIN 127 B {}", (Grade("420 HV"), stainless("A2"), stainless("A4"))),
    )
