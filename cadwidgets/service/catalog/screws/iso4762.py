"""Hexagon socket head cap screws of ISO 4762, M1.6 to M36, in the standard's preferred lengths.

Compared value by value: FastenersWB (table ``iso4762def``, GPL, a FreeCAD add-on), BOLTS (``hex_socket``,
after a DIN 912 data sheet), bd-warehouse 0.4.0 (``socket_head_cap_parameters``), the ISO 4762 page of
geartoolkit.com and the DIN 912 data sheet of Aramfix (M3 to M12), and the DIN 912 weight chart of Fuller
(lengths of M2 to M36). What they disagree on:

* dk: bd-warehouse states the maximum of knurled heads (10.22 for M6), the others also that of plain ones
  (10). Used here: plain heads.
* s: FastenersWB states the mean of the tolerance zone (5.06 for M6). Used here: the nominal size.
* lengths: bd-warehouse and FastenersWB begin at 8 for M6, 10 for M8 and 16 for M20, the weight chart at 10, 12 and
  30. Used here: what all of them have. They let M20 end at 100, between 160 for M16 and 200 for M24; longer ones
  are here, unverified. FastenersWB also lists 14 and 75 and leaves out 90; the others do not.

Property classes: those of the standard (steel 8.8, 10.9, 12.9 from M3 up; stainless to M24, as an overview at
amesweb.info says), and A4-80, which the trade has.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, PropertyClass, Screws, stainless

_BOLTS, _FULLER = "BOLTS hex_socket", "Fuller DIN 912 weight chart"

_THREADED_TO_HEAD: Mapping[float, float] = {
    3: 20,
    4: 25,
    5: 25,
    6: 30,
    8: 35,
    10: 40,
    12: 50,
    14: 55,
    16: 60,
    20: 70,
    24: 80,
    30: 100,
    36: 110,
}
"""The longest screw (mm) that is threaded up to its head: BOLTS. Those below M3 all are."""


def _threaded(size: Mapping[str, float]) -> float:
    to_head = _THREADED_TO_HEAD.get(size["d"], size["l"])
    return size["l"] if size["l"] <= to_head else size["b"]


def _lengths_in(d: float, length: float) -> tuple[str, ...]:
    """The chart begins with M2; of its lengths those up to 90 were read."""
    if d >= 2 and length <= 90:
        return BD, _FULLER
    return () if d == 20 and length > 100 else (BD, FASTENERS_WB)


SCREWS = Screws(
    id="iso4762",
    part_id="90-24112026-000010",
    title="ISO 4762 hexagon socket head cap screws",
    description="M1.6 to M36 with coarse thread, plain head",
    name="Hexagon socket head cap screw",
    standard="ISO 4762",
    source="ISO 4762:2004, table 1",
    documents=(FASTENERS_WB, _BOLTS, BD),
    lengths_in=_lengths_in,
    columns=(
        Column("dk", "Head diameter dk", "maximum, plain head", (FASTENERS_WB, _BOLTS)),
        Column("k", "Head height k", "maximum", (FASTENERS_WB, _BOLTS, BD)),
        Column("s", "Hexagon socket s", "nominal", (_BOLTS, BD)),
        Column("t", "Socket depth t", "minimum", (FASTENERS_WB, _BOLTS, BD)),
        Column("b", "Thread length b", "reference", (FASTENERS_WB, _BOLTS)),
        Column("v", "Head edge v", "maximum", (FASTENERS_WB,)),
    ),
    rows={
        1.6: ((2.5, 16), (3, 1.6, 1.5, 0.7, 15, 0.16)),
        2: ((3, 20), (3.8, 2, 1.5, 1, 16, 0.2)),
        2.5: ((4, 25), (4.5, 2.5, 2, 1.1, 17, 0.25)),
        3: ((5, 30), (5.5, 3, 2.5, 1.3, 18, 0.3)),
        4: ((6, 40), (7, 4, 3, 2, 20, 0.4)),
        5: ((8, 50), (8.5, 5, 4, 2.5, 22, 0.5)),
        6: ((10, 60), (10, 6, 5, 3, 24, 0.6)),
        8: ((12, 80), (13, 8, 6, 4, 28, 0.8)),
        10: ((16, 100), (16, 10, 8, 5, 32, 1)),
        12: ((20, 120), (18, 12, 10, 6, 36, 1.2)),
        14: ((25, 140), (21, 14, 12, 7, 40, 1.4)),
        16: ((25, 160), (24, 16, 14, 8, 44, 1.6)),
        20: ((30, 200), (30, 20, 17, 10, 52, 2)),
        24: ((40, 200), (36, 24, 19, 12, 60, 2)),
        30: ((45, 200), (45, 30, 22, 15.5, 72, 2.4)),
        36: ((55, 200), (54, 36, 27, 19, 84, 3)),
    },
    classes=(
        PropertyClass("8.8"),
        PropertyClass("10.9", smallest=3),
        PropertyClass("12.9", smallest=3),
        stainless("A2-70"),
        stainless("A4-70"),
        stainless("A4-80"),
    ),
    threaded=_threaded,
)
