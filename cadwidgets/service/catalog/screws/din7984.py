"""Hexagon socket head cap screws with low head of DIN 7984, M3 to M24.

Compared value by value, without a difference in dk, k and s: FastenersWB (``din7984def``) and a chart of metric heads
at ux.uis.no; the rest is that of FastenersWB alone. A screw is threaded up to its head where less than three pitches
would be left plain.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import FASTENERS_WB, Column, PropertyClass, Screws, stainless

_BOTH = (FASTENERS_WB, "chart of metric heads at ux.uis.no")


def _threaded(size: Mapping[str, float]) -> float:
    return size["l"] if size["l"] < size["b"] + 3 * size["P"] else size["b"]


SCREWS = Screws(
    id="din7984",
    part_id="90-24112026-000112",
    title="DIN 7984 hexagon socket head cap screws with low head",
    description="M3 to M24 with coarse thread, plain low head",
    name="Hexagon socket head cap screw with low head",
    standard="DIN 7984",
    source="DIN 7984:2002, table 1",
    documents=_BOTH,
    lengths_in=lambda d, length: (FASTENERS_WB,),
    columns=(
        Column("dk", "Head diameter dk", "maximum, plain head", _BOTH),
        Column("k", "Head height k", "maximum", _BOTH),
        Column("s", "Hexagon socket s", "nominal", _BOTH),
        Column("t", "Socket depth t", "minimum", (FASTENERS_WB,)),
        Column("b", "Thread length b", "reference", (FASTENERS_WB,)),
        Column("v", "Head edge v", "maximum", (FASTENERS_WB,)),
    ),
    rows={
        3: ((5, 20), (5.5, 2, 2, 1.5, 12, 0.3)),
        4: ((6, 25), (7, 2.8, 2.5, 2.3, 14, 0.4)),
        5: ((8, 30), (8.5, 3.5, 3, 2.7, 16, 0.5)),
        6: ((10, 40), (10, 4, 4, 3, 18, 0.6)),
        8: ((12, 60), (13, 5, 5, 3.8, 22, 0.8)),
        10: ((16, 70), (16, 6, 7, 4.5, 26, 1)),
        12: ((20, 80), (18, 7, 8, 5, 30, 1.2)),
        16: ((30, 80), (24, 9, 12, 5.5, 38, 1.6)),
        20: ((40, 100), (30, 11, 14, 7.5, 46, 2)),
        24: ((50, 100), (36, 13, 17, 8, 54, 2.4)),
    },
    classes=(PropertyClass("8.8"), PropertyClass("10.9"), stainless("A2-70"), stainless("A4-70")),
    threaded=_threaded,
)
