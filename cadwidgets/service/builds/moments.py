"""Where the volume of solids is, and how it lies around there: their common centre and second moments, unit density."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

import cadquery as cq
import numpy as np
from numpy.typing import NDArray
from OCP.Bnd import Bnd_Box
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.GProp import GProp_GProps

from cadwidgets.contract.picks import Point
from cadwidgets.contract.properties import Inertia
from cadwidgets.service.builds.shapes import PRECISION, volume

_Floats: TypeAlias = NDArray[np.float64]
_FAR = 100.0
"""Sizes of a solid."""


def moments(solids: Iterable[cq.Shape]) -> tuple[Point, Inertia] | None:
    """The centre of the solids' volume and the matrix of second moments about it, along the axes.

    None where there is no volume. Inside-out solids count as much as others.
    """
    found = [_of_solid(solid) for solid in solids]
    weights = np.array([weight for weight, _, _ in found])
    if not weights.sum():
        return None
    centers = np.array([center for _, center, _ in found])
    middle = np.average(centers, axis=0, weights=weights)
    away = centers - middle
    own = np.sum([inertia for _, _, inertia in found], axis=0)
    squares = np.eye(3) * (weights * (away * away).sum(axis=1)).sum()
    inertia = own + squares - np.einsum("n,ni,nj->ij", weights, away, away)
    return _point(middle), (_point(inertia[0]), _point(inertia[1]), _point(inertia[2]))


def _of_solid(solid: cq.Shape) -> tuple[float, _Floats, _Floats]:
    """Volume, centre, and moments about it where the solid stands; one in several places is integrated once."""
    size = abs(volume(solid))
    center, inertia = _of_body(solid.located(cq.Location()), size)
    place = solid.wrapped.Location().Transformation()
    matrix = np.array([[place.Value(row, column) for column in (1, 2, 3, 4)] for row in (1, 2, 3)])
    turn = matrix[:, :3]
    return size, turn @ center + matrix[:, 3], turn @ inertia @ turn.T


@lru_cache(maxsize=1024)
def _of_body(solid: cq.Shape, size: float) -> tuple[_Floats, _Floats]:
    """Gauss's quadrature with a fixed number of points, as CadQuery has it, where it finds the volume ``size``; else,
    on twisted solids, Gauss-Kronrod's. That one takes seconds for the moments of a sphere, and the kernel's adaptive
    Gauss quadrature stops too early for them."""
    near, moved = _near_origin(solid)
    mass = GProp_GProps()
    BRepGProp.VolumeProperties_s(near.wrapped, mass)
    if not math.isclose(abs(mass.Mass()), size, rel_tol=PRECISION):
        mass = GProp_GProps()
        BRepGProp.VolumePropertiesGK_s(near.wrapped, mass, PRECISION, False, False, False, True, True)
    matrix = mass.MatrixOfInertia()
    rows = np.array([[matrix.Value(row, column) for column in (1, 2, 3)] for row in (1, 2, 3)])
    return _vector(mass.CentreOfMass()) - moved, math.copysign(0.5, mass.Mass()) * (rows + rows.T)


def _near_origin(solid: cq.Shape) -> tuple[cq.Shape, _Floats]:
    """A solid that is far from the origin is moved to it: the kernel's moments are about the origin first, and lose
    as many digits as that is sizes away. And how it was moved."""
    box = Bnd_Box()
    BRepBndLib.Add_s(solid.wrapped, box, useTriangulation=False)
    low, high = _vector(box.CornerMin()), _vector(box.CornerMax())
    move = -(low + high) / 2
    if np.linalg.norm(move) <= _FAR * np.linalg.norm(high - low):
        return solid, np.zeros(3)
    return solid.translate(cq.Vector(*move.tolist())), move


def _vector(point: Any) -> _Floats:
    return np.array([point.X(), point.Y(), point.Z()])


def _point(row: _Floats) -> Point:
    x, y, z = row.tolist()
    return (x, y, z)
