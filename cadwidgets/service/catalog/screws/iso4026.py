"""Hexagon socket set screws with flat point of ISO 4026, M3 to M24: see `set_screws` for what was compared.

Lengths: those that FastenersWB and bd-warehouse have, without the longest at M3 and M6, which the standard leaves out.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws, fully_threaded
from cadwidgets.service.catalog.screws.set_screws import CLASSES, CREATIVE, DOCUMENTS, FASTENIT, FULLER, SOCKET

SCREWS = Screws(
    id="iso4026",
    part_id="90-24112026-000104",
    title="ISO 4026 hexagon socket set screws with flat point",
    description="M3 to M24 with coarse thread, flat point",
    name="Hexagon socket set screw with flat point",
    standard="ISO 4026",
    source="ISO 4026:2003, table 1",
    documents=DOCUMENTS,
    lengths_in=lambda d, length: (FASTENERS_WB, BD),
    columns=(
        *SOCKET,
        Column("dp", "Point diameter dp", "maximum", (FULLER, FASTENIT, CREATIVE)),
    ),
    rows={
        3: ((3, 16), (1.5, {0: 1.2, 4: 2}, 2)),
        4: ((4, 20), (2, {0: 1.5, 5: 2.5}, 2.5)),
        5: ((5, 25), (2.5, 3, 3.5)),
        6: ((6, 30), (3, {0: 2, 8: 3.5}, 4)),
        8: ((8, 40), (4, {0: 3, 10: 5}, 5.5)),
        10: ((10, 40), (5, {0: 4, 12: 6}, 7)),
        12: ((16, 40), (6, 8, 8.5)),
        16: ((20, 40), (8, 10, 12)),
        20: ((20, 50), (10, {0: 8, 25: 12}, 15)),
        24: ((25, 60), (12, {0: 10, 30: 15}, 18)),
    },
    classes=CLASSES,
    threaded=fully_threaded,
    category="CW.10.040",
)
