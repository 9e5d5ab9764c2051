"""Prevailing torque hexagon nuts with a non-metallic insert of ISO 7040, M3 to M36.

From FastenersWB (table ``iso7040def``, GPL, a FreeCAD add-on). Up to M10, s and h are also those of ASME B18.16.3M on
engineersedge.com. The thread is as high as the lowest nut of ISO 4032, as the standard's abstract says: m was found as
m min of ISO 4032 on engineersedge.com and trojansf.co.uk.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.insert_nuts import HEIGHT, THREADED, surplus_volume
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, INSERT, D, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_TABLE = Table(
    "ISO 7040:2012",
    (D, P, S, HEIGHT, THREADED),
    {
        "3": (3, 0.5, 5.5, 4.5, 2.15),
        "4": (4, 0.7, 7, 6, 2.9),
        "5": (5, 0.8, 8, 6.8, 4.4),
        "6": (6, 1, 10, 8, 4.9),
        "8": (8, 1.25, 13, 9.5, 6.44),
        "10": (10, 1.5, 16, 11.9, 8.04),
        "12": (12, 1.75, 18, 14.9, 10.37),
        "14": (14, 2, 21, 17, 12.1),
        "16": (16, 2, 24, 19.1, 14.1),
        "20": (20, 2.5, 30, 22.8, 16.9),
        "24": (24, 3, 36, 27.1, 20.2),
        "30": (30, 3.5, 46, 32.6, 24.3),
        "36": (36, 4, 55, 38.9, 29.4),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso7040def", "s h m"),
        Witness("engineersedge.com ASME B18.16.3M", "s h", only="3 4 5 6 8 10"),
        Witness("engineersedge.com BS EN ISO 4032", "m", without="14"),
        Witness("trojansf.co.uk ISO 4032", "m"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso7040",
        "90-24112026-000207",
        _TABLE,
        title="ISO 7040 prevailing torque hexagon nuts with insert",
        description="M3 to M36, a steel or stainless nut and its polyamide ring, hole at the thread's minor diameter",
        name="Prevailing torque hexagon nut with insert",
        grades=INSERT,
        surplus_volume=surplus_volume,
    )
