"""Hexagon high nuts (style 2) of ISO 4033, M5 to M36.

Compared value by value: FastenersWB (table ``iso4033def``, GPL, a FreeCAD add-on), bd-warehouse 0.4.0 and the page
BS EN ISO 4033 of engineersedge.com. FastenersWB alone differs: it states the older s of M14, 22, and the minimum m of
M36, 33.1.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness

_GRADES = (Grade("10"), Grade("12", largest=16))

_TABLE = Table(
    "ISO 4033:2012",
    (D, P, S, M),
    {
        "5": (5, 0.8, 8, 5.1),
        "6": (6, 1, 10, 5.7),
        "8": (8, 1.25, 13, 7.5),
        "10": (10, 1.5, 16, 9.3),
        "12": (12, 1.75, 18, 12),
        "14": (14, 2, 21, 14.1),
        "16": (16, 2, 24, 16.4),
        "20": (20, 2.5, 30, 20.3),
        "24": (24, 3, 36, 23.9),
        "30": (30, 3.5, 46, 28.6),
        "36": (36, 4, 55, 34.7),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso4033def", "s", without="14"),
        Witness("FastenersWB iso4033def", "m", without="36"),
        Witness("bd-warehouse 0.4.0", "s m"),
        Witness("engineersedge.com BS EN ISO 4033", "d P s m"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso4033",
        "90-24112026-000201",
        _TABLE,
        title="ISO 4033 hexagon high nuts",
        description="M5 to M36 with coarse thread, style 2, the hole at the thread's minor diameter",
        name="Hexagon high nut",
        grades=_GRADES,
    )
