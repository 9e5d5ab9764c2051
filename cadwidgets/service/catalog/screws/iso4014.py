"""Hexagon head screws with a shank of ISO 4014, M3 to M36.

Compared value by value: FastenersWB (tables ``iso4014head`` and ``iso4014range``), BOLTS (``hex``, after DIN 931 data
sheets) and bd-warehouse 0.4.0 (``hex_head_parameters``). What they disagree on:

* s of M14: FastenersWB states 22, the others 21, which is used here.
* k of M33: bd-warehouse states a maximum (21.42), the others the nominal 21.
* lengths: those of bd-warehouse are used; FastenersWB has them without 90 and above 220, and others
  besides (30 to 180 for M8).
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, PropertyClass, Screws, stainless

_BOLTS = "BOLTS hex"

SCREWS = Screws(
    id="iso4014",
    part_id="90-24112026-000100",
    title="ISO 4014 hexagon head screws with shank",
    description="M3 to M36 with coarse thread on a part of their length",
    name="Hexagon head screw with shank",
    standard="ISO 4014",
    source="ISO 4014:2011, table 1",
    documents=(FASTENERS_WB, _BOLTS, BD),
    lengths_in=lambda d, length: (BD,) if length == 90 or (d in (24, 27) and length > 220) else (BD, FASTENERS_WB),
    columns=(
        Column("k", "Head height k", "nominal", (FASTENERS_WB, _BOLTS)),
        Column("s", "Width across flats s", "nominal", (_BOLTS, BD)),
        Column("b", "Thread length b", "reference", (FASTENERS_WB, _BOLTS)),
    ),
    rows={
        3: ((20, 30), (2, 5.5, 12)),
        4: ((25, 40), (2.8, 7, 14)),
        5: ((25, 50), (3.5, 8, 16)),
        6: ((30, 60), (4, 10, 18)),
        8: ((40, 80), (5.3, 13, 22)),
        10: ((45, 100), (6.4, 16, 26)),
        12: ((50, 120), (7.5, 18, 30)),
        14: ((60, 140), (8.8, 21, {0: 34, 130: 40})),
        16: ((65, 160), (10, 24, {0: 38, 130: 44})),
        18: ((70, 180), (11.5, 27, {0: 42, 130: 48})),
        20: ((80, 200), (12.5, 30, {0: 46, 130: 52})),
        22: ((90, 220), (14, 34, {0: 50, 130: 56, 220: 69})),
        24: ((90, 240), (15, 36, {0: 54, 130: 60, 220: 73})),
        27: ((100, 260), (17, 41, {0: 60, 130: 66, 220: 79})),
        30: ((110, 300), (18.7, 46, {0: 66, 130: 72, 220: 85})),
        33: ((130, 320), (21, 50, {130: 78, 220: 91})),
        36: ((140, 360), (22.5, 55, {130: 84, 220: 97})),
    },
    classes=(PropertyClass("8.8"), PropertyClass("10.9"), stainless("A2-70"), stainless("A4-70")),
    threaded=lambda size: size["b"],
)
