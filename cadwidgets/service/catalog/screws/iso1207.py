"""Slotted cheese head screws of ISO 1207, M1.6 to M10.

Compared value by value: FastenersWB (``iso1207def``) and bd-warehouse 0.4.0
(``cheese_head_parameters``). Of the slot's width n they state the least and the greatest. Both are those of the nominal
width used here (C13 of ISO 286) up to M3; from M4 on the greatest of bd-warehouse (1.31 for 1.2) fits no such zone.
The slight taper and the rounded edge of the head are left out.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws
from cadwidgets.service.catalog.screws.slotted import CLASSES, LENGTHS, slot_width, threaded

_BOTH = (FASTENERS_WB, BD)

SCREWS = Screws(
    id="iso1207",
    part_id="90-24112026-000108",
    title="ISO 1207 slotted cheese head screws",
    description="M1.6 to M10 with coarse thread, cylindrical head",
    name="Slotted cheese head screw",
    standard="ISO 1207",
    source="ISO 1207:2011, table 1",
    documents=_BOTH,
    lengths_in=lambda d, length: _BOTH,
    lengths=tuple(length for length in LENGTHS if length != 2.5),
    columns=(
        Column("dk", "Head diameter dk", "maximum", _BOTH),
        Column("k", "Head height k", "maximum", _BOTH),
        slot_width(*_BOTH),
        Column("t", "Slot depth t", "minimum", _BOTH),
        Column("b", "Thread length b", "minimum", (FASTENERS_WB,)),
    ),
    rows={
        1.6: ((2, 16), (3, 1.1, 0.4, 0.45, 25)),
        2: ((3, 20), (3.8, 1.4, 0.5, 0.6, 25)),
        2.5: ((3, 25), (4.5, 1.8, 0.6, 0.7, 25)),
        3: ((4, 30), (5.5, 2, 0.8, 0.85, 25)),
        4: ((5, 40), (7, 2.6, 1.2, 1.1, 38)),
        5: ((6, 50), (8.5, 3.3, 1.2, 1.3, 38)),
        6: ((8, 60), (10, 3.9, 1.6, 1.6, 38)),
        8: ((10, 80), (13, 5, 2, 2, 38)),
        10: ((12, 80), (16, 6, 2.5, 2.4, 38)),
    },
    classes=CLASSES,
    threaded=threaded,
)
