"""Units of length: millimetres inside, other units only as labels of a model's own numbers."""

from __future__ import annotations

MILLIMETRES = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, "ft": 304.8, "um": 0.001}
"""Length of one unit in millimetres (1 inch = 25.4 mm exactly, international yard agreement of 1959)."""

_ALIASES = {"inch": "in", "inches": "in", '"': "in", "micron": "um", "µm": "um", "foot": "ft", "feet": "ft"}


def length_unit(text: str) -> str:
    """The canonical name of a unit of length, as in ``length_unit("Inch") == "in"``.

    Raises ``ValueError`` for text that names no unit of length known here.
    """
    name = text.strip().lower()
    name = _ALIASES.get(name, name)
    if name not in MILLIMETRES:
        raise ValueError(f"{text!r} is no unit of length; use one of {', '.join(MILLIMETRES)}")
    return name
