"""Slotted pan head screws of ISO 1580, M2 to M10.

Compared value by value: FastenersWB (``iso1580def``) and bd-warehouse 0.4.0 (``pan_head_parameters``). M1.6 is
left out, on whose t they disagree. Of the slot's width n they state the least and the greatest; both are
those of the nominal width used here (C13 of ISO 286) up to M3; from M4 on the greatest of bd-warehouse (1.31 for 1.2)
fits no such zone. The lengths of bd-warehouse end at 45, those of the standard do not, and say 68 for 6 and 8; the
slight taper of the head is left out.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws
from cadwidgets.service.catalog.screws.slotted import CLASSES, LENGTHS, slot_width, threaded

_BOTH = (FASTENERS_WB, BD)

SCREWS = Screws(
    id="iso1580",
    part_id="90-24112026-000109",
    title="ISO 1580 slotted pan head screws",
    description="M2 to M10 with coarse thread, rounded head",
    name="Slotted pan head screw",
    standard="ISO 1580",
    source="ISO 1580:2011, table 1",
    documents=_BOTH,
    lengths_in=lambda d, length: () if length in (6, 8) else (BD,),
    lengths=LENGTHS,
    columns=(
        Column("dk", "Head diameter dk", "maximum", _BOTH),
        Column("k", "Head height k", "maximum", _BOTH),
        Column("rf", "Radius of the head rf", "reference", (FASTENERS_WB,)),
        slot_width(*_BOTH),
        Column("t", "Slot depth t", "minimum", _BOTH),
        Column("b", "Thread length b", "minimum", (FASTENERS_WB,)),
    ),
    rows={
        2: ((2.5, 20), (4, 1.3, 0.6, 0.5, 0.5, 25)),
        2.5: ((3, 25), (5, 1.5, 0.8, 0.6, 0.6, 25)),
        3: ((4, 30), (5.6, 1.8, 0.9, 0.8, 0.7, 25)),
        4: ((5, 40), (8, 2.4, 1.2, 1.2, 1, 38)),
        5: ((6, 45), (9.5, 3, 1.5, 1.2, 1.2, 38)),
        6: ((8, 45), (12, 3.6, 1.8, 1.6, 1.4, 38)),
        8: ((10, 45), (16, 4.8, 2.4, 2, 1.9, 38)),
        10: ((12, 45), (20, 6, 3, 2.5, 2.4, 38)),
    },
    classes=CLASSES,
    threaded=threaded,
)
