"""Plain washers of ISO 7089 (normal series, product grade A) for M3 to M12.

Compared value by value, without a difference: FastenersWB (table ``iso7089def``, GPL, a FreeCAD add-on) and the
ISO 7089 page of engineeringhardware.com. The thickness is the nominal one; FastenersWB also states the
maximum (1.8 for M6).
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_STANDARD = "ISO 7089:2000, table 1"
_AGREEING = ("FastenersWB iso7089def", "engineeringhardware.com ISO 7089")

_SIZES = {
    3: (3.2, 7, 0.5),
    4: (4.3, 9, 0.8),
    5: (5.3, 10, 1),
    6: (6.4, 12, 1.6),
    8: (8.4, 16, 1.6),
    10: (10.5, 20, 2),
    12: (13, 24, 2.5),
}
"""Hole d1, outside diameter d2, thickness h in mm, by the nominal diameter of the screw."""
_LABELS = (
    ("d1", "Hole diameter d1", "nominal (minimum)"),
    ("d2", "Washer diameter d2", "nominal (maximum)"),
    ("h", "Washer thickness h", "nominal"),
)


def family() -> Family:
    """The family with all its sizes."""
    return Family(
        id="iso7089",
        part_id="90-24112026-000030",
        category="CW.10.020",
        title="ISO 7089 plain washers",
        description="for M3 to M12, normal series, product grade A",
        name="Plain washer",
        standard="ISO 7089",
        material=STEEL,
        selectors=(Selector("d", "Nominal diameter d", "real", "mm"),),
        configurations=tuple(Configuration(f"ISO 7089 {d}", _dimensions(d), (str(d),)) for d in _SIZES),
    )


def _dimensions(d: int) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(symbol, label, float(value), basis, _STANDARD, _AGREEING)
        for (symbol, label, basis), value in zip(_LABELS, _SIZES[d], strict=True)
    )
