"""Hexagon socket countersunk head screws of ISO 10642, M3 to M20.

Compared value by value: FastenersWB (tables ``iso10642def`` and ``iso10642range``), a table of screws with the same
heads after BS 4168 (joshuanava.biz), for s BOLTS and for the lengths bd-warehouse 0.4.0, whose heads are those of
the older DIN 7991 (flatter, with deeper sockets) and are not used here. bd-warehouse states maxima of s (2.1 for M3),
FastenersWB values between its limits: the nominal ones are unverified.

* dk: the least diameter that ISO 10642 allows for the head as it is made, unverified: the tables state that of
  DIN 7991 (6 for M3) or the theoretical one alone.
* threaded up to the head: the lengths of BOLTS, after DIN 7991.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import (
    BD,
    FASTENERS_WB,
    Column,
    PropertyClass,
    Screws,
    stainless,
    up_to_a_countersunk_head,
)

_BOLTS, _BS = "BOLTS hex_socket", "table after BS 4168 at joshuanava.biz"
_THREADED_TO_HEAD: Mapping[float, float] = {3: 30, 4: 30, 5: 35, 6: 40, 8: 45, 10: 55, 12: 60, 14: 65, 16: 70, 20: 90}


def _threaded(size: Mapping[str, float]) -> float:
    return up_to_a_countersunk_head(size) if size["l"] <= _THREADED_TO_HEAD[size["d"]] else size["b"]


SCREWS = Screws(
    id="iso10642",
    part_id="90-24112026-000102",
    title="ISO 10642 hexagon socket countersunk head screws",
    description="M3 to M20 with coarse thread, 90 degree head",
    name="Hexagon socket countersunk head screw",
    standard="ISO 10642",
    source="ISO 10642:2004, table 1",
    documents=(FASTENERS_WB, _BOLTS, BD),
    lengths_in=lambda d, length: (FASTENERS_WB, BD),
    lengths=(8, 10, 12, 16, 20, 25, 30, 35, 40, 50, 60, 70, 80, 90, 100),
    columns=(
        Column("dkt", "Theoretical head diameter dk", "maximum", (FASTENERS_WB, _BS)),
        Column("dk", "Head diameter dk", "minimum"),
        Column("k", "Head height k", "maximum", (FASTENERS_WB, _BS)),
        Column("s", "Hexagon socket s", "nominal", (_BOLTS,)),
        Column("t", "Socket depth t", "minimum", (FASTENERS_WB,)),
        Column("b", "Thread length b", "reference", (FASTENERS_WB,)),
    ),
    rows={
        3: ((8, 30), (6.72, 5.54, 1.86, 2, 1.1, 18)),
        4: ((8, 40), (8.96, 7.53, 2.48, 2.5, 1.5, 20)),
        5: ((8, 50), (11.2, 9.43, 3.1, 3, 1.9, 22)),
        6: ((8, 60), (13.44, 11.34, 3.72, 4, 2.2, 24)),
        8: ((10, 80), (17.92, 15.24, 4.96, 5, 3, 28)),
        10: ((12, 100), (22.4, 19.22, 6.2, 6, 3.6, 32)),
        12: ((20, 100), (26.88, 23.12, 7.44, 8, 4.3, 36)),
        14: ((25, 100), (30.8, 26.52, 8.4, 10, 4.5, 40)),
        16: ((30, 100), (33.6, 29.01, 8.8, 10, 4.8, 44)),
        20: ((35, 100), (40.32, 36.05, 10.16, 12, 5.6, 52)),
    },
    classes=(
        PropertyClass("8.8"),
        PropertyClass("10.9"),
        PropertyClass("12.9"),
        stainless("A2-70"),
        stainless("A4-70"),
    ),
    threaded=_threaded,
)
