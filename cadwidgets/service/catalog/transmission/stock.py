"""Hubs and bores of wheels as stock ranges have them: no standard fixes them, and makers differ.

They are rounded down to usual sizes, so that the hub stays clear of the teeth and carries the bore. What comes from
here is a proportion, no maker's drawing: such dimensions are never verified.
"""

from __future__ import annotations

SOURCE = "usual proportion of stock wheels, no standard"

_SIZES: tuple[float, ...] = (
    *(2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 22, 25, 28, 30, 32, 35),
    *(40, 45, 50, 55, 60, 65, 70, 75, 80, 90, 100, 110, 120),
)


def hub_diameter(root: float, *, clearance: float = 0.85) -> float:
    """The hub (mm) of a wheel with a root diameter (mm): at most ``clearance`` of it, and slimmer on large wheels."""
    return _rounded_down(min(clearance * root, 20 + 0.3 * root))


def bore(hub: float, *, at_most: float = 30) -> float:
    """The pilot bore (mm) in a hub (mm): half of it, and not more than a stock range drills."""
    return _rounded_down(min(hub / 2, at_most))


def _rounded_down(value: float) -> float:
    return float(max(size for size in _SIZES if size <= value))
