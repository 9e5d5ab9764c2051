"""Hexagon socket set screws with cup point of ISO 4029, M3 to M24: see `set_screws` for what was compared.

dv also agrees with a data sheet of ISO 4029 at scribd.com. Lengths: as for ISO 4026.
"""

from __future__ import annotations

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws, fully_threaded
from cadwidgets.service.catalog.screws.set_screws import CLASSES, CREATIVE, DOCUMENTS, SOCKET

SCREWS = Screws(
    id="iso4029",
    part_id="90-24112026-000107",
    title="ISO 4029 hexagon socket set screws with cup point",
    description="M3 to M24 with coarse thread, cup point",
    name="Hexagon socket set screw with cup point",
    standard="ISO 4029",
    source="ISO 4029:2003, table 1",
    documents=DOCUMENTS,
    lengths_in=lambda d, length: (FASTENERS_WB, BD),
    columns=(
        *SOCKET,
        Column("dv", "Cup diameter dv", "maximum", (CREATIVE, "ISO 4029 data sheet at scribd.com")),
    ),
    rows={
        3: ((3, 16), (1.5, {0: 1.2, 5: 2}, 1.4)),
        4: ((4, 20), (2, {0: 1.5, 6: 2.5}, 2)),
        5: ((5, 25), (2.5, {0: 2, 6: 3}, 2.5)),
        6: ((6, 30), (3, {0: 2, 8: 3.5}, 3)),
        8: ((8, 40), (4, {0: 3, 10: 5}, 5)),
        10: ((10, 40), (5, {0: 4, 12: 6}, 6)),
        12: ((16, 40), (6, 8, 8)),
        16: ((20, 40), (8, 10, 10)),
        20: ((20, 50), (10, {0: 8, 25: 12}, 14)),
        24: ((25, 60), (12, {0: 10, 30: 15}, 16)),
    },
    classes=CLASSES,
    threaded=fully_threaded,
    category="CW.10.040",
)
