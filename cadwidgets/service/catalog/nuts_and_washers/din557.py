"""Square nuts of DIN 557, M5 to M20.

Compared value by value, without a difference: bd-warehouse 0.4.0 (to M16) and the DIN 557 page of
engineeringhardware.com; M20 is on the latter alone.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness, stainless

_TABLE = Table(
    "DIN 557:1994",
    (D, P, S, M),
    {
        "5": (5, 0.8, 8, 4),
        "6": (6, 1, 10, 5),
        "8": (8, 1.25, 13, 6.5),
        "10": (10, 1.5, 17, 8),
        "12": (12, 1.75, 19, 10),
        "16": (16, 2, 24, 13),
        "20": (20, 2.5, 30, 16),
    },
    (
        *COARSE_PITCH,
        Witness("bd-warehouse 0.4.0", "s m", without="20"),
        Witness("engineeringhardware.com DIN 557", "s m"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din557",
        "90-24112026-000212",
        _TABLE,
        title="DIN 557 square nuts",
        description="M5 to M20 with coarse thread, chamfered on one side, the hole at the thread's minor diameter",
        name="Square nut",
        grades=(Grade("5"), stainless("A2"), stainless("A4")),
    )
