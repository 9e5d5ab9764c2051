"""Somebody else's programs that read our files: what they say is what a user's programs will say.

GLB: the glTF validator of Khronos (in node) and trimesh; TJS: the loader of three.js r98, the last release that has it
(in node); STL, AMF, 3MF and GLB: assimp; 3MF: lib3mf, the reference implementation of the 3MF Consortium.
`scripts/setup test` installs them; one that is missing is a failure.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from lib3mf import get_wrapper
from numpy.typing import NDArray

_NODE = Path(__file__).resolve().parent.parent / "node"
_SECONDS = 120


def khronos_report(glb: bytes) -> dict[str, Any]:
    """The validator's report: ``issues`` (numErrors, numWarnings, numInfos, messages) and ``info``."""
    return dict(json.loads(_run_node("validate_glb.js", glb)))


def khronos_messages(glb: bytes) -> list[str]:
    """Every error and warning of the validator, as text; empty for a valid file."""
    messages = khronos_report(glb)["issues"]["messages"]
    return [f"{item['code']} {item.get('pointer', '')}: {item['message']}" for item in messages if item["severity"] < 2]


@dataclass(frozen=True, eq=False)
class LegacyModel:
    """What three.js made of a TJS: ``vertices`` (n, 3), ``faces`` (m, 3), ``face_materials`` (m,) numbers into
    ``materials``, each with name, color ``#rrggbb``, opacity and transparent."""

    vertices: NDArray[np.float64]
    faces: NDArray[np.int64]
    face_materials: NDArray[np.int64]
    materials: list[dict[str, Any]]

    @property
    def volume(self) -> float:
        """The volume that the faces enclose."""
        return _volume(self.vertices[self.faces])


def legacy_three(tjs: bytes) -> LegacyModel:
    """A TJS through three.js' own legacy loader."""
    model = json.loads(_run_node("load_tjs.js", tjs))
    return LegacyModel(
        np.array(model["vertices"], np.float64).reshape(-1, 3),
        np.array(model["faces"], np.int64).reshape(-1, 3),
        np.array(model["face_materials"], np.int64),
        model["materials"],
    )


@dataclass(frozen=True)
class AssimpInfo:
    """What assimp tells of a file; ``names`` are those of its nodes."""

    meshes: int
    faces: int
    materials: int
    low: tuple[float, ...]
    high: tuple[float, ...]
    names: tuple[str, ...]
    text: str


def assimp_info(path: Path) -> AssimpInfo:
    """``assimp info`` of a file; an AssertionError with its words when assimp cannot read it."""
    text = _run_assimp("info", str(path))
    numbers = {name: int(value) for name, value in re.findall(r"^(Meshes|Faces|Materials): +(\d+)$", text, re.M)}
    low, high = (tuple(map(float, found.split())) for found in re.findall(r"^M\w+ point +\((.*)\)$", text, re.M))
    tree = text.partition("Node hierarchy:")[2]
    names = tuple(line.lstrip("└├╴│ ").partition(" (mesh")[0] for line in tree.strip().splitlines())
    return AssimpInfo(numbers["Meshes"], numbers["Faces"], numbers["Materials"], low, high, names, text)


def assimp_volume(path: Path) -> float:
    """The volume of a file as assimp reads it: it is asked to write an STL, whose triangles are summed here."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.stl"
        _run_assimp("export", str(path), str(copy), "-fstlb")
        return float(trimesh.load_mesh(copy).volume)


@dataclass(frozen=True, eq=False)
class Object3mf:
    """An object of a 3MF as lib3mf reads it; ``colors`` are the display colours ``#rrggbbaa`` of its triangles."""

    name: str
    triangles: int
    volume: float
    is_solid: bool
    colors: list[str]


@dataclass(frozen=True)
class Model3mf:
    """A 3MF as lib3mf reads it; ``unit`` as the format spells it; ``items`` counts what is to be built."""

    unit: str
    objects: list[Object3mf]
    items: int


def lib3mf_model(data: bytes) -> Model3mf:
    """A 3MF read strictly: a warning of lib3mf is an AssertionError, an error its own exception."""
    wrapper = get_wrapper()
    model = wrapper.CreateModel()
    reader = model.QueryReader("3mf")
    reader.SetStrictModeActive(True)
    reader.ReadFromBuffer(data)
    warnings = [reader.GetWarning(number) for number in range(reader.GetWarningCount())]
    assert not warnings, warnings
    meshes = model.GetMeshObjects()
    objects = []
    while meshes.MoveNext():
        objects.append(_object_3mf(wrapper, model, meshes.GetCurrentMeshObject()))
    return Model3mf(_UNITS_3MF[int(model.GetUnit())], objects, int(model.GetBuildItems().Count()))


_UNITS_3MF = ("micron", "millimeter", "centimeter", "inch", "foot", "meter")


def _object_3mf(wrapper: Any, model: Any, item: Any) -> Object3mf:
    vertices = np.array([list(vertex.Coordinates) for vertex in item.GetVertices()])
    triangles = np.array([list(triangle.Indices) for triangle in item.GetTriangleIndices()], np.int64).reshape(-1, 3)
    volume = _volume(vertices[triangles])
    properties = [item.GetTriangleProperties(number) for number in range(len(triangles))]
    pairs = dict.fromkeys((found.ResourceID, found.PropertyIDs[0]) for found in properties)
    colors = [_color_3mf(wrapper, model, *pair) for pair in pairs if pair[0]]
    return Object3mf(item.GetName(), len(triangles), volume, item.IsManifoldAndOriented(), colors)


def _color_3mf(wrapper: Any, model: Any, resource: int, number: int) -> str:
    color = model.GetBaseMaterialGroupByID(resource).GetDisplayColor(number)
    return "#" + "".join(f"{value:02x}" for value in (color.Red, color.Green, color.Blue, color.Alpha))


def trimesh_of(data: bytes, kind: str) -> trimesh.Trimesh:
    """STL or GLB (``kind`` in lower case) as trimesh reads it: all geometry in one, equal points merged."""
    scene = trimesh.load_scene(io.BytesIO(data), file_type=kind)
    whole = trimesh.util.concatenate([item for item in scene.dump() if isinstance(item, trimesh.Trimesh)])
    whole.merge_vertices(merge_norm=True, merge_tex=True)
    return whole


def _volume(corners: NDArray[np.float64]) -> float:
    return float(np.einsum("ij,ij->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6.0)


def _run_node(script: str, data: bytes) -> bytes:
    assert shutil.which("node"), "node is missing: run scripts/setup test"
    assert (_NODE / "node_modules").is_dir(), "tests/node/node_modules is missing: run scripts/setup test"
    answer = subprocess.run(["node", str(_NODE / script)], input=data, capture_output=True, timeout=_SECONDS)
    assert answer.returncode == 0, answer.stderr.decode(errors="replace")
    return answer.stdout


def _run_assimp(*words: str) -> str:
    assert shutil.which("assimp"), "assimp is missing: run scripts/setup test"
    answer = subprocess.run(["assimp", *words], capture_output=True, timeout=_SECONDS)
    text = (answer.stdout + answer.stderr).decode(errors="replace")
    assert answer.returncode == 0, text
    assert "ERROR" not in text, text
    return text
