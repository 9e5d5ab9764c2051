"""Hexagon thin nuts of DIN 439, form B (chamfered), which ISO 4035 has replaced and which are still made: M1.6 to M36.

Compared value by value, without a difference: BOLTS (``nut``) and bd-warehouse 0.4.0, whose table of ISO 4035 has the
widths of this standard.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, THIN, D, M, P, S, nuts
from cadwidgets.service.catalog.nuts_and_washers.tables import Table, Witness

_TABLE = Table(
    "DIN 439:1987",
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
        "10": (10, 1.5, 17, 5),
        "12": (12, 1.75, 19, 6),
        "14": (14, 2, 22, 7),
        "16": (16, 2, 24, 8),
        "18": (18, 2.5, 27, 9),
        "20": (20, 2.5, 30, 10),
        "22": (22, 2.5, 32, 11),
        "24": (24, 3, 36, 12),
        "27": (27, 3, 41, 13.5),
        "30": (30, 3.5, 46, 15),
        "33": (33, 3.5, 50, 16.5),
        "36": (36, 4, 55, 18),
    },
    (*COARSE_PITCH, Witness("BOLTS nut", "s m"), Witness("bd-warehouse 0.4.0", "s m")),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din439",
        "90-24112026-000215",
        _TABLE,
        title="DIN 439 B hexagon thin nuts",
        description="M1.6 to M36 with coarse thread, thin, older widths, the hole at the thread's minor diameter",
        name="Hexagon thin nut",
        grades=THIN,
        number="DIN 439 B M{}",
    )
