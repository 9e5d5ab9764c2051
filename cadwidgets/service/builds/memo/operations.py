"""Which operations of CadQuery are remembered, and how they are replaced by ones that look first.

Every maker of shapes that CadQuery's workplanes, sketches and free functions call is among them, cheap or not: the
key of an operation is made of the shapes that came out of the one before. What is not among them is only computed
again.

Not remembered is what gives its own argument back (``fix``), what is a generator (``distances``), and what changes a
shape in place: a mesh is part of the keys of all that comes after it, and a shape that is taken out of a compound
ends remembering for the build. Whatever a script puts in the place of one of these counts: see `audit`.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import cadquery as cq
from cadquery.occ_impl import importers, shapes
from OCP.Interface import Interface_Static

from cadwidgets.service.builds.memo.store import Memo, Operation

MEMO = Memo()
"""Of this process. A process that builds once leaves it empty at its start."""

_MAKERS = {
    "Shape": (
        "clean mirror rotate translate scale copy transformShape transformGeometry cut fuse intersect split "
        "toSplines toNURBS replace"
    ),
    "Vertex": "makeVertex",
    "Edge": (
        "close trim makeCircle makeEllipse makeSpline makeSplineApprox makeThreePointArc makeTangentArc "
        "makeLine makeBezier"
    ),
    "Wire": (
        "close combine assembleEdges makeCircle makeEllipse makePolygon makeHelix stitch offset2D fillet2D "
        "chamfer2D fillet"
    ),
    "Face": (
        "makeNSidedSurface makePlane makeRuledSurface makeFromWires makeSplineApprox fillet2D chamfer2D "
        "thicken constructOn project toArcs trim isoline isolines extend addHole"
    ),
    "Shell": "makeShell",
    "Mixin1D": "project",
    "Mixin3D": "fillet chamfer hollow dprism",
    "Solid": (
        "makeSolid makeBox makeCone makeCylinder makeTorus makeLoft makeWedge makeSphere "
        "extrudeLinearWithRotation extrudeLinear revolve sweep sweep_multi addCavity"
    ),
    "Compound": "makeCompound cut fuse intersect",
}
_QUERIES = {
    "Shape": "isValid BoundingBox matrixOfInertia centerOfMass computeMass Area distance",
    "Mixin1D": "Center Length",
    "Face": "Center normalAt",
    "Mixin3D": "isInside",
}
_FREE = (
    "wiresToFaces edgesToWires edgeOn wireOn wire face faceOn shell solid compound vertex segment "
    "polyline polygon rect spline circle ellipse plane box cylinder sphere torus cone fuse cut intersect "
    "split imprint clean fill cap fillet chamfer extrude revolve offset offset2D chamfer2D fillet2D sweep "
    "loft project hollow prism draft _compound_or_shape"
)
_IMPORTERS = "importStep importDXF importBrep importBin"
_MESHERS = "mesh exportStl toVtkPolyData"


def remember_operations() -> None:
    """Let CadQuery's operations look into `MEMO` first. Once per process; changes nothing while it is not active."""
    for table, makes in ((_MAKERS, True), (_QUERIES, False)):
        for owner, names in table.items():
            for name in names.split():
                _replace_in_class(getattr(shapes, owner), name, functools.partial(_remembered, makes=makes))
    for name in _FREE.split():
        _replace_everywhere(getattr(shapes, name), _remembered(getattr(shapes, name), f"shapes.{name}", makes=True))
    _replace_in_class(cq.Compound, "makeText", _reading)
    _replace_everywhere(shapes.text, _reading(shapes.text, "shapes.text"))
    for name in _IMPORTERS.split():
        original = getattr(importers, name)
        _replace_everywhere(original, _importing(original, name))
    for name in _MESHERS.split():
        _replace_in_class(cq.Shape, name, _meshing)
    _replace_in_class(cq.Compound, "remove", _spoiling)


def _remembered(operation: Operation, name: str, *, makes: bool) -> Operation:
    memo, call = MEMO, MEMO.call

    @functools.wraps(operation)
    def remembered(*given: Any, **options: Any) -> Any:
        return call(name, makes, operation, given, options) if memo.active else operation(*given, **options)

    return remembered


def _reading(operation: Operation, name: str) -> Operation:
    """The content of every file that is named counts, such as that of a font."""

    @functools.wraps(operation)
    def reading(*given: Any, **options: Any) -> Any:
        if not MEMO.active:
            return operation(*given, **options)
        return MEMO.call(name, True, operation, given, options, _contents([*given, *options.values()]))

    return reading


def _contents(inputs: Iterable[Any]) -> tuple[bytes, ...]:
    paths = [Path(text) for text in inputs if isinstance(text, str) and "\0" not in text and os.path.isfile(text)]
    return tuple(hashlib.sha256(path.read_bytes()).digest() for path in paths)


def _importing(original: Operation, name: str) -> Operation:
    """An importer's result is a workplane, of which the shapes are remembered."""
    shapes_in = _reading(lambda *given, **options: original(*given, **options).objects, name)

    @functools.wraps(original)
    def importing(*given: Any, **options: Any) -> cq.Workplane:
        if name == "importStep":  # it sets the kernel's unit, which later files depend on, too
            unit = options.get("unit", given[1] if len(given) > 1 else "MM")
            Interface_Static.SetCVal_s("xstep.cascade.unit", str(unit).upper())
        return cq.Workplane("XY").newObject(shapes_in(*given, **options))

    return importing


def _meshing(operation: Operation, name: str) -> Operation:
    @functools.wraps(operation)
    def meshing(*given: Any, **options: Any) -> Any:
        if MEMO.active:
            MEMO.meshes(name, given, options)
        return operation(*given, **options)

    return meshing


def _spoiling(operation: Operation, name: str) -> Operation:
    @functools.wraps(operation)
    def spoiling(*given: Any, **options: Any) -> Any:
        if MEMO.active:
            MEMO.spoil(f"{name} changes a shape in place")
        return operation(*given, **options)

    return spoiling


def _replace_in_class(owner: type, name: str, replaced: Callable[[Operation, str], Operation]) -> None:
    found = vars(owner)[name]
    called = f"{owner.__name__}.{name}"
    if isinstance(found, (classmethod, staticmethod)):
        setattr(owner, name, type(found)(replaced(found.__func__, called)))
    else:
        setattr(owner, name, replaced(found, called))


def _replace_everywhere(old: Operation, new: Operation) -> None:
    """In every module of CadQuery that has the function by name."""
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "cadquery"]:
        for name in [name for name, value in vars(module).items() if value is old]:
            setattr(module, name, new)
