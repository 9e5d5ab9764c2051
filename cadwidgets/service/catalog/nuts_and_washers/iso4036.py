"""Hexagon thin nuts without chamfer of ISO 4036, M1.6 to M10.

Compared value by value, without a difference: FastenersWB (table ``iso4036def``, GPL, a FreeCAD add-on) and
bd-warehouse 0.4.0.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, D, M, P, S, nuts, thread_metal
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness

_TABLE = Table(
    "ISO 4036:2012",
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
    },
    (*COARSE_PITCH, Witness("FastenersWB iso4036def", "s m"), Witness("bd-warehouse 0.4.0", "s m")),
)


def family() -> Family:
    """The family with all its sizes."""
    return nuts(
        "iso4036",
        "90-24112026-000203",
        _TABLE,
        title="ISO 4036 hexagon thin nuts, unchamfered",
        description="M1.6 to M10 with coarse thread, plain prisms, hole at its minor diameter, replaces DIN 439 A",
        name="Hexagon thin nut, unchamfered",
        grades=(Grade("110 HV"),),
        surplus_volume=lambda size: thread_metal(size, size["m"]),
    )
