"""O-rings in round metric sizes, as the trade lists them by inside diameter x section.

The sizes are those of an open engineering knowledge base (common metric O-rings); no second list was at hand. What a
size is called says what it measures: 20x2 is 20 mm inside and 2 mm thick.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.seals.compounds import COMPOUND, COMPOUNDS, NBR_70, in_compounds

_TRADE = "size lists of the O-ring trade"
_LIST = ("open engineering knowledge base, metric O-rings",)

_SIZES = {
    1.5: (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20),
    2: (5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 20, 22, 24, 25, 26, 28, 30, 32, 35, 38, 40),
    2.5: (10, 12, 14, 15, 16, 18, 20, 22, 24, 25, 28, 30, 32, 35, 38, 40, 45, 50),
    3: (15, 16, 18, 20, 22, 24, 25, 26, 28, 30, 32, 34, 35, 36, 38, 40, 42, 45, 48, 50, 55, 60, 65, 70),
    4: (20, 22, 25, 28, 30, 32, 35, 38, 40, 42, 45, 48, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100),
    5: (30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110, 120),
}
"""Inside diameters d1 by the section diameter d2, in mm."""


def family() -> Family:
    """The family with all its sizes and compounds."""
    return Family(
        id="metric_o_rings",
        part_id="90-24112026-000501",
        category="CW.30.010",
        title="Metric O-rings",
        description="inside diameters 3 to 120 mm, sections 1.5 to 5 mm",
        name="Sealing ring",
        standard="",
        material=COMPOUNDS[NBR_70],
        selectors=(
            Selector("d1", "Inside diameter d1", "real", "mm"),
            Selector("d2", "Section diameter d2", "real", "mm"),
            COMPOUND,
        ),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for d1, d2 in sorted((d1, d2) for d2, inside in _SIZES.items() for d1 in inside):
        sizes = (
            Dimension("d1", "Inside diameter d1", float(d1), "nominal", _TRADE, _LIST),
            Dimension("d2", "Section diameter d2", float(d2), "nominal", _TRADE, _LIST),
        )
        yield from in_compounds(f"O-ring {d1:g}x{d2:g}", sizes, (f"{d1:g}", f"{d2:g}"))
