"""From parts to triangles: each body meshed and checked once, and where the parts have it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.options import OPTION_PREFIX
from cadwidgets.errors import RequestError
from cadwidgets.geometry.looks import Look
from cadwidgets.geometry.mesh import Group
from cadwidgets.geometry.placed_parts import Piece, PlacedPart, SharedMesh
from cadwidgets.geometry.placing import Placed, gathered
from cadwidgets.service.builds.bodies import Model, PlacedBody
from cadwidgets.service.builds.body_meshes import Maker
from cadwidgets.service.builds.caps import FINEST, MAX_TRIANGLES
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.meshing import Fineness
from cadwidgets.service.builds.shapes import Part, bounding_box, joined
from cadwidgets.service.builds.triangle_estimate import fewest_triangles
from cadwidgets.service.builds.write_options import WriteOptions

Stage = Callable[[str], AbstractContextManager[None]]


def tessellate(
    parts: Sequence[Part],
    options: WriteOptions,
    folder: Path,
    stage: Stage = lambda name: nullcontext(),
    *,
    detailed: bool = False,
) -> list[PlacedPart]:
    """Each part that has a face, as meshes with face numbers and where they stand; not welded.

    A body that stands in several places is one mesh. The others of a part that stand alike are one mesh together.
    Faces are numbered from 0 in each mesh: those of its solids, then the others, in the kernel's order. ``detailed``
    adds the normals of the exact surface and the edges of the model. ``deflection`` and ``angle`` of the options matter
    here. ``folder`` takes scratch files; ``stage`` times ``mesh`` and ``read``.

    Raises RequestError for a deflection that is too small and for too many triangles when an option asked for them,
    else Failure of kind ``geometry``, also when there is no triangle.
    """
    with stage("mesh"):
        model = Model.of(parts)
        if not model.bodies:
            raise _no_surface()
        counts = model.counts
        fineness = _fineness(model, parts, options, counts)
    check = _Check(options, counts)
    meshes = Maker(folder, stage, detailed).meshes(model.bodies, fineness, check)
    if not any(meshes):
        raise _no_surface()
    with stage("read"):
        placed = [
            PlacedPart(Look(part.name, part.color, part.opacity), tuple(_pieces(bodies, meshes, counts)))
            for part, bodies in zip(parts, model.parts, strict=True)
        ]
    return [part for part in placed if part.pieces]


def _fineness(model: Model, parts: Sequence[Part], options: WriteOptions, counts: NDArray[np.int64]) -> list[Fineness]:
    """That of each body, checked as far as it can be before the work."""
    whole = model.reach
    if options.deflection:
        _check_deflection(options, parts, whole)
    else:
        fewest = [fewest_triangles(body.shape, options.angle) for body in model.bodies]
        _check_count(int(np.dot(fewest, counts)), options, "more than ")
    return [Fineness.of(options, body, whole) for body in model.bodies]


def _pieces(bodies: list[PlacedBody], meshes: list[SharedMesh | None], counts: NDArray[np.int64]) -> list[Piece]:
    """What stands in several places for itself; neighbours among the others that stand alike are one."""
    pieces = []
    for _, alike in groupby(
        (body for body in bodies if meshes[body.number] is not None),
        lambda body: (body.number if counts[body.number] > 1 else -1, _told(body)),
    ):
        some = list(alike)
        shared = [mesh for body in some if (mesh := meshes[body.number]) is not None]
        if counts[some[0].number] > 1:
            pieces += [Piece(mesh, body.place) for mesh, body in zip(shared, some, strict=True)]
        else:
            pieces.append(Piece(_together(shared), some[0].place))
    return pieces


def _told(body: PlacedBody) -> bytes:
    return b"" if body.place is None else body.place.tobytes()


def _together(shared: list[SharedMesh]) -> SharedMesh:
    if len(shared) == 1:
        return shared[0]
    starts = np.cumsum([0, *(len(one.mesh.triangles) for one in shared)]).tolist()
    groups = [
        Group("", group.start + start, group.count)
        for one, start in zip(shared, starts, strict=False)
        for group in one.mesh.groups
    ]
    mesh = gathered([Placed(one.mesh, None, one.faces) for one in shared], groups)
    return SharedMesh(mesh, sum(one.faces for one in shared))


class _Check:
    """Too many triangles are refused; those of a body count wherever it stands."""

    def __init__(self, options: WriteOptions, counts: NDArray[np.int64]) -> None:
        self._options, self._counts = options, counts

    def __call__(self, triangles: NDArray[np.int64]) -> None:
        _check_count(int(triangles @ self._counts), self._options)


def _check_deflection(options: WriteOptions, parts: Sequence[Part], reach: float) -> None:
    if options.deflection >= FINEST * math.sqrt(3.0) * reach:  # no diagonal is longer: the exact box can be spared
        return
    box = bounding_box(joined([part.shape for part in parts]))
    finest = FINEST * math.dist(box[:3], box[3:])
    if options.deflection < finest:
        raise RequestError(
            f"{OPTION_PREFIX}deflection {options.deflection:g} is too small for a model of this size",
            parameter=f"{OPTION_PREFIX}deflection",
            value=options.deflection,
            allowed=f"at least {finest:.3g}, or 0 for CadQuery's own default",
        )


def _check_count(triangles: int, options: WriteOptions, about: str = "") -> None:
    if triangles <= MAX_TRIANGLES:
        return
    message = f"the model comes to {about}{triangles:,} triangles, more than the {MAX_TRIANGLES:,} that are written"
    for name in ("deflection", "angle"):
        if name in options.given:
            raise RequestError(
                f"{message}: ask for a larger {OPTION_PREFIX}{name}",
                parameter=f"{OPTION_PREFIX}{name}",
                value=getattr(options, name),
                allowed=f"a value that gives at most {MAX_TRIANGLES:,} triangles",
            )
    advice = "choose a larger o.deflection or o.angle, or simplify the model"
    raise Failure("geometry", f"{message}: {advice}", limit=float(MAX_TRIANGLES))


def _no_surface() -> Failure:
    return Failure("geometry", "the model has no surface that could be divided into triangles")
