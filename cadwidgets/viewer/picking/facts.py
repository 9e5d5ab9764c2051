"""What can be said of a picked thing from triangles and line segments alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cadwidgets.contract.measures import Facts
from cadwidgets.contract.picks import Point
from cadwidgets.geometry import measure
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.parts import Part
from cadwidgets.viewer.picking.chains import ordered
from cadwidgets.viewer.picking.fitting import Fit, fit_curve, fit_surface
from cadwidgets.viewer.picking.pickable import Picked
from cadwidgets.viewer.picking.regions import weld_step


def facts_of(mesh: Mesh, parts: Sequence[Part], picked: Picked) -> Facts:
    """What a thing is that was picked in a mesh with these parts.

    Areas and volumes are those of the triangles, the length of a circle its own. What is no plane, cylinder or sphere,
    line or circle to a ten thousandth of its size has the type FACE or CURVE. A volume is told of closed parts.
    """
    part = parts[picked.pick.part].path if picked.pick.part < len(parts) else ""
    if picked.pick.kind == "vertex":
        return Facts("vertex", "VERTEX", part, point(picked.points[0]))
    if picked.pick.kind == "edge":
        return _edge(mesh, part, picked)
    return _part(mesh, part, picked) if picked.pick.kind == "part" else _face(mesh, part, picked)


def fit_of(mesh: Mesh, picked: Picked) -> Fit | None:
    """The surface or curve on which a picked face or edge lies, if it is a simple one."""
    if picked.pick.kind == "face":
        return fit_surface(corners_of(mesh, picked))
    return fit_curve(ordered(picked.segments, weld_step(mesh))) if picked.pick.kind == "edge" else None


def corners_of(mesh: Mesh, picked: Picked) -> Floats:
    """(k, 3, 3) the corners of the picked triangles."""
    return measure.corners(mesh.vertices, mesh.triangles[picked.triangles])


def point(values: Floats) -> Point:
    """Three numbers of Python."""
    x, y, z = values.tolist()
    return (x, y, z)


def _face(mesh: Mesh, part: str, picked: Picked) -> Facts:
    corners, fit = corners_of(mesh, picked), fit_of(mesh, picked)
    center = fit.point if fit is not None and fit.type == "SPHERE" else _surface_center(corners)
    return Facts(
        "face",
        fit.type if fit is not None else "FACE",
        part,
        point(center),
        area=measure.area(corners),
        radius=fit.radius if fit is not None else None,
        direction=_direction(fit),
    )


def _edge(mesh: Mesh, part: str, picked: Picked) -> Facts:
    path = ordered(picked.segments, weld_step(mesh))
    fit = fit_curve(path)
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    center, length = _mean((path[1:] + path[:-1]) / 2, lengths), float(lengths.sum())
    if fit is not None and fit.radius is not None:
        center = fit.point
        length = float(2 * fit.radius * np.arcsin(np.clip(lengths / 2 / fit.radius, 0.0, 1.0)).sum())
    return Facts(
        "edge",
        fit.type if fit is not None else "CURVE",
        part,
        point(center),
        length=length,
        radius=fit.radius if fit is not None else None,
        direction=_direction(fit),
        path=tuple(map(point, path)),
    )


def _part(mesh: Mesh, part: str, picked: Picked) -> Facts:
    corners = corners_of(mesh, picked)
    area, center = measure.area(corners), _surface_center(corners)
    if not Mesh(mesh.vertices, mesh.triangles[picked.triangles]).is_watertight:
        return Facts("part", "PART", part, point(center), area=area)
    around = corners - center  # near the origin, where volumes keep their digits
    volume = measure.signed_volume(around)
    if volume:
        pieces = np.einsum("ij,ij->i", around[:, 0], np.cross(around[:, 1], around[:, 2])) / 6.0
        center = center + (pieces[:, None] * around.sum(axis=1) / 4.0).sum(axis=0) / volume
    return Facts("part", "PART", part, point(center), area=area, volume=abs(volume))


def _surface_center(corners: Floats) -> Floats:
    return _mean(corners.mean(axis=1), np.linalg.norm(measure.area_vectors(corners), axis=1))


def _mean(points: Floats, weights: Floats) -> Floats:
    """Where all weights are 0, the plain mean."""
    mean: Floats = np.average(points, axis=0, weights=weights if weights.sum() else None)
    return mean


def _direction(fit: Fit | None) -> Point | None:
    return None if fit is None or fit.direction is None else point(fit.direction)
