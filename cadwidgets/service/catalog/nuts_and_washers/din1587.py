"""Hexagon domed cap nuts, high form, of DIN 1587, M4 to M24.

Compared value by value: FastenersWB (table ``din1587def``, GPL, a FreeCAD add-on), bd-warehouse 0.4.0, the page of
Westfield Fasteners (M8 to M24) and the table on jywjls.com (M4 to M10). What they disagree on:

* m: FastenersWB states the mean of the tolerance zone, bd-warehouse 8.8 for M10. Used here: the maximum.
* t of M5: FastenersWB states 6.5, jywjls.com 7.5 with the tolerance that belongs to it. Used here: 7.5, unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import (
    COARSE_PITCH,
    D,
    P,
    S,
    countersink_depth,
    nuts,
    thread_metal,
)
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness, stainless

_GRADES = (Grade("6"), stainless("A2-50"), stainless("A4-50"))

_TABLE = Table(
    "DIN 1587:2000",
    (
        *(D, P, S),
        Column("m", "Hexagon height m", "maximum"),
        Column("dk", "Dome diameter dk", "maximum"),
        Column("h", "Total height h", "maximum"),
        Column("t", "Thread depth t", "nominal"),
    ),
    {
        "4": (4, 0.7, 7, 3.2, 6.5, 8, 5.5),
        "5": (5, 0.8, 8, 4, 7.5, 10, 7.5),
        "6": (6, 1, 10, 5, 9.5, 12, 8),
        "8": (8, 1.25, 13, 6.5, 12.5, 15, 11),
        "10": (10, 1.5, 16, 8, 15, 18, 13),
        "12": (12, 1.75, 18, 10, 17, 22, 16),
        "14": (14, 2, 21, 11, 20, 25, 18),
        "16": (16, 2, 24, 13, 23, 28, 21),
        "18": (18, 2.5, 27, 15, 26, 32, 25),
        "20": (20, 2.5, 30, 16, 28, 34, 26),
        "22": (22, 2.5, 34, 18, 33, 39, 29),
        "24": (24, 3, 36, 19, 34, 42, 31),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB din1587def", "s dk h"),
        Witness("FastenersWB din1587def", "t", without="5"),
        Witness("bd-warehouse 0.4.0", "s dk"),
        Witness("bd-warehouse 0.4.0", "m", without="10"),
        Witness("Westfield Fasteners DIN 1587", "s m dk h", without="4 5 6"),
        Witness("jywjls.com DIN 1587", "s m dk h t", only="4 5 6 8 10"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din1587",
        "90-24112026-000211",
        _TABLE,
        title="DIN 1587 hexagon domed cap nuts, high form",
        description="M4 to M24 with coarse thread, the blind hole at the thread's minor diameter",
        name="Hexagon domed cap nut",
        grades=_GRADES,
        surplus_volume=lambda size: thread_metal(size, size["t"] - countersink_depth(size)),
    )
