"""The kernel's mesher: what the mesh of a body depends on, and one run of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from OCP.BRep import BRep_Builder
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeVertex
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.gp import gp_Pnt
from OCP.IMeshTools import IMeshTools_MeshAlgoType, IMeshTools_Parameters
from OCP.TopoDS import TopoDS_Compound, TopoDS_Shape

from cadwidgets.service.builds.bodies import Body
from cadwidgets.service.builds.write_options import WriteOptions

RELATIVE_DEFLECTION = 0.1
"""Largest distance of the mesh from a curve, as a share of an edge's size: CadQuery's own value."""
FAST = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
THOROUGH = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Watson
_SATURATED = 4.0
_STEPS = 2
_ROUNDING = 1e-6
_VERTEX = 1e-7
"""How far a vertex without an edge makes a bounding box reach around it: its tolerance."""


@dataclass(frozen=True)
class Fineness:
    """All that the mesh of a body depends on besides its shape: two equal ones make one mesh.

    ``deflection`` and ``angle`` as in `WriteOptions`. ``reach`` is 0 for a deflection that is given. CadQuery's own is
    relative, and then the kernel takes a share of each edge's size, times the size of all that is meshed over twice the
    edge's, which it holds between 0.5 and 2 (`BRepMesh_ShapeTool::RelativeEdgeDeflection`). So the mesh of a body
    depends on the size of its model, up to four times the body's own and no further. ``reach`` is that size within
    these bounds, between them in half powers of 2 of the body's own and rather too small, which makes the mesh finer:
    a body stays as it is while others move a little. A body alone, or small in its model, has what the kernel gives it.
    """

    deflection: float
    angle: float
    reach: float

    @classmethod
    def of(cls, options: WriteOptions, body: Body, model: float) -> Fineness:
        """For a body in a model whose longest side is ``model``."""
        own = body.reach
        if options.deflection or not own:
            return cls(options.deflection, options.angle, 0.0)
        steps = math.floor(_STEPS * math.log2(min(max(model / own, 1.0), _SATURATED)) + _ROUNDING)
        return cls(0.0, options.angle, own * 2.0 ** (steps / _STEPS))


def clean(bodies: Sequence[Body]) -> None:
    """Take the kernel's meshes away: measures of a shape must not depend on whether it was shown before."""
    for body in bodies:
        BRepTools.Clean_s(body.shape)


def mesh(body: Body, fineness: Fineness, algorithm: Any) -> int:
    """Mesh a body in this thread; the kernel's status, 0 for success. Faces that have a mesh keep it."""
    parameters = IMeshTools_Parameters()
    parameters.MeshAlgo = algorithm
    parameters.Deflection = fineness.deflection or RELATIVE_DEFLECTION
    parameters.Angle = fineness.angle
    parameters.Relative = not fineness.deflection
    parameters.InParallel = False
    whole = _in_a_model(body, fineness.reach) if fineness.reach > body.reach else body.shape
    status: int = BRepMesh_IncrementalMesh(whole, parameters).GetStatusFlags()
    return status


def _in_a_model(body: Body, reach: float) -> TopoDS_Shape:
    """The body with two points beside it, between which lies the size of the model: the kernel asks for no more."""
    compound, builder = TopoDS_Compound(), BRep_Builder()
    builder.MakeCompound(compound)
    builder.Add(compound, body.shape)
    x, y, z = body.corner
    for along in (x + _VERTEX, x + reach - _VERTEX):
        builder.Add(compound, BRepBuilderAPI_MakeVertex(gp_Pnt(along, y + _VERTEX, z + _VERTEX)).Vertex())
    return compound
