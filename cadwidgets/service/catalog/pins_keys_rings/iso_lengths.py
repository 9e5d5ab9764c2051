"""Nominal lengths that the standards of pins have in common."""

from __future__ import annotations

_SHORT = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 35, 40, 45, 50)
_LONG = (55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 120, 140, 160, 180, 200)
PIN_LENGTHS = _SHORT + _LONG
"""Millimetres. ISO 2338, 2339, 2340, 2341, 8733, 8734 and 8752 choose from these."""
