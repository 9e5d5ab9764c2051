"""Slotted countersunk head screws of ISO 2009, M2 to M10.

Heads (theoretical dk, k) after FastenersWB (``iso2009def``) and the same heads of ISO 14581 in bd-warehouse 0.4.0,
whose own ISO 2009 table has those of the older DIN 963; widths of slots and lengths after FastenersWB. The diameter dk
of the head as it is made and the depth t of the slot are unverified; FastenersWB states means of their tolerance zones,
which fit (5.3 and 0.7 for M3).
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws, up_to_a_countersunk_head
from cadwidgets.service.catalog.screws.slotted import CLASSES, LENGTHS

_BOTH = (FASTENERS_WB, BD)


def _threaded(size: Mapping[str, float]) -> float:
    return up_to_a_countersunk_head(size) if size["l"] <= 45 else size["b"]


SCREWS = Screws(
    id="iso2009",
    part_id="90-24112026-000110",
    title="ISO 2009 slotted countersunk head screws",
    description="M2 to M10 with coarse thread, 90 degree head",
    name="Slotted countersunk head screw",
    standard="ISO 2009",
    source="ISO 2009:2011, table 1",
    documents=_BOTH,
    lengths_in=lambda d, length: (FASTENERS_WB,),
    lengths=LENGTHS,
    columns=(
        Column("dkt", "Theoretical head diameter dk", "maximum", _BOTH),
        Column("dk", "Head diameter dk", "maximum"),
        Column("k", "Head height k", "maximum", _BOTH),
        Column("n", "Slot width n", "nominal", (FASTENERS_WB,)),
        Column("t", "Slot depth t", "minimum"),
        Column("b", "Thread length b", "minimum", (FASTENERS_WB,)),
    ),
    rows={
        2: ((3, 20), (4.4, 3.8, 1.2, 0.5, 0.4, 25)),
        2.5: ((4, 25), (5.5, 4.7, 1.5, 0.6, 0.5, 25)),
        3: ((5, 30), (6.3, 5.5, 1.65, 0.8, 0.6, 25)),
        4: ((6, 40), (9.4, 8.4, 2.7, 1.2, 1, 38)),
        5: ((8, 50), (10.4, 9.3, 2.7, 1.2, 1.1, 38)),
        6: ((8, 60), (12.6, 11.3, 3.3, 1.6, 1.2, 38)),
        8: ((10, 80), (17.3, 15.8, 4.65, 2, 1.8, 38)),
        10: ((12, 80), (20, 18.3, 5, 2.5, 2, 38)),
    },
    classes=CLASSES,
    threaded=_threaded,
)
