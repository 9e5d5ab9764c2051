"""SVG (W3C, Scalable Vector Graphics 1.1): a drawing fitted into a picture, hidden lines thin and dashed."""

from __future__ import annotations

import math
from collections.abc import Iterable

from cadwidgets.service.builds.exporters.curves import Arc, Curve, Point, Segment, Spline
from cadwidgets.service.builds.exporters.drawing import Drawing

_MARGIN = 0.05
"""Left free on every side, as a share of the smaller side of the picture."""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<g fill="none" stroke-linecap="round" stroke-linejoin="round">
<g class="hidden" stroke="#8a8f98" stroke-width="0.8" stroke-dasharray="4 3">
{hidden}</g>
<g class="visible" stroke="#000000" stroke-width="1.6">
{visible}</g>
</g>
</svg>
"""


def write_svg(drawing: Drawing, width: int, height: int) -> bytes:
    """A picture of ``width`` by ``height`` pixels with the whole drawing in its middle."""
    frame = _Frame(drawing, width, height)
    groups = {
        name: "".join(f'<path d="{frame.path(curve)}"/>\n' for curve in curves)
        for name, curves in (("hidden", drawing.hidden), ("visible", drawing.visible))
    }
    return _PAGE.format(width=width, height=height, **groups).encode()


class _Frame:
    """From the plane of the drawing to pixels, whose y runs downwards."""

    def __init__(self, drawing: Drawing, width: int, height: int) -> None:
        xs, ys = zip(
            *(point for curve in (*drawing.visible, *drawing.hidden) for point in _extremes(curve)), strict=True
        )
        free = 1 - 2 * _MARGIN
        self._scale = min(free * width / _length(xs), free * height / _length(ys))
        self._middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self._center = (width / 2, height / 2)

    def path(self, curve: Curve) -> str:
        """The commands of a path."""
        match curve:
            case Segment():
                return f"M{self._at(curve.start)} L{self._at(curve.end)}"
            case Arc():
                return self._arc(curve)
            case Spline():
                first, *others = map(self._at, curve.points)
                return f"M{first} L{' '.join(others)}"

    def _arc(self, arc: Arc) -> str:
        """Two arcs for a whole ellipse: one that ends where it begins would not be drawn."""
        radii = f"{arc.radius * self._scale:.3f} {arc.radius * arc.ratio * self._scale:.3f}"
        turned = f"{-math.degrees(math.atan2(arc.major[1], arc.major[0])):.3f}"
        pieces = 2 if arc.is_whole else 1
        span = (arc.last - arc.first) / pieces
        ends = (self._at(arc.at(arc.first + span * piece)) for piece in range(1, pieces + 1))
        large = int(span > math.pi and pieces == 1)
        return f"M{self._at(arc.at(arc.first))} " + " ".join(f"A{radii} {turned} {large} 0 {end}" for end in ends)

    def _at(self, point: Point) -> str:
        x = self._center[0] + (point[0] - self._middle[0]) * self._scale
        y = self._center[1] - (point[1] - self._middle[1]) * self._scale
        return f"{x:.3f} {y:.3f}"


def _length(values: Iterable[float]) -> float:
    """The range of the values; a line that stands upright has no width, but must not make a scale without end."""
    ordered = sorted(values)
    return max(ordered[-1] - ordered[0], 1e-12)


def _extremes(curve: Curve) -> Iterable[Point]:
    """Points whose bounding box is that of the curve; for an arc a regular sample, at most half a per mille off."""
    match curve:
        case Segment():
            return (curve.start, curve.end)
        case Arc():
            steps = 64
            return (curve.at(curve.first + (curve.last - curve.first) * step / steps) for step in range(steps + 1))
        case Spline():
            return curve.points
