"""Prevailing torque hexagon nuts with a non-metallic insert of DIN 985, M3 to M24.

Compared value by value: omdl (``din_985``, an OpenSCAD library; to M20) and the table of DIN 985 on fasten.it. They
disagree on m of M6 to M12, where fasten.it has smaller values, and on h of M18, where omdl has 18. Used here: omdl's m,
fasten.it's h.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.insert_nuts import HEIGHT, THREADED, surplus_volume
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, INSERT, D, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_TABLE = Table(
    "DIN 985:1987",
    (D, P, S, HEIGHT, THREADED),
    {
        "3": (3, 0.5, 5.5, 4, 2.4),
        "4": (4, 0.7, 7, 5, 2.9),
        "5": (5, 0.8, 8, 5, 3.2),
        "6": (6, 1, 10, 6, 4),
        "8": (8, 1.25, 13, 8, 5.5),
        "10": (10, 1.5, 17, 10, 6.5),
        "12": (12, 1.75, 19, 12, 8),
        "14": (14, 2, 22, 14, 9.5),
        "16": (16, 2, 24, 16, 10.5),
        "18": (18, 2.5, 27, 18.5, 13),
        "20": (20, 2.5, 30, 20, 14),
        "22": (22, 2.5, 32, 22, 15),
        "24": (24, 3, 36, 24, 15),
    },
    (
        *COARSE_PITCH,
        Witness("fasten.it DIN 985", "s h"),
        Witness("fasten.it DIN 985", "m", without="6 8 10 12"),
        Witness("omdl din_985", "s m", without="22 24"),
        Witness("omdl din_985", "h", without="18 22 24"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din985",
        "90-24112026-000209",
        _TABLE,
        title="DIN 985 prevailing torque hexagon nuts with insert, low type",
        description="M3 to M24, older widths, a nut and its polyamide ring, hole at the thread's minor diameter",
        name="Prevailing torque hexagon nut with insert, low type",
        grades=INSERT,
        surplus_volume=surplus_volume,
    )
