"""Hexagon socket button head screws of ISO 7380-1, M3 to M16.

Compared value by value, without a difference in dk, k, s and t: FastenersWB (table ``iso7380def``), bd-warehouse 0.4.0
(``button_head_parameters``, whose s is the maximum) and a data sheet of ISO 7380 at scribd.com (270233937). The dome
(radius rf, flat dl) is that of bd-warehouse alone. Threaded up to the head, as such screws are mostly made (Westfield
Fasteners); the standard also allows a shank on long ones.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import (
    BD,
    FASTENERS_WB,
    Column,
    PropertyClass,
    Screws,
    fully_threaded,
    stainless,
)

_SHEET = "ISO 7380 data sheet at scribd.com"
_ALL = (FASTENERS_WB, BD, _SHEET)

SCREWS = Screws(
    id="iso7380_1",
    part_id="90-24112026-000103",
    title="ISO 7380-1 hexagon socket button head screws",
    description="M3 to M16 with coarse thread up to the head",
    name="Hexagon socket button head screw",
    standard="ISO 7380-1",
    source="ISO 7380-1:2011, table 1",
    documents=_ALL,
    lengths_in=lambda d, length: (FASTENERS_WB, BD),
    columns=(
        Column("dk", "Head diameter dk", "maximum", _ALL),
        Column("k", "Head height k", "maximum", _ALL),
        Column("dl", "Flat of the head dl", "reference", (BD,)),
        Column("rf", "Radius of the head rf", "maximum", (BD,)),
        Column("s", "Hexagon socket s", "nominal", (_SHEET,)),
        Column("t", "Socket depth t", "minimum", _ALL),
    ),
    rows={
        3: ((6, 30), (5.7, 1.65, 2.6, 3.7, 2, 1.04)),
        4: ((6, 40), (7.6, 2.2, 3.8, 4.6, 2.5, 1.3)),
        5: ((8, 50), (9.5, 2.75, 5, 5.75, 3, 1.56)),
        6: ((10, 60), (10.5, 3.3, 6, 6.15, 4, 2.08)),
        8: ((12, 80), (14, 4.4, 7.7, 7.95, 5, 2.6)),
        10: ((16, 90), (17.5, 5.5, 10, 9.8, 6, 3.12)),
        12: ((20, 90), (21, 6.6, 12, 11.2, 8, 4.16)),
        16: ((25, 90), (28, 8.8, 16, 15.3, 10, 5.2)),
    },
    classes=(
        PropertyClass("8.8"),
        PropertyClass("10.9"),
        PropertyClass("12.9"),
        stainless("A2-70"),
        stainless("A4-70"),
    ),
    threaded=fully_threaded,
)
