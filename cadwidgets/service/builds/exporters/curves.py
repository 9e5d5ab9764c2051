"""Curves of a plane drawing as plain numbers: what lies on what, and straight lines that overlap."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Span: TypeAlias = tuple[float, float]
_Line: TypeAlias = tuple[int, int, int]

_DIRECTIONS = 1e7
"""Into so many steps a component of a direction is divided to tell whether two lines are parallel."""


@dataclass(frozen=True)
class Segment:
    """A straight line."""

    start: Point
    end: Point


@dataclass(frozen=True)
class Arc:
    """A piece of an ellipse, or of a circle when ``ratio`` is 1, counter-clockwise.

    ``major`` leads from the centre to the end of the larger half axis, ``ratio`` is the smaller one's share of it; the
    angles are those of the parameter, in radians from ``major``, and 2 pi apart for a whole ellipse.
    """

    center: Point
    major: Point
    ratio: float
    first: float
    last: float

    @property
    def radius(self) -> float:
        """The larger half axis."""
        return math.hypot(*self.major)

    @property
    def is_whole(self) -> bool:
        """Whether it closes upon itself."""
        return self.last - self.first > 2 * math.pi - 1e-9

    def at(self, angle: float) -> Point:
        """The point of a parameter."""
        (x, y), cosine, sine = self.major, math.cos(angle), math.sin(angle) * self.ratio
        return (self.center[0] + x * cosine - y * sine, self.center[1] + y * cosine + x * sine)


@dataclass(frozen=True)
class Spline:
    """A B-spline: ``poles`` (n), ``weights`` (n, empty when all are equal), ``knots`` (n + degree + 1).

    ``points`` is a polygon that stays close to it.
    """

    degree: int
    knots: tuple[float, ...]
    poles: tuple[Point, ...]
    weights: tuple[float, ...]
    points: tuple[Point, ...]


Curve: TypeAlias = Segment | Arc | Spline


def distinct(visible: Iterable[Curve], hidden: Iterable[Curve], step: float) -> tuple[list[Curve], list[Curve]]:
    """The curves without those that lie on others: a hidden line under a visible one is not drawn.

    Straight lines that overlap or touch become one; of a hidden one the covered stretches are cut away. Points closer
    than ``step`` are one.
    """
    shown, covered = _Sorted.of(visible, step), _Sorted.of(hidden, step)
    axes = covered.axes | shown.axes
    seen = {line: _united(spans, step) for line, spans in shown.spans.items()}
    rest = {line: _minus(_united(spans, step), seen.get(line, []), step) for line, spans in covered.spans.items()}
    below = [curve for key, curve in covered.others.items() if key not in shown.others]
    return [*_segments(seen, axes), *shown.others.values()], [*_segments(rest, axes), *below]


@dataclass(frozen=True)
class _Axis:
    """A straight line without end, ``offset`` to the left of the origin when looking along its unit ``direction``."""

    direction: Point
    offset: float

    @classmethod
    def of(cls, segment: Segment) -> _Axis:
        """Directed to the right, or upwards: the same whichever way the segment runs."""
        x, y = segment.end[0] - segment.start[0], segment.end[1] - segment.start[1]
        length = math.copysign(math.hypot(x, y), y if round(x * _DIRECTIONS / math.hypot(x, y)) == 0 else x)
        x, y = x / length, y / length
        return cls((x, y), x * segment.start[1] - y * segment.start[0])

    def key(self, step: float) -> _Line:
        """Equal for lines that can hardly be told apart."""
        x, y = (round(part * _DIRECTIONS) for part in self.direction)
        return (x, y, round(self.offset / step))

    def along(self, point: Point) -> float:
        """How far along the line the point lies."""
        return self.direction[0] * point[0] + self.direction[1] * point[1]

    def at(self, along: float) -> Point:
        """The point of the line so far along."""
        (x, y), offset = self.direction, self.offset
        return (x * along - y * offset, y * along + x * offset)


@dataclass(frozen=True)
class _Sorted:
    """Stretches by the line that they lie on; other curves by what tells one from another."""

    axes: dict[_Line, _Axis]
    spans: dict[_Line, list[Span]]
    others: dict[tuple[object, ...], Curve]

    @classmethod
    def of(cls, curves: Iterable[Curve], step: float) -> _Sorted:
        found = cls({}, defaultdict(list), {})
        for curve in curves:
            if not isinstance(curve, Segment):
                found.others.setdefault(_key(curve, step), curve)
            elif math.dist(curve.start, curve.end) > step:
                axis = _Axis.of(curve)
                line = axis.key(step)
                first, last = sorted(map(axis.along, (curve.start, curve.end)))
                found.axes.setdefault(line, axis)
                found.spans[line].append((first, last))
        return found


def _united(spans: Sequence[Span], step: float) -> list[Span]:
    """Overlapping and touching stretches as one, ascending."""
    united: list[Span] = []
    for first, last in sorted(spans):
        if united and first <= united[-1][1] + step:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united


def _minus(spans: Sequence[Span], others: Sequence[Span], step: float) -> list[Span]:
    """What is left of united stretches when other united ones are cut away."""
    left = list(spans)
    for first, last in others:
        cut = [piece for span in left for piece in ((span[0], min(span[1], first)), (max(span[0], last), span[1]))]
        left = [span for span in cut if span[1] - span[0] > step]
    return left


def _segments(lines: dict[_Line, list[Span]], axes: dict[_Line, _Axis]) -> Iterable[Segment]:
    for line, spans in lines.items():
        for first, last in spans:
            yield Segment(axes[line].at(first), axes[line].at(last))


def _key(curve: Arc | Spline, step: float) -> tuple[object, ...]:
    """Equal for curves that lie on each other, whichever way they run."""

    def cell(point: Point) -> tuple[int, int]:
        return (round(point[0] / step), round(point[1] / step))

    if isinstance(curve, Spline):
        ends = sorted((cell(curve.points[0]), cell(curve.points[-1])))
        return ("spline", *ends, cell(curve.points[len(curve.points) // 2]), len(curve.points))
    shape = (round(curve.radius / step), round(curve.radius * curve.ratio / step))
    if curve.is_whole:
        return ("whole", cell(curve.center), shape)
    ends = sorted((cell(curve.at(curve.first)), cell(curve.at(curve.last))))
    return ("arc", cell(curve.center), shape, *ends, cell(curve.at((curve.first + curve.last) / 2)))
