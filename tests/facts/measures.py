"""Measuring a solid: diameters, lengths and widths across flats, read from its faces and edges by the CAD kernel.

A measure gets the shape and the configuration that it was built from, and returns a number in millimetres. Those that
look for a face look for the one nearest to the table's value: where there is none of that size, the difference shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import cadquery as cq
from OCP.BRepAdaptor import BRepAdaptor_Surface
from OCP.gp import gp_Sphere, gp_Torus

from cadwidgets.service.catalog import Configuration

Measure = Callable[[cq.Shape, Configuration], float]


def extent(axis: str) -> Measure:
    """The size of the bounding box along ``x``, ``y`` or ``z``."""
    return lambda shape, _: float(getattr(shape.BoundingBox(0.0001), f"{axis}len"))


def below() -> Measure:
    """How far the shape reaches below z = 0."""
    return lambda shape, _: -float(shape.BoundingBox(0.0001).zmin)


def above() -> Measure:
    """How far the shape reaches above z = 0."""
    return lambda shape, _: float(shape.BoundingBox(0.0001).zmax)


def solid(place: int, measure: Measure) -> Measure:
    """What a measure finds on one solid of the shape, by its place."""
    return lambda shape, size: measure(shape.Solids()[place], size)


def cylinder(symbol: str) -> Measure:
    """The diameter of the cylindrical face, on any axis, that is nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest((2 * radius for radius in cylinder_radii(shape)), size[symbol])


def circle(symbol: str) -> Measure:
    """The diameter of the circular edge nearest to the dimension ``symbol``: for chamfered and conical places."""
    return lambda shape, size: _nearest((2 * radius for radius in circle_radii(shape)), size[symbol])


def arc(symbol: str) -> Measure:
    """The radius of the circular edge nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest(circle_radii(shape), size[symbol])


def cone(symbol: str) -> Measure:
    """The diameter at z = 0 of the cone, as if it went on to there, that is nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest((2 * radius for radius in cone_radii_at_zero(shape)), size[symbol])


def cone_angle(symbol: str) -> Measure:
    """The opening angle in degrees of the cone that is nearest to the dimension ``symbol``."""

    def angle(shape: cq.Shape, size: Configuration) -> float:
        cones = (face._geomAdaptor().Cone() for face in shape.Faces() if face.geomType() == "CONE")
        return _nearest((2 * math.degrees(abs(known.SemiAngle())) for known in cones), size[symbol])

    return angle


def between_circles(diameter: str) -> Measure:
    """How far along z the circular edges of the dimension ``diameter`` lie apart."""

    def apart(shape: cq.Shape, size: Configuration) -> float:
        circles = (edge for edge in shape.Edges() if edge.geomType() == "CIRCLE")
        heights = [edge.Center().z for edge in circles if abs(2 * edge.radius() - size[diameter]) < 1e-6]
        return float(max(heights) - min(heights))

    return apart


def depth_of_circle(diameter: str) -> Measure:
    """How far below z = 0 the uppermost circular edge of the dimension ``diameter`` lies."""

    def depth(shape: cq.Shape, size: Configuration) -> float:
        circles = (edge for edge in shape.Edges() if edge.geomType() == "CIRCLE")
        heights = (edge.Center().z for edge in circles if abs(2 * edge.radius() - size[diameter]) < 1e-6)
        return -float(max(heights, default=math.nan))

    return depth


def bore() -> Measure:
    """The diameter of what goes through along the z axis without touching."""

    def free(shape: cq.Shape, _: Configuration) -> float:
        box = shape.BoundingBox(0.0001)
        axis = cq.Edge.makeLine(cq.Vector(0, 0, box.zmin - 1), cq.Vector(0, 0, box.zmax + 1))
        return 2 * float(shape.distance(axis))

    return free


def across_flats(symbol: str, axis: str = "z") -> Measure:
    """The distance between two parallel opposite plane faces along ``axis``, nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest(flat_distances(shape, axis), size[symbol])


def pitch(symbol: str, axis: str = "x") -> Measure:
    """How far the outermost round holes of the diameter ``symbol`` are apart along ``axis``."""
    return lambda shape, size: _spread(hole_centres(shape, size[symbol]), axis)


def slot(symbol: str, axis: str = "x") -> Measure:
    """How long the slots with ends of the diameter ``symbol`` are along ``axis``, where that is positive."""

    def length(shape: cq.Shape, size: Configuration) -> float:
        ends = [centre for centre in hole_centres(shape, size[symbol]) if getattr(centre, axis) > 0]
        return _spread(iter(ends), axis) + size[symbol]

    return length


def sphere(symbol: str) -> Measure:
    """The diameter of the spherical face that is nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest((2 * float(ball.Radius()) for ball in _spheres(shape)), size[symbol])


def sphere_height() -> Measure:
    """How high above z = 0 the centre of the first spherical face is."""
    return lambda shape, _: float(next(_spheres(shape)).Location().Z())


def levels(symbol: str, axis: str = "z") -> Measure:
    """The distance between two plane faces at right angles to ``axis``, nearest to the dimension ``symbol``."""

    def between(shape: cq.Shape, size: Configuration) -> float:
        heights = sorted({round(height, 9) for height in plane_heights(shape, axis)})
        return _nearest((high - low for low in heights for high in heights if high > low), size[symbol])

    return between


