"""Hexagon regular nuts (style 1) with fine pitch thread of ISO 8673, M8x1 to M36x3.

From FastenersWB (table ``iso8673def``, GPL, a FreeCAD add-on) alone: unverified, though s and m are those that
ISO 4032 has for the same nominal diameter.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import DIAMETER, PITCH, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness, stainless

_GRADES = (
    Grade("8"),
    Grade("10", largest=16),
    stainless("A2-70", largest=24),
    stainless("A4-70", largest=24),
    stainless("A2-50", smallest=27),
    stainless("A4-50", smallest=27),
)

_TABLE = Table(
    "ISO 8673:2012",
    (D, P, S, M),
    {
        "8x1": (8, 1, 13, 6.8),
        "10x1": (10, 1, 16, 8.4),
        "10x1.25": (10, 1.25, 16, 8.4),
        "12x1.25": (12, 1.25, 18, 10.8),
        "12x1.5": (12, 1.5, 18, 10.8),
        "14x1.5": (14, 1.5, 21, 12.8),
        "16x1.5": (16, 1.5, 24, 14.8),
        "18x1.5": (18, 1.5, 27, 15.8),
        "20x1.5": (20, 1.5, 30, 18),
        "20x2": (20, 2, 30, 18),
        "22x1.5": (22, 1.5, 34, 19.4),
        "24x2": (24, 2, 36, 21.5),
        "27x2": (27, 2, 41, 23.8),
        "30x2": (30, 2, 46, 25.6),
        "33x2": (33, 2, 50, 28.7),
        "36x3": (36, 3, 55, 31),
    },
    (Witness("FastenersWB iso8673def", "d P s m"),),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "iso8673",
        "90-24112026-000204",
        _TABLE,
        title="ISO 8673 hexagon regular nuts, fine pitch",
        description="M8x1 to M36x3, style 1, the hole at the thread's minor diameter, replaces DIN 934",
        name="Hexagon nut, fine pitch",
        grades=_GRADES,
        sizes=(DIAMETER, PITCH),
    )
