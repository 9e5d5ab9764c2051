"""Hexagon thin nuts, chamfered, of ISO 4035, M1.6 to M36.

Compared value by value: FastenersWB (table ``iso4035def``, GPL, a FreeCAD add-on), BOLTS (``nut``), bd-warehouse 0.4.0
and the page BS EN ISO 4035 of engineersedge.com. Where bd-warehouse (s of M10, M12, M14, M22) and FastenersWB (s of
M14) state the widths of DIN 439, the others have those of ISO 4035.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, THIN, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_ENGINEERSEDGE = "1.6 2 2.5 3 3.5 4 5 6 8 10 12 14 18 22 27 33"

_TABLE = Table(
    "ISO 4035:2012",
    (D, P, S, M),
    {
        "1.6": (1.6, 0.35, 3.2, 1),
        "2": (2, 0.4, 4, 1.2),
        "2.5": (2.5, 0.45, 5, 1.6),
        "3": (3, 0.5, 5.5, 1.8),
        "3.5": (3.5, 0.6, 6, 2),
        "4": (4, 0.7, 7, 2.2),
        "5": (5, 0.8, 8, 2.7),
        "6": (6, 1, 10, 3.2),
        "8": (8, 1.25, 13, 4),
        "10": (10, 1.5, 16, 5),
        "12": (12, 1.75, 18, 6),
        "14": (14, 2, 21, 7),
        "16": (16, 2, 24, 8),
        "18": (18, 2.5, 27, 9),
        "20": (20, 2.5, 30, 10),
        "22": (22, 2.5, 34, 11),
        "24": (24, 3, 36, 12),
        "27": (27, 3, 41, 13.5),
        "30": (30, 3.5, 46, 15),
        "33": (33, 3.5, 50, 16.5),
        "36": (36, 4, 55, 18),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso4035def", "m"),
        Witness("FastenersWB iso4035def", "s", without="14"),
        Witness("BOLTS nut", "s m"),
        Witness("bd-warehouse 0.4.0", "m"),
        Witness("bd-warehouse 0.4.0", "s", without="10 12 14 22"),
        Witness("engineersedge.com BS EN ISO 4035", "d P s m", only=_ENGINEERSEDGE),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso4035",
        "90-24112026-000202",
        _TABLE,
        title="ISO 4035 hexagon thin nuts, chamfered",
        description="M1.6 to M36 with coarse thread, thin, the hole at the thread's minor diameter, replaces DIN 439 B",
        name="Hexagon thin nut",
        grades=THIN,
    )
