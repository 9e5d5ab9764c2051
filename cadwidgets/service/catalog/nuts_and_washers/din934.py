"""Hexagon nuts of DIN 934, which ISO 4032 has replaced and which are still made: coarse and fine thread, to M36.

Compared value by value, without a difference: FastenersWB (table ``DIN934def``, GPL, a FreeCAD add-on), BOLTS (``nut``)
and the table of din-934.com. The last two have the coarse threads only: the fine ones are unverified, though s and m
are those of the coarse ones.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import DIAMETER, PITCH, REGULAR, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_FASTENERS_WB = Witness("FastenersWB DIN934def", "d P s m")

_COARSE = Table(
    "DIN 934:1987",
    (D, P, S, M),
    {
        "1.6": (1.6, 0.35, 3.2, 1.3),
        "2": (2, 0.4, 4, 1.6),
        "2.5": (2.5, 0.45, 5, 2),
        "3": (3, 0.5, 5.5, 2.4),
        "3.5": (3.5, 0.6, 6, 2.8),
        "4": (4, 0.7, 7, 3.2),
        "5": (5, 0.8, 8, 4),
        "6": (6, 1, 10, 5),
        "7": (7, 1, 11, 5.5),
        "8": (8, 1.25, 13, 6.5),
        "10": (10, 1.5, 17, 8),
        "12": (12, 1.75, 19, 10),
        "14": (14, 2, 22, 11),
        "16": (16, 2, 24, 13),
        "18": (18, 2.5, 27, 15),
        "20": (20, 2.5, 30, 16),
        "22": (22, 2.5, 32, 18),
        "24": (24, 3, 36, 19),
        "27": (27, 3, 41, 22),
        "30": (30, 3.5, 46, 24),
        "33": (33, 3.5, 50, 26),
        "36": (36, 4, 55, 29),
    },
    (_FASTENERS_WB, Witness("BOLTS nut", "s m"), Witness("din-934.com", "d P s m")),
)
_FINE = Table(
    "DIN 934:1987",
    (D, P, S, M),
    {
        "8x1": (8, 1, 13, 6.5),
        "10x1": (10, 1, 17, 8),
        "10x1.25": (10, 1.25, 17, 8),
        "12x1": (12, 1, 19, 10),
        "12x1.25": (12, 1.25, 19, 10),
        "14x1.5": (14, 1.5, 22, 11),
        "16x1.5": (16, 1.5, 24, 13),
        "18x1.5": (18, 1.5, 27, 15),
        "18x2": (18, 2, 27, 15),
        "20x1.5": (20, 1.5, 30, 16),
        "20x2": (20, 2, 30, 16),
        "22x1.5": (22, 1.5, 32, 18),
        "22x2": (22, 2, 32, 18),
        "24x2": (24, 2, 36, 19),
        "27x2": (27, 2, 41, 22),
        "30x2": (30, 2, 46, 24),
        "33x2": (33, 2, 50, 26),
        "36x3": (36, 3, 55, 29),
    },
    (_FASTENERS_WB,),
)


def coarse() -> Family:
    """The family with coarse threads."""
    return nuts(
        "din934",
        "90-24112026-000205",
        _COARSE,
        title="DIN 934 hexagon nuts",
        description="M1.6 to M36 with coarse thread, older widths, the hole at the thread's minor diameter",
        name="Hexagon nut",
        grades=REGULAR,
    )


def fine() -> Family:
    """The family with fine pitch threads."""
    return nuts(
        "din934_fine",
        "90-24112026-000206",
        _FINE,
        title="DIN 934 hexagon nuts, fine pitch",
        description="M8x1 to M36x3, older widths, the hole at the thread's minor diameter",
        name="Hexagon nut, fine pitch",
        grades=REGULAR,
        sizes=(DIAMETER, PITCH),
    )
