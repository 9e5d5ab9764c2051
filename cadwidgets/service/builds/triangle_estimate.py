"""How many triangles a model will have at least, told before the long work of making them."""

from __future__ import annotations

from OCP.BRepAdaptor import BRepAdaptor_Surface
from OCP.GeomAbs import GeomAbs_Sphere, GeomAbs_Torus
from OCP.TopAbs import TopAbs_FACE
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS, TopoDS_Face, TopoDS_Shape

_SAFE_SIZE = 0.1
"""Rounder and larger than this, in the model's unit and as a share of a torus: the kernel spares tiny surfaces."""

_FEWEST_IN_SQUARE = 1.0
"""The kernel makes four to eight triangles in each square of ``angle`` by ``angle``; holes take some away."""


def fewest_triangles(shape: TopoDS_Shape, angle: float) -> int:
    """Fewer than the mesh will have whose neighbouring segments meet at most at ``angle``.

    One for each face, and for balls and rings a quarter of what the kernel was seen to make; of other surfaces
    nothing is known before. Holds only where no distance from the surface is asked for: one may make the mesh coarser.
    """
    explorer, count = TopExp_Explorer(shape, TopAbs_FACE), 0.0
    while explorer.More():
        count += _fewest_of_face(TopoDS.Face_s(explorer.Current()), angle)
        explorer.Next()
    return int(count)


def _fewest_of_face(face: TopoDS_Face, angle: float) -> float:
    if not _is_safely_round(BRepAdaptor_Surface(face, False)):  # without the face's own limits, which take the longest
        return 1.0
    surface = BRepAdaptor_Surface(face)
    across = surface.LastUParameter() - surface.FirstUParameter()
    along = surface.LastVParameter() - surface.FirstVParameter()
    return max(1.0, _FEWEST_IN_SQUARE * float(across * along) / angle**2)


def _is_safely_round(surface: BRepAdaptor_Surface) -> bool:
    kind = surface.GetType()
    if kind == GeomAbs_Sphere:
        return bool(surface.Sphere().Radius() > _SAFE_SIZE)
    if kind != GeomAbs_Torus:
        return False
    torus = surface.Torus()
    return bool(torus.MinorRadius() > _SAFE_SIZE * max(1.0, torus.MajorRadius()))
