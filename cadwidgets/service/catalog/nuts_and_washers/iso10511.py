"""Prevailing torque hexagon thin nuts with a non-metallic insert of ISO 10511, M3 to M36.

From FastenersWB (table ``iso10511def``, GPL, a FreeCAD add-on): s and h are unverified, though s is that of ISO 4032.
The thread is as high as the lowest nut of ISO 4035: up to M14, m was found as m min of ISO 4035 on engineersedge.com.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.insert_nuts import HEIGHT, THREADED, surplus_volume
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, D, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness, stainless

_GRADES = (
    Grade("04"),
    Grade("05", smallest=5),
    stainless("A2-035", largest=24),
    stainless("A4-035", largest=24),
)

_TABLE = Table(
    "ISO 10511:2012",
    (D, P, S, HEIGHT, THREADED),
    {
        "3": (3, 0.5, 5.5, 3.9, 1.55),
        "4": (4, 0.7, 7, 5, 1.95),
        "5": (5, 0.8, 8, 5, 2.45),
        "6": (6, 1, 10, 6, 2.9),
        "8": (8, 1.25, 13, 6.76, 3.7),
        "10": (10, 1.5, 16, 8.56, 4.7),
        "12": (12, 1.75, 18, 10.23, 5.7),
        "14": (14, 2, 21, 11.32, 6.42),
        "16": (16, 2, 24, 12.42, 7.42),
        "20": (20, 2.5, 30, 14.9, 9.1),
        "24": (24, 3, 36, 17.8, 10.9),
        "30": (30, 3.5, 46, 22.2, 13.9),
        "36": (36, 4, 55, 25.5, 16.9),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso10511def", "s h m"),
        Witness("engineersedge.com BS EN ISO 4035", "m", only="3 4 5 6 8 10 12 14"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso10511",
        "90-24112026-000208",
        _TABLE,
        title="ISO 10511 prevailing torque hexagon thin nuts with insert",
        description="M3 to M36, a thin nut and its polyamide ring, hole at the thread's minor diameter",
        name="Prevailing torque hexagon thin nut with insert",
        grades=_GRADES,
        surplus_volume=surplus_volume,
    )
