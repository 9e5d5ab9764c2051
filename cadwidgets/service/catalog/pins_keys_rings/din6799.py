"""Retaining washers for shafts (E-rings) after DIN 6799, for grooves of 1.5 to 30 mm.

Compared value by value: FastenersWB (table ``din6799def``, GPL, a FreeCAD add-on) and the data sheet of beneri.com
(up to 12 mm). For 5 mm FastenersWB states an opening a of 4.1, the data sheet 4.11: used here.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import SPRING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Table

_WB = Document("FastenersWB din6799def", unlike=frozenset({(5, "a")}))
_BENERI = "beneri.com DIN 6799"
_DOCUMENTS = (_WB, Document(_BENERI, 1.5, 12))
_SHAFTS = (_WB, Document(_BENERI, 1.5, 10))
_TABLE = Table(
    "DIN 6799:2011, table 1",
    (
        Column("d2", "Groove diameter d2", "nominal", _DOCUMENTS),
        Column("d3", "Outside diameter d3", "maximum, mounted", _DOCUMENTS),
        Column("s", "Ring thickness s", "nominal", _DOCUMENTS),
        Column("a", "Opening a", "nominal", _DOCUMENTS),
        Column("d1min", "Shaft diameter d1 from", "minimum", _SHAFTS),
        Column("d1max", "Shaft diameter d1 to", "maximum", _SHAFTS),
    ),
)

_SIZES = (
    (1.5, 4.25, 0.4, 1.28, 2, 2.5),
    (1.9, 4.8, 0.5, 1.61, 2.5, 3),
    (2.3, 6.3, 0.6, 1.94, 3, 4),
    (3.2, 7.3, 0.6, 2.7, 4, 5),
    (4, 9.3, 0.7, 3.34, 5, 7),
    (5, 11.3, 0.7, 4.11, 6, 8),
    (6, 12.3, 0.7, 5.26, 7, 9),
    (7, 14.3, 0.9, 5.84, 8, 11),
    (8, 16.3, 1, 6.52, 9, 12),
    (9, 18.8, 1.1, 7.63, 10, 14),
    (10, 20.4, 1.2, 8.32, 11, 15),
    (12, 23.4, 1.3, 10.45, 13, 18),
    (15, 29.4, 1.5, 12.61, 16, 24),
    (19, 37.6, 1.75, 15.92, 20, 31),
    (24, 44.6, 2, 21.88, 25, 38),
    (30, 52.6, 2.5, 25.8, 32, 42),
)
"""Groove d2, outside d3, thickness s, opening a, for shafts from d1 to d1, in mm."""


def family() -> Family:
    """The family with all its sizes. Part numbers name the groove, as the standard does."""
    return Family(
        id="din6799",
        part_id="90-24112026-000312",
        category="CW.10.070",
        title="DIN 6799 retaining washers for shafts",
        description="E-rings for grooves of 1.5 to 30 mm, as they sit in their groove",
        name="Retaining washer",
        standard="DIN 6799",
        material=SPRING_STEEL,
        selectors=(Selector("d2", "Groove diameter d2", "real", "mm"),),
        configurations=tuple(
            Configuration(f"DIN 6799 {row[0]:g}", _TABLE.dimensions(row), (f"{row[0]:g}",)) for row in _SIZES
        ),
    )
