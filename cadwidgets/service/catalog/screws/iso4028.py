"""Hexagon socket set screws with dog point of ISO 4028, M3 to M24: see `set_screws` for what was compared.

Lengths: those of FastenersWB (``iso4028range``), but M4 to 20 as its neighbours, not to 30.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.screws.metric import FASTENERS_WB, Column, Screws
from cadwidgets.service.catalog.screws.set_screws import CLASSES, DOCUMENTS, FULLER, SOCKET


def _threaded(size: Mapping[str, float]) -> float:
    """All but the dog."""
    return size["l"] - size["z"]


SCREWS = Screws(
    id="iso4028",
    part_id="90-24112026-000106",
    title="ISO 4028 hexagon socket set screws with dog point",
    description="M3 to M24 with coarse thread, dog point",
    name="Hexagon socket set screw with dog point",
    standard="ISO 4028",
    source="ISO 4028:2003, table 1",
    documents=DOCUMENTS,
    lengths_in=lambda d, length: (FASTENERS_WB,),
    columns=(
        *SOCKET,
        Column("dp", "Point diameter dp", "maximum", (FULLER, FASTENERS_WB)),
        Column("z", "Length of the dog point z", "minimum", (FULLER, FASTENERS_WB)),
    ),
    rows={
        3: ((4, 16), (1.5, {0: 1.2, 6: 2}, 2, {0: 0.75, 6: 1.5})),
        4: ((5, 20), (2, {0: 1.5, 8: 2.5}, 2.5, {0: 1, 8: 2})),
        5: ((6, 25), (2.5, {0: 2, 8: 3}, 3.5, {0: 1.25, 8: 2.5})),
        6: ((8, 30), (3, {0: 2, 10: 3.5}, 4, {0: 1.5, 10: 3})),
        8: ((8, 40), (4, {0: 3, 12: 5}, 5.5, {0: 2, 12: 4})),
        10: ((10, 50), (5, {0: 4, 16: 6}, 7, {0: 2.5, 16: 5})),
        12: ((12, 60), (6, {0: 4.8, 20: 8}, 8.5, {0: 3, 20: 6})),
        16: ((16, 60), (8, {0: 6.4, 25: 10}, 12, {0: 4, 25: 8})),
        20: ((20, 60), (10, {0: 8, 30: 12}, 15, {0: 5, 30: 10})),
        24: ((25, 60), (12, {0: 10, 35: 15}, 18, {0: 6, 35: 12})),
    },
    classes=CLASSES,
    threaded=_threaded,
    category="CW.10.040",
)
