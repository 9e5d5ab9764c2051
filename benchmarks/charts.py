"""A growth curve as a small SVG: both axes logarithmic, so that a power law is a straight line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 480, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 130, 34, 44
COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
"""From the palette of Okabe and Ito, which eyes of every kind tell apart."""

Points = Sequence[tuple[float, float]]


def log_chart(title: str, across: str, curves: Mapping[str, Points]) -> str:
    """The curves, by their names, over the axis ``across``. Raises ValueError for a number that is not positive."""
    every = [point for points in curves.values() for point in points]
    if not every or min(min(point) for point in every) <= 0:
        raise ValueError("a logarithmic chart needs points, and positive numbers")
    x = _Scale([point[0] for point in every], LEFT, WIDTH - RIGHT)
    y = _Scale([point[1] for point in every], HEIGHT - BOTTOM, TOP)
    parts = [_text(LEFT, 18, title, "start", 13), _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, across)]
    parts += [_line(x(tick), TOP, x(tick), HEIGHT - BOTTOM) + _under(x(tick), tick) for tick in x.ticks]
    parts += [_line(LEFT, y(tick), WIDTH - RIGHT, y(tick)) + _beside(y(tick), tick) for tick in y.ticks]
    for number, (name, points) in enumerate(curves.items()):
        parts.append(_curve(name, [(x(one), y(other)) for one, other in points], COLORS[number % len(COLORS)]))
    style = 'font-family="sans-serif" fill="#333"'
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    paper = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {style}>\n{paper}\n{body}\n</svg>\n'


class _Scale:
    """From numbers to places between ``start`` and ``end``, by their logarithms; whole powers of ten at both ends."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self._low, self._range = low, max(high - low, 1)
        self._start, self._end = start, end
        self.ticks = [10.0**power for power in range(low, low + self._range + 1)]

    def __call__(self, value: float) -> float:
        return self._start + (math.log10(value) - self._low) / self._range * (self._end - self._start)


def _curve(name: str, places: Points, color: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in places)
    x, y = places[-1]
    label = _text(x + 8, y + 4, name, "start", color=color)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>{dots}{label}'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, text: str, anchor: str = "middle", size: int = 11, color: str = "#333") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{color}"'
    return f"<text {place}>{escape(text)}</text>"


def _under(x: float, tick: float) -> str:
    return _text(x, HEIGHT - BOTTOM + 16, _number(tick))


def _beside(y: float, tick: float) -> str:
    return _text(LEFT - 6, y + 4, _number(tick), "end")


def _number(tick: float) -> str:
    return f"{tick:,.0f}" if tick >= 1 else f"{tick:g}"
