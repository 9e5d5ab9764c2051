"""Hexagon socket set screws with cone point of ISO 4027, M3 to M24: see `set_screws` for what was compared.

The cone has 90 degrees, that of short screws 120. The flat dt of its tip is the greatest that the edition of 2003
allows; below M6 it is unverified (older tables have a sharper one there). Lengths: as for ISO 4026, without the
shortest up to M6 and M20.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import BD, FASTENERS_WB, Column, Screws
from cadwidgets.service.catalog.screws.set_screws import CLASSES, CREATIVE, DOCUMENTS, SOCKET


def _threaded(size: Mapping[str, float]) -> float:
    """All but the cone."""
    return size["l"] - (size["d"] - size["dt"]) / 2 / math.tan(math.radians(size["alpha"] / 2))


SCREWS = Screws(
    id="iso4027",
    part_id="90-24112026-000105",
    title="ISO 4027 hexagon socket set screws with cone point",
    description="M3 to M24 with coarse thread, cone point",
    name="Hexagon socket set screw with cone point",
    standard="ISO 4027",
    source="ISO 4027:2003, table 1",
    documents=DOCUMENTS,
    lengths_in=lambda d, length: (FASTENERS_WB, BD),
    columns=(
        *SOCKET,
        Column("dt", "Point diameter dt", "maximum", (CREATIVE,)),
        Column("alpha", "Point angle", "nominal", unit="°"),
    ),
    rows={
        3: ((4, 16), (1.5, {0: 1.2, 5: 2}, 0.75, {0: 120, 5: 90})),
        4: ((5, 20), (2, {0: 1.5, 6: 2.5}, 1, {0: 120, 6: 90})),
        5: ((6, 25), (2.5, {0: 2, 8: 3}, 1.25, {0: 120, 8: 90})),
        6: ((8, 30), (3, 3.5, 1.5, 90)),
        8: ((8, 40), (4, {0: 3, 10: 5}, 2, {0: 120, 10: 90})),
        10: ((10, 40), (5, {0: 4, 12: 6}, 2.5, {0: 120, 12: 90})),
        12: ((16, 40), (6, 8, 3, 90)),
        16: ((20, 40), (8, 10, 4, 90)),
        20: ((25, 50), (10, 12, 5, 90)),
        24: ((25, 60), (12, {0: 10, 30: 15}, 6, {0: 120, 30: 90})),
    },
    classes=CLASSES,
    threaded=_threaded,
    category="CW.10.040",
)