def wall(symbol: str) -> Measure:
    """The distance between two concentric cylindrical faces, nearest to the dimension ``symbol``."""

    def between(shape: cq.Shape, size: Configuration) -> float:
        radii = sorted({round(radius, 9) for radius in cylinder_radii(shape)})
        return _nearest((large - small for small in radii for large in radii if large > small), size[symbol])

    return between


def rims(symbol: str) -> Measure:
    """The distance along z between two circular edges around it, nearest to the dimension ``symbol``."""

    def between(shape: cq.Shape, size: Configuration) -> float:
        circles = (edge for edge in shape.Edges() if edge.geomType() == "CIRCLE")
        heights = sorted({round(float(edge.arcCenter().z), 9) for edge in circles})
        return _nearest((high - low for low in heights for high in heights if high > low), size[symbol])

    return between


def fillet(symbol: str) -> Measure:
    """The radius of the section of the torus that is nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest(section_radii(shape), size[symbol])


def section(symbol: str) -> Measure:
    """The diameter of the section of the torus that is nearest to the dimension ``symbol``."""
    return lambda shape, size: _nearest((2 * radius for radius in section_radii(shape)), size[symbol])


def material(x: float, y: float) -> Measure:
    """How much material a ray from the z axis in the direction (x, y) meets, halfway up."""

    def met(shape: cq.Shape, _: Configuration) -> float:
        box = shape.BoundingBox(0.0001)
        start = cq.Vector(0, 0, (box.zmin + box.zmax) / 2)
        ray = cq.Edge.makeLine(start, start + cq.Vector(x, y, 0) * box.DiagonalLength)
        return sum(float(edge.Length()) for edge in ray.intersect(shape).Edges())

    return met


def section_radii(shape: cq.Shape) -> Iterator[float]:
    """The section radii of all toroidal faces."""
    return (float(torus.MinorRadius()) for torus in tori(shape))


def surface(face: cq.Face) -> BRepAdaptor_Surface:
    """The face's surface, which knows its cylinder, cone, sphere or torus however it was made."""
    return BRepAdaptor_Surface(face.wrapped)


def tori(shape: cq.Shape) -> Iterator[gp_Torus]:
    """The tori that toroidal faces are parts of."""
    return (surface(face).Torus() for face in shape.Faces() if face.geomType() == "TORUS")


def hole_centres(shape: cq.Shape, diameter: float) -> Iterator[cq.Vector]:
    """A point on the axis of every cylindrical face of that diameter."""
    for face in shape.Faces():
        if face.geomType() == "CYLINDER":
            round_face = face._geomAdaptor().Cylinder()
            if math.isclose(2 * round_face.Radius(), diameter, rel_tol=1e-6):
                yield cq.Vector(round_face.Location())


def cylinder_radii(shape: cq.Shape) -> Iterator[float]:
    """The radii of all cylindrical faces."""
    for face in shape.Faces():
        if face.geomType() == "CYLINDER":
            yield float(surface(face).Cylinder().Radius())


def cone_radii_at_zero(shape: cq.Shape) -> Iterator[float]:
    """The radii at z = 0 of all cones around the z axis, also of those that end before."""
    for face in shape.Faces():
        if face.geomType() == "CONE":
            known = face._geomAdaptor().Cone()
            upwards = known.Axis().Direction().Z()
            yield float(abs(known.RefRadius() - known.Location().Z() * upwards * math.tan(known.SemiAngle())))


def circle_radii(shape: cq.Shape) -> Iterator[float]:
    """The radii of all circular edges."""
    return (float(edge.radius()) for edge in shape.Edges() if edge.geomType() == "CIRCLE")


def plane_heights(shape: cq.Shape, axis: str) -> Iterator[float]:
    """Where along ``axis`` the plane faces at right angles to it lie."""
    for face in _planes(shape):
        if abs(abs(getattr(face.normalAt(), axis)) - 1) < 1e-6:
            yield float(getattr(face.Center(), axis))


def flat_distances(shape: cq.Shape, axis: str) -> Iterator[float]:
    """The distances of all pairs of plane faces along ``axis`` whose normals are opposite."""
    flats = [(face.normalAt(), face.Center()) for face in _planes(shape)]
    flats = [(normal, centre) for normal, centre in flats if abs(getattr(normal, axis)) < 1e-6]
    for place, (normal, centre) in enumerate(flats):
        for other, opposite in flats[place + 1 :]:
            if (normal + other).Length < 1e-6:
                yield abs((centre - opposite).dot(normal))


def _spheres(shape: cq.Shape) -> Iterator[gp_Sphere]:
    return (face._geomAdaptor().Sphere() for face in shape.Faces() if face.geomType() == "SPHERE")


def _spread(points: Iterator[cq.Vector], axis: str) -> float:
    places = [float(getattr(point, axis)) for point in points]
    return max(places) - min(places)


def _planes(shape: cq.Shape) -> Iterator[cq.Face]:
    return (face for face in shape.Faces() if face.geomType() == "PLANE")


def _nearest(found: Iterator[float], wanted: float) -> float:
    return min(found, key=lambda value: abs(value - wanted), default=math.nan)
