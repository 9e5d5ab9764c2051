"""Bodies of revolution around the z axis."""

from __future__ import annotations

import cadquery as cq

Outline = tuple[tuple[float, float], ...]
"""Points (r, z) of half a cross-section, in millimetres, joined by straight lines."""


def turned(outline: Outline) -> cq.Solid:
    """The body of an outline that begins and ends on the axis."""
    return cq.Workplane("XZ").polyline(outline).close().revolve(360, (0, 0, 0), (0, 1, 0)).val()
