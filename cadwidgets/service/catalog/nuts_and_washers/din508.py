"""Nuts for T-slots of DIN 508, M4x5 to M36x42, named by thread and width of the slot.

From FastenersWB (table ``din508def``, GPL, a FreeCAD add-on) alone: unverified. The page of engineeringhardware.com,
which states other lengths and heights for all sizes, stands against it.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family, Selector
from cadwidgets.service.catalog.nuts_and_washers.nuts import (
    COARSE_PITCH,
    DIAMETER,
    D,
    P,
    countersink_depth,
    nuts,
    thread_metal,
)
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness

_TABLE = Table(
    "DIN 508:2002",
    (
        *(D, P),
        Column("a", "Slot width a", "nominal"),
        Column("e", "Base width e", "maximum"),
        Column("h", "Total height h", "nominal"),
        Column("k", "Base height k", "maximum"),
        Column("f", "Base edge f", "maximum"),
    ),
    {
        "4x5": (4, 0.7, 5, 9, 6.5, 3, 1),
        "5x6": (5, 0.8, 6, 10, 8, 4, 1.6),
        "6x8": (6, 1, 8, 13, 10, 6, 1.6),
        "8x10": (8, 1.25, 10, 15, 12, 6, 1.6),
        "10x12": (10, 1.5, 12, 18, 14, 7, 2.5),
        "12x14": (12, 1.75, 14, 22, 16, 8, 2.5),
        "16x18": (16, 2, 18, 28, 20, 10, 2.5),
        "20x22": (20, 2.5, 22, 35, 28, 14, 2.5),
        "24x28": (24, 3, 28, 44, 36, 18, 4),
        "30x36": (30, 3.5, 36, 54, 44, 22, 6),
        "36x42": (36, 4, 42, 65, 52, 26, 6),
    },
    (*COARSE_PITCH, Witness("FastenersWB din508def", "a e h k f")),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din508",
        "90-24112026-000214",
        _TABLE,
        title="DIN 508 nuts for T-slots",
        description="M4x5 to M36x42, as wide as the slot itself, the hole at the thread's minor diameter",
        name="Nut for T-slots",
        grades=(Grade("8"), Grade("10")),
        sizes=(DIAMETER, Selector("a", "Slot width a", "real", "mm")),
        surplus_volume=lambda size: thread_metal(size, size["h"] - 2 * countersink_depth(size)),
    )
