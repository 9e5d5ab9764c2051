"""Hexagon socket shoulder screws of ISO 7379, shoulders of 6.5 to 25 mm. Their length is that of the shoulder.

Compared value by value: bd-warehouse 0.4.0 (``shoulder_screw``) and FastenersWB (``iso7379def``), which agree on
heads, sockets and threads (dk, k, s, b). FastenersWB has the shoulders of the trade (6, 12 and 24 for M5, M10 and M20);
those of bd-warehouse are used, since a summary of the standard at fullerkr.com has them end at 6.5 and 25. The grooves
under the head and behind the thread are left out. The standard has the class 12.9 alone.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, PropertyClass, Screws

_BOTH = (FASTENERS_WB, BD)

SCREWS = Screws(
    id="iso7379",
    part_id="90-24112026-000111",
    title="ISO 7379 hexagon socket shoulder screws",
    description="Shoulders of 6.5 to 25 mm, M5 to M20 with coarse thread",
    name="Hexagon socket shoulder screw",
    standard="ISO 7379",
    number="{ds:g}-M{d:g}x{l:g}",
    source="ISO 7379:1983, table 1",
    documents=_BOTH,
    lengths_in=lambda d, length: (BD,),
    lengths=(10, 12, 16, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 120),
    columns=(
        Column("ds", "Shoulder diameter ds", "nominal", (BD,)),
        Column("dk", "Head diameter dk", "maximum, plain head", _BOTH),
        Column("k", "Head height k", "maximum", _BOTH),
        Column("s", "Hexagon socket s", "nominal", _BOTH),
        Column("t", "Socket depth t", "minimum", (BD,)),
        Column("b", "Thread length b", "maximum", _BOTH),
    ),
    rows={
        5: ((10, 120), (6.5, 10, 4.5, 3, 2.4, 9.5)),
        6: ((12, 120), (8, 13, 5.5, 4, 3.3, 11)),
        8: ((16, 120), (10, 16, 7, 5, 4.2, 13)),
        10: ((20, 120), (13, 18, 9, 6, 4.9, 16)),
        12: ((25, 120), (16, 24, 11, 8, 6.6, 18)),
        16: ((30, 120), (20, 30, 14, 10, 8.8, 22)),
        20: ((40, 120), (25, 36, 16, 12, 10, 27)),
    },
    classes=(PropertyClass("12.9"),),
    threaded=lambda size: size["b"],
)
