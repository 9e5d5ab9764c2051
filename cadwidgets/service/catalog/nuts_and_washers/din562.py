"""Square thin nuts of DIN 562, M1.6 to M10.

Compared value by value, without a difference: the DIN 562 table of creativefasteners.co.in (from M3) and NopSCADlib
(an OpenSCAD library; M3 to M8). M1.6 to M2.5 are unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.nuts import COARSE_PITCH, D, M, P, S, nuts, thread_metal
from cadwidgets.service.catalog.nuts_and_washers.tables import Grade, Table, Witness, stainless

_TABLE = Table(
    "DIN 562",
    (D, P, S, M),
    {
        "1.6": (1.6, 0.35, 3.2, 1),
        "2": (2, 0.4, 4, 1.2),
        "2.5": (2.5, 0.45, 5, 1.6),
        "3": (3, 0.5, 5.5, 1.8),
        "4": (4, 0.7, 7, 2.2),
        "5": (5, 0.8, 8, 2.7),
        "6": (6, 1, 10, 3.2),
        "8": (8, 1.25, 13, 4),
        "10": (10, 1.5, 17, 5),
    },
    (
        *COARSE_PITCH,
        Witness("creativefasteners.co.in DIN 562", "s m", without="1.6 2 2.5"),
        Witness("NopSCADlib nuts", "s m", only="3 4 5 6 8"),
    ),
)


def family() -> Family:
    """The family with all its sizes and classes."""
    return nuts(
        "din562",
        "90-24112026-000213",
        _TABLE,
        title="DIN 562 square thin nuts",
        description="M1.6 to M10 with coarse thread, unchamfered, the hole at the thread's minor diameter",
        name="Square thin nut",
        grades=(Grade("04"), stainless("A2"), stainless("A4")),
        surplus_volume=lambda size: thread_metal(size, size["m"]),
    )
