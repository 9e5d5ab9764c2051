"""From what a script hands over to one checked shape with exact properties."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cadquery as cq
import numpy as np
from OCP.Bnd import Bnd_Box
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.GProp import GProp_GProps
from OCP.TopAbs import TopAbs_FACE, TopAbs_REVERSED
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS_Shape

from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.guards import is_finite
from cadwidgets.service.builds.memo.operations import MEMO


@dataclass(frozen=True)
class Part:
    """One thing that a script shows: an object, or a leaf of an assembly, where it stands in the model.

    ``name`` is empty when the script gave none; a leaf of an assembly is named by its path, as in ``lid/screw``.
    ``color`` is ``#rrggbb`` or empty, ``opacity`` from 0 to 1.
    """

    shape: cq.Shape
    name: str = ""
    color: str = ""
    opacity: float = 1.0


_CAD_TYPES = (cq.Workplane, cq.Shape, cq.Assembly, cq.Sketch, TopoDS_Shape)
PRECISION = 1e-5
_FLAT = 1e-13
"""Volume of a solid over its area to the power of 1.5 that is none. A sheet of 10 m by 10 m and 1 µm has 3e-8."""
Box = tuple[float, float, float, float, float, float]


def is_cad_object(thing: Any) -> bool:
    """Whether `shapes_of` can take it: a CadQuery object, a shape of the kernel, or a list of such."""
    if isinstance(thing, (list, tuple)):
        return bool(thing) and all(is_cad_object(item) for item in thing)
    return isinstance(thing, _CAD_TYPES)


def shapes_of(thing: Any) -> list[cq.Shape]:
    """The shapes in a CAD object; empty for a workplane that holds only points."""
    if isinstance(thing, (list, tuple)):
        return [shape for item in thing for shape in shapes_of(item)]
    if isinstance(thing, cq.Workplane):
        return [shape for item in thing.vals() if is_cad_object(item) for shape in shapes_of(item)]
    if isinstance(thing, cq.Assembly):
        return [thing.toCompound()]
    if isinstance(thing, cq.Sketch):
        return shapes_of(thing._faces)
    if isinstance(thing, TopoDS_Shape):
        return [] if thing.IsNull() else [cq.Shape.cast(thing)]
    return [thing] if thing.wrapped and not thing.wrapped.IsNull() else []


def joined(shapes: Sequence[cq.Shape]) -> cq.Shape:
    """The one shape, or a compound of several, as they are."""
    return shapes[0] if len(shapes) == 1 else cq.Compound.makeCompound(shapes)


def one_shape(parts: Sequence[Part]) -> cq.Shape:
    """The shape of all parts together, checked. Raises Failure of kind ``geometry``."""
    if not parts:
        raise Failure("geometry", "the model is empty: there is no shape in what the script shows")
    shape = joined([part.shape for part in parts])
    if not has_faces(shape):
        left = "no solid and no face, only points, edges or wires" if shape.Vertices() else "nothing left in it"
        raise Failure("geometry", f"the model has {left}")
    bodies = bodies_of(shape)
    if not all(MEMO.look(is_finite, body) for body in bodies) or not all(map(math.isfinite, bounding_box(shape))):
        raise Failure("geometry", "the model has no finite size: a size may be infinite or not a number")
    if not all(body.isValid() for body in bodies):
        raise Failure(
            "geometry",
            "the model is not a valid shape: look for a size that is no number or a fillet that is too large",
        )
    return shape


def bodies_of(shape: cq.Shape) -> list[cq.Shape]:
    """What lies in the compounds of a shape, however deep, or itself: each can be looked at for itself.

    The checks and measures of a model are those of its bodies, and so remembered for each that did not change.
    """
    if not isinstance(shape, cq.Compound):
        return [shape]
    return [body for item in shape for body in bodies_of(item)]


def has_faces(shape: cq.Shape) -> bool:
    """Whether there is any surface, so that the shape is in files of triangles, too."""
    return bool(TopExp_Explorer(shape.wrapped, TopAbs_FACE).More())


def bounding_box(shape: cq.Shape) -> Box:
    """(xmin, ymin, zmin, xmax, ymax, zmax) of the exact surfaces, not of a mesh; NaN when there is none."""
    boxes = np.array([box for box in (MEMO.look(_box, body) for body in bodies_of(shape)) if box])
    if not len(boxes):
        return (math.nan,) * 6
    xmin, ymin, zmin = boxes[:, :3].min(axis=0).tolist()
    xmax, ymax, zmax = boxes[:, 3:].max(axis=0).tolist()
    return (xmin, ymin, zmin, xmax, ymax, zmax)


def _box(body: cq.Shape) -> tuple[float, ...] | None:
    """None for a body that is nowhere; NaN for one without an end."""
    box = Bnd_Box()
    BRepBndLib.AddOptimal_s(body.wrapped, box, useTriangulation=False, useShapeTolerance=False)
    if box.IsVoid():
        return None
    bounds: tuple[float, ...] = (math.nan,) * 6 if box.IsOpen() else box.Get()
    return bounds


def volume(solid: cq.Shape) -> float:
    """The volume, integrated by Gauss-Kronrod quadrature until it is right to `PRECISION`.

    CadQuery's own number comes of a fixed number of points, which is far off on twisted solids; the kernel's
    adaptive Gauss quadrature stops too early on some involute gears. A solid in several places is measured once.
    """
    inside_out = solid.wrapped.Orientation() == TopAbs_REVERSED
    return _volume(solid.located(cq.Location()), inside_out)


@lru_cache(maxsize=1024)
def _volume(solid: cq.Shape, inside_out: bool) -> float:
    """Shapes are equal in spite of their orientations: ``inside_out`` keeps the two apart."""
    mass = GProp_GProps()
    reached = BRepGProp.VolumePropertiesGK_s(solid.wrapped, mass, PRECISION, False, False, False, False, False)
    if reached < 0:  # no convergence
        BRepGProp.VolumeProperties_s(solid.wrapped, mass, PRECISION, False, False)
    return float(mass.Mass())


def area(shape: cq.Shape) -> float:
    """The area of all faces, integrated like `volume`."""
    return math.fsum(MEMO.look(_area, body) for body in bodies_of(shape))


def _area(body: cq.Shape) -> float:
    mass = GProp_GProps()
    BRepGProp.SurfaceProperties_s(body.wrapped, mass, PRECISION, False)
    return float(mass.Mass())


def properties(shape: cq.Shape, warn: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Volume of the solids, area, bounding box: of the exact geometry, in the model's unit.

    Raises Failure of kind ``geometry`` for a solid that is flat; one that is inside out is a warning.
    """
    solids, surface = shape.Solids(), area(shape)
    volumes = list(map(volume, solids))
    if any(_is_flat(solid, size, surface) for solid, size in zip(solids, volumes, strict=True)):
        raise Failure("geometry", "the model has a solid without volume: look for a size that is zero")
    inverted = sum(size < 0 for size in volumes)
    if inverted and warn:
        warn(f"{inverted} of {len(solids)} solids are inside out: their volume is negative")
    return {
        "volume": math.fsum(volumes),
        "area": surface,
        "bounding_box": list(bounding_box(shape)),
        "valid": True,
        "solids": len(volumes),
    }


def _is_flat(solid: cq.Shape, size: float, surface: float) -> bool:
    """Whether a solid of volume ``size`` is none; ``surface`` is the whole model's area, no less than its own."""
    if abs(size) > _FLAT * math.pow(surface, 1.5):
        return False
    return abs(size) <= _FLAT * math.pow(area(solid), 1.5)
