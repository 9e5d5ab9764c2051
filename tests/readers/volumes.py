"""The volume in a file of every type that holds a solid, read by another program where there is one.

In the model's unit to the third power; only formats that count in a unit of their own are converted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadquery as cq
import lib3mf
import trimesh
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - the importer asks it for materials
from vtkmodules.vtkFiltersCore import vtkMassProperties, vtkTriangleFilter
from vtkmodules.vtkIOImport import vtkVRMLImporter

from cadwidgets.geometry.registry import read_mesh

MILLIMETRES = {"mm": 1.0, "in": 25.4, "cm": 10.0, "m": 1000.0, "um": 0.001}


def actors_of(path: Path) -> list[Any]:
    importer = vtkVRMLImporter()
    importer.SetFileName(str(path))
    importer.Update()
    actors = importer.GetRenderer().GetActors()
    actors.InitTraversal()
    return [actors.GetNextActor() for _ in range(actors.GetNumberOfItems())]


def vrml_volume(path: Path, unit: str) -> float:
    volumes = []
    for actor in actors_of(path):
        actor.GetMapper().Update()
        triangles, mass = vtkTriangleFilter(), vtkMassProperties()
        triangles.SetInputData(actor.GetMapper().GetInput())
        mass.SetInputConnection(triangles.GetOutputPort())
        volumes.append(mass.GetVolume())
    return math.fsum(volumes)


def threemf_volume(path: Path, unit: str) -> float:
    model = lib3mf.get_wrapper().CreateModel()
    model.QueryReader("3mf").ReadFromFile(str(path))
    items = model.GetMeshObjects()
    volume = 0.0
    while items.MoveNext():
        mesh = items.GetCurrentMeshObject()
        vertices = [tuple(vertex.Coordinates) for vertex in mesh.GetVertices()]
        faces = [tuple(triangle.Indices) for triangle in mesh.GetTriangleIndices()]
        volume += trimesh.Trimesh(vertices, faces, process=False).volume
    return volume


def amf_volume(path: Path, unit: str) -> float:
    """The format has no centimetre: such a model is written in millimetres."""
    mesh = read_mesh(path)
    return mesh.volume * (MILLIMETRES[mesh.unit] / MILLIMETRES[unit]) ** 3


def glb_volume(path: Path, unit: str) -> float:
    """The format counts in metres."""
    scene = trimesh.load(path)
    meshes = [mesh for mesh in scene.dump() if isinstance(mesh, trimesh.Trimesh)]
    return math.fsum(mesh.volume for mesh in meshes) * (1000 / MILLIMETRES[unit]) ** 3


def step_volume(path: Path, unit: str) -> float:
    solids = cq.importers.importStep(str(path)).solids().vals()
    return math.fsum(solid.Volume() for solid in solids) / MILLIMETRES[unit] ** 3


VOLUMES: dict[str, Callable[[Path, str], float]] = {
    "STL": lambda path, unit: trimesh.load(path).volume,
    "AMF": amf_volume,
    "TJS": lambda path, unit: read_mesh(path).volume,
    "GLB": glb_volume,
    "3MF": threemf_volume,
    "VRML": vrml_volume,
    "STEP": step_volume,
    "BREP": lambda path, unit: cq.Shape.importBrep(str(path)).Volume(),
}
