"""Hexagon regular nuts (style 1) of ISO 4032, M1.6 to M36.

Compared value by value: FastenersWB (table ``iso4032def``, GPL, a FreeCAD add-on), BOLTS (``nut``), bd-warehouse 0.4.0,
the pages BS EN ISO 4032 of engineersedge.com and ISO 4032 of trojansf.co.uk. They disagree on s of M14 only:
FastenersWB states that of DIN 934, 22.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, REGULAR, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_PREFERRED = "1.6 2 2.5 3 4 5 6 8 10 12 16 20 24 30 36"

TABLE = Table(
    "ISO 4032:2012",
    (D, P, S, M),
    {
        "1.6": (1.6, 0.35, 3.2, 1.3),
        "2": (2, 0.4, 4, 1.6),
        "2.5": (2.5, 0.45, 5, 2),
        "3": (3, 0.5, 5.5, 2.4),
        "3.5": (3.5, 0.6, 6, 2.8),
        "4": (4, 0.7, 7, 3.2),
        "5": (5, 0.8, 8, 4.7),
        "6": (6, 1, 10, 5.2),
        "8": (8, 1.25, 13, 6.8),
        "10": (10, 1.5, 16, 8.4),
        "12": (12, 1.75, 18, 10.8),
        "14": (14, 2, 21, 12.8),
        "16": (16, 2, 24, 14.8),
        "18": (18, 2.5, 27, 15.8),
        "20": (20, 2.5, 30, 18),
        "22": (22, 2.5, 34, 19.4),
        "24": (24, 3, 36, 21.5),
        "27": (27, 3, 41, 23.8),
        "30": (30, 3.5, 46, 25.6),
        "33": (33, 3.5, 50, 28.7),
        "36": (36, 4, 55, 31),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso4032def", "m"),
        Witness("FastenersWB iso4032def", "s", without="14"),
        Witness("BOLTS nut", "s m"),
        Witness("bd-warehouse 0.4.0", "s m"),
        Witness("engineersedge.com BS EN ISO 4032", "d P s m", only=_PREFERRED),
        Witness("trojansf.co.uk ISO 4032", "d s m", without="1.6 2 2.5 3.5"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso4032",
        "90-24112026-000200",
        TABLE,
        title="ISO 4032 hexagon regular nuts",
        description="M1.6 to M36 with coarse thread, the hole at the thread's minor diameter, replaces DIN 934",
        name="Hexagon nut",
        grades=REGULAR,
    )
