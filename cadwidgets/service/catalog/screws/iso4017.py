"""Hexagon head screws threaded up to the head, of ISO 4017, M1.6 to M36.

Compared value by value: FastenersWB (tables ``iso4017head`` and ``iso4017range``), BOLTS (``hex``, after DIN 931 and
DIN 933 data sheets) and bd-warehouse 0.4.0 (``hex_head_parameters``). What they disagree on:

* s of M14 and M22: bd-warehouse states 21 and 34, which are used here; BOLTS too for ISO 4014, whose heads are the
  same,
  but 22 and 32 for ISO 4017; FastenersWB states 22 and 34. So 21 is unverified.
* k: bd-warehouse states maxima (4.24 for M6), the others the nominal height (4).
* lengths: the ranges of FastenersWB and bd-warehouse are the same, also in what seems odd; used here is what lies in
  them and in the steps of the standard as usually printed (from 6 for M3, 8 for M4, 10 for M5, 30 for M14). 2.5 is no
  length of
  theirs; 90 is none of FastenersWB.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import (
    BD,
    FASTENERS_WB,
    LENGTHS,
    Column,
    PropertyClass,
    Screws,
    fully_threaded,
    stainless,
)

_BOLTS = "BOLTS hex"

SCREWS = Screws(
    id="iso4017",
    part_id="90-24112026-000101",
    title="ISO 4017 hexagon head screws",
    description="M1.6 to M36 with coarse thread up to the head",
    name="Hexagon head screw",
    standard="ISO 4017",
    source="ISO 4017:2014, table 1",
    documents=(FASTENERS_WB, _BOLTS, BD),
    lengths_in=lambda d, length: (BD,) if length == 90 else (FASTENERS_WB, BD),
    lengths=tuple(length for length in LENGTHS if length != 2.5),
    columns=(
        Column("k", "Head height k", "nominal", (FASTENERS_WB, _BOLTS)),
        Column(
            "s",
            "Width across flats s",
            "nominal",
            (_BOLTS, FASTENERS_WB, BD),
            without=((_BOLTS, 14), (_BOLTS, 22), (FASTENERS_WB, 14)),
        ),
    ),
    rows={
        1.6: ((2, 16), (1.1, 3.2)),
        2: ((4, 20), (1.4, 4)),
        2.5: ((5, 25), (1.7, 5)),
        3: ((6, 30), (2, 5.5)),
        4: ((8, 40), (2.8, 7)),
        5: ((10, 50), (3.5, 8)),
        6: ((12, 60), (4, 10)),
        8: ((16, 80), (5.3, 13)),
        10: ((20, 100), (6.4, 16)),
        12: ((25, 120), (7.5, 18)),
        14: ((30, 140), (8.8, 21)),
        16: ((30, 150), (10, 24)),
        18: ((35, 180), (11.5, 27)),
        20: ((40, 150), (12.5, 30)),
        22: ((45, 200), (14, 34)),
        24: ((50, 150), (15, 36)),
        27: ((60, 100), (17, 41)),
        30: ((60, 200), (18.7, 46)),
        33: ((65, 200), (21, 50)),
        36: ((70, 200), (22.5, 55)),
    },
    classes=(PropertyClass("8.8"), PropertyClass("10.9", smallest=3), stainless("A2-70"), stainless("A4-70")),
    threaded=fully_threaded,
)
