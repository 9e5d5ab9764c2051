"""Hexagon nuts with flange of ISO 4161, M5 to M20; those of DIN 6923 are the same.

Compared value by value, without a difference: FastenersWB (table ``iso4161def``, GPL, a FreeCAD add-on), bd-warehouse
0.4.0 (as DIN 1665) and omdl (``iso_4161``, an OpenSCAD library; without c and M14).
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, INSERT, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Table, Witness

_TABLE = Table(
    "ISO 4161:1999",
    (D, P, S, M, Column("dc", "Flange diameter dc", "maximum"), Column("c", "Flange edge c", "minimum")),
    {
        "5": (5, 0.8, 8, 5, 11.8, 1),
        "6": (6, 1, 10, 6, 14.2, 1.1),
        "8": (8, 1.25, 13, 8, 17.9, 1.2),
        "10": (10, 1.5, 15, 10, 21.8, 1.5),
        "12": (12, 1.75, 18, 12, 26, 1.8),
        "14": (14, 2, 21, 14, 29.9, 2.1),
        "16": (16, 2, 24, 16, 34.5, 2.4),
        "20": (20, 2.5, 30, 20, 42.8, 3),
    },
    (
        *COARSE_PITCH,
        Witness("FastenersWB iso4161def", "s m dc c"),
        Witness("bd-warehouse 0.4.0", "s m dc c"),
        Witness("omdl iso_4161", "s m dc", without="14"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso4161",
        "90-24112026-000210",
        _TABLE,
        title="ISO 4161 hexagon nuts with flange",
        description="M5 to M20 with coarse thread, hole at its minor diameter, flange not serrated, replaces DIN 6923",
        name="Hexagon nut with flange",
        grades=INSERT,
    )
