"""The dimension that a parameter is: a distance of planes or a diameter that has its value in two builds.

Nothing is guessed from names: the length is there, it follows the value, and one of the faces moves along. A model in
which a face came or went tells nothing. Where several measures are the same, the one of the largest faces is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cadwidgets.contract.picks import Point
from cadwidgets.geometry.measure import Floats, unit
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.face_changes import FaceChanges
from cadwidgets.viewer.face_table import OFF
from cadwidgets.viewer.picking.fitting import Fit, fit_surface

_LARGEST = 60
"""So many of the moved faces are tried, the largest first."""
_AWAY = 0.12
"""How far beside the model a dimension stands, in half diagonals of it."""
_TO_THE_EYE = unit(np.array((1.0, -1.0, 1.0)))
"""In the first view, in which a dimension is meant to stand clear of the model."""
_BELOW = np.array((1.0, 1.0, -2.0))
"""To the right and downwards there."""
_SIGNS = {1.0: "R\u00a0", 2.0: "\u2300\u00a0"}


@dataclass(frozen=True, eq=False)
class Dimension:
    """``segments`` (n, 2, 3): the dimension line, then what leads to it; the label stands ``at`` a point (3,), with a
    ``sign`` before the ``length``."""

    segments: Floats
    at: Floats
    length: float
    sign: str = ""

    @property
    def place(self) -> Point:
        """Where its label stands."""
        x, y, z = self.at.tolist()
        return (x, y, z)


def proven(changes: FaceChanges, value: float, other: float) -> Dimension | None:
    """What is ``value`` long in the model and ``other`` long in the other build, along with a face that moved."""
    now, then = changes.now, changes.other
    if now.count != then.count or not (now.planar == then.planar).all() or value <= 0.0 or value == other:
        return None
    moved = np.flatnonzero(changes.moved)
    largest = moved[np.argsort(-now.area[moved], kind="stable")][:_LARGEST]
    found = [*_planes(changes, largest[now.planar[largest]], value, other)]
    found += _rounds(changes, largest[~now.planar[largest]], value, other)
    return max(found, key=lambda one: one[0])[1] if found else None


def _planes(changes: FaceChanges, faces: Indices, value: float, other: float) -> Iterator[tuple[float, Dimension]]:
    """(How large the smaller face is, the dimension) of pairs of parallel planes, one of which has moved."""
    now, then, length = changes.now, changes.other, changes.now.scale.length
    for face in faces:
        along = now.normal[face]
        sense = now.normal @ along
        parallel = now.planar & (1 - np.abs(sense) < OFF) & (1 - np.abs(then.normal @ along) < OFF)
        gaps = [_gaps(table.planes[:, 3], int(face), sense) for table in (now, then)]
        fits = [
            np.abs(np.abs(gap) * length - size) < OFF * length for gap, size in zip(gaps, (value, other), strict=True)
        ]
        mates = np.flatnonzero(parallel & fits[0] & fits[1] & (gaps[0] * gaps[1] > 0))
        if len(mates):
            mate = mates[np.argmax(now.area[mates])]
            yield min(now.area[face], now.area[mate]), _between(changes, int(face), -gaps[0][mate] * length, value)


def _gaps(offsets: Floats, face: int, sense: Floats) -> Floats:
    """How far each plane lies before one of them, along that one's normal."""
    return offsets[face] - np.sign(sense) * offsets


def _between(changes: FaceChanges, face: int, gap: float, value: float) -> Dimension:
    """From a corner of the face as far as the other plane, beside the model."""
    now = changes.now
    along, points = now.normal[face], now.points(face).reshape(-1, 3)
    aside = _aside(along)
    start = points[np.argmax(points @ aside)]
    ends = np.array((start, start + gap * along))
    line = ends + aside * _AWAY * now.scale.length
    return Dimension(np.array((line, (ends[0], line[0]), (ends[1], line[1]))), line.mean(axis=0), value)


def _aside(along: Floats) -> Floats:
    """The way (3,) across a line on which, in the first view, one comes clear of it soonest."""
    way = unit(np.cross(along, _TO_THE_EYE))
    return -way if way @ _BELOW < 0 else way


def _rounds(changes: FaceChanges, faces: Indices, value: float, other: float) -> Iterator[tuple[float, Dimension]]:
    """(How large the face is, the dimension) of cylinders and spheres whose radius or diameter it is."""
    for face in faces:
        fit, then = (fit_surface(table.points(int(face))) for table in (changes.now, changes.other))
        if fit is None or then is None or fit.radius is None or then.radius is None or fit.type != then.type:
            continue
        off = 2 * OFF * changes.now.scale.length
        for times, sign in _SIGNS.items():
            if abs(times * fit.radius - value) < times * off and abs(times * then.radius - other) < times * off:
                yield changes.now.area[face], _across(changes, int(face), fit, times, sign, value)


def _across(changes: FaceChanges, face: int, fit: Fit, times: float, sign: str, value: float) -> Dimension:
    """From the middle, or from side to side, and on to its label, at the end that the first view sees."""
    points, radius = changes.now.points(face).reshape(-1, 3), float(fit.radius or 0.0)
    center, axis = fit.point, np.array((0.0, 0.0, 1.0)) if fit.direction is None else fit.direction
    if fit.direction is not None:
        rim = points[np.argmax(points @ (axis * np.sign(axis @ _TO_THE_EYE or 1.0)))]
        center = center + ((rim - center) @ axis) * axis
    outward = points - center - ((points - center) @ axis)[:, None] * axis
    across = unit(outward[np.argmax(outward @ _aside(axis))])
    start, end = center - (radius if times == 2.0 else 0.0) * across, center + radius * across
    label = end + across * _AWAY * changes.now.scale.length
    return Dimension(np.array(((start, end), (end, label))), label, value, sign)
