"""Caps: the exact faces where planes cut a model, by a service that has the CAD kernel."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sections import Plane, planes_text, read_planes
from cadwidgets.errors import BadAnswer, GeometryError
from cadwidgets.geometry.carried_sections import PartAreas, carried_sections
from cadwidgets.geometry.mesh import Group, Mesh

_KEPT = ("deflection", "angle", "version")


@dataclass(frozen=True, eq=False)
class Cap:
    """What closes a model where ``plane`` cuts it and the half behind the plane is kept.

    ``mesh`` has a group for each part that is cut, in its name and colour, and looks along the plane's normal; it is
    empty where nothing is cut. ``area`` and those of ``parts`` (name, area) are of the exact faces; of a model of
    triangles, of its outlines. ``open``: outlines of triangles that do not close, and so have no cap.
    """

    plane: Plane
    mesh: Mesh
    area: float
    parts: PartAreas
    open: int = 0


def caps(
    build: BuildClient, request: BuildRequest, planes: Sequence[Plane], cancel: threading.Event | None = None
) -> tuple[Cap, ...]:
    """The cap at each plane of what ``request`` builds, whatever its type; its tolerances hold.

    Raises as `BuildClient.build` does, and RequestError for no planes or too many.
    """
    read_planes(planes_text(planes))
    asked = request.as_type("SECTION", *_KEPT, planes=planes_text(planes))
    model = build.build(asked, cancel=cancel)
    try:
        told = carried_sections(model.data)
        if len(told) != len(planes):
            raise GeometryError(f"{len(told)} sections were told of {len(planes)} planes")
        return tuple(caps_in(model.mesh, planes, told))
    except GeometryError as error:
        raise BadAnswer(f"the service answered with no section: {error}", url=build.source) from None


def caps_in(mesh: Mesh, planes: Sequence[Plane], told: Sequence[PartAreas]) -> Iterator[Cap]:
    """The caps of each plane, whose groups follow each other in the mesh. Raises GeometryError where it has more or
    fewer than were told."""
    groups, count = [replace(group, part=None) for group in mesh.groups], sum(map(len, told))
    if len(groups) != count:
        raise GeometryError(f"{len(groups)} caps are there, {count} were told")
    first = 0
    for plane, parts in zip(planes, told, strict=True):
        some = [replace(group, name=name) for group, (name, _) in zip(groups[first:], parts, strict=False)]
        first += len(parts)
        yield Cap(plane, only(mesh, some), sum(area for _, area in parts), parts)


def only(mesh: Mesh, groups: Sequence[Group]) -> Mesh:
    """The part of a mesh that neighbouring groups are, whose vertices stand in the same order."""
    if not groups:
        return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.uint32), unit=mesh.unit)
    start, end = groups[0].start, groups[-1].start + groups[-1].count
    first_edge, last_edge = groups[0].edges[0], sum(groups[-1].edges)
    triangles = mesh.triangles[start:end]
    first, last = int(triangles.min()), int(triangles.max()) + 1
    return Mesh(
        mesh.vertices[first:last],
        triangles - np.uint32(first),
        None if mesh.normals is None else mesh.normals[first:last],
        None if mesh.edges is None else mesh.edges[first_edge:last_edge],
        tuple(
            replace(group, start=group.start - start, edges=(group.edges[0] - first_edge, group.edges[1]))
            for group in groups
        ),
        mesh.unit,
        None if mesh.faces is None else mesh.faces[start:end],
    )
