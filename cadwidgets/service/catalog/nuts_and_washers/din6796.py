"""Conical spring washers of DIN 6796 for M2 to M30.

Compared value by value, without a difference: the specification of Aspen Fasteners (all sizes) and the table on
kotadiainc.com (read to M4): from M5 on unverified.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import CATEGORY, SELECTORS

_TABLE = Table(
    "DIN 6796",
    (
        Column("d1", "Hole diameter d1", "nominal (minimum)"),
        Column("d2", "Washer diameter d2", "nominal (maximum)"),
        Column("s", "Section thickness s", "nominal"),
        Column("h", "Free height h", "maximum"),
    ),
    {
        "2": (2.2, 5, 0.4, 0.6),
        "2.5": (2.7, 6, 0.5, 0.72),
        "3": (3.2, 7, 0.6, 0.85),
        "3.5": (3.7, 8, 0.8, 1.06),
        "4": (4.3, 9, 1, 1.3),
        "5": (5.3, 11, 1.2, 1.55),
        "6": (6.4, 14, 1.5, 2),
        "7": (7.4, 17, 1.75, 2.3),
        "8": (8.4, 18, 2, 2.6),
        "10": (10.5, 23, 2.5, 3.2),
        "12": (13, 29, 3, 3.95),
        "14": (15, 35, 3.5, 4.65),
        "16": (17, 39, 4, 5.25),
        "18": (19, 42, 4.5, 5.6),
        "20": (21, 45, 5, 6.4),
        "22": (23, 49, 5.5, 7.05),
        "24": (25, 56, 6, 7.75),
        "27": (28, 60, 6.5, 8.35),
        "30": (31, 70, 7, 9.2),
    },
    (
        Witness("Aspen Fasteners DIN 6796", "d1 d2 s h"),
        Witness("kotadiainc.com DIN 6796", "d1 d2 s h", only="2 2.5 3 3.5 4"),
    ),
)


def family() -> Family:
    """The family with all its sizes."""
    return Family(
        id="din6796",
        part_id="90-24112026-000257",
        category=CATEGORY,
        title="DIN 6796 conical spring washers",
        description="for M2 to M30, not compressed",
        name="Conical spring washer",
        standard="DIN 6796",
        material=STEEL,
        selectors=SELECTORS,
        configurations=_TABLE.configurations("DIN 6796 {}", (Grade("420 HV"),)),
    )
