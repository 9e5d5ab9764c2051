"""CadQuery's own documentation and examples through the service, judged by CadQuery itself.

CadQuery runs every script in a process of its own, in the same test, and says what the model's volume is. Faces that
belong to no solid are written too; they enclose nothing, so models that have some are compared by their area.
"""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import trimesh
from other_programs import khronos_messages, legacy_three
from thinned import thinned  # tests/facts, on the path by pyproject.toml

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh

DOCS = Path(__file__).parents[1] / "cadquery_docs"
INDEX: dict[str, dict[str, Any]] = json.loads((DOCS / "index.json").read_text())
FORMATS = ("STL", "STEP", "AMF", "TJS", "GLB")
MESHES = ("STL", "AMF", "TJS", "GLB")

FAILS_IN_CADQUERY = {
    "extending_01_plugin_example": "NameError: name 'pnt' is not defined",
    "api_07_spline": "",
    "sketch_03_edge_based_api": "",
    "sketch_06_workplane_integration": "",
}
"""Scripts that fail without us: the error that CadQuery raises, empty where it finds its own model invalid."""

SKETCHES = (
    "sketch_01_face_based_api",
    "sketch_02_modes",
    "sketch_04_convex_hull",
    "sketch_05_constraint_based_sketches",
)
"""Scripts that show a `Sketch`, which is flat: no solid, no volume."""

SURFACES = ("Ex101_InterpPlate", "assy_06_axis")
"""Scripts that show a surface beside their solids."""

PRECISION = {"examples_40_cycloidal_gear": 1e-6}
"""A twisted solid on which ``Shape.Volume()`` is 3.5 % too low; the kernel's adaptive integral is right to this."""

MOVES_IN_CADQUERY = ("Ex101_InterpPlate",)
"""Plates interpolated through points: CadQuery's number moves when its own STEP file comes back. Ours is that one."""

FINER: dict[str, dict[str, float]] = {}
"""Options for small round things whose mesh would lose more than 0.5 % of the volume."""

QUICK = (
    "examples_02_plate_with_hole",
    "assy_03_point",
    "primer_05_assemblies",
    "sketch_02_modes",
    "extending_01_plugin_example",
    "Ex018_Making_Lofts",
)
"""One of each sort, in the tests that always run."""


MODELS = [name for name in INDEX if name not in (*FAILS_IN_CADQUERY, *SKETCHES, *SURFACES)]


class Corpus:
    """One script: what CadQuery says of it, and what the service answers."""

    def __init__(self, ask_build: Any, cadquery_alone: Any, folder: Path) -> None:
        self._ask_build, self._cadquery_alone, self._folder = ask_build, cadquery_alone, folder

    def own(self, name: str, **more: str) -> dict[str, Any]:
        """CadQuery's measures of the model, or its ``error``."""
        for file in (DOCS / "scripts" / f"{name}.py", *self._files(name)):
            (self._folder / file.name).write_bytes(file.read_bytes())
        shows = INDEX[name].get("shows", "result")
        script = str(self._folder / f"{name}.py")
        return dict(self._cadquery_alone(script=script, shows=shows, precision=PRECISION.get(name), **more))

    def answers(self, name: str) -> dict[str, httpx.Response]:
        """The service's answer for every format, two at a time."""
        fields = {"s": (DOCS / "scripts" / f"{name}.py").read_text()}
        files = {file.name: file.read_bytes() for file in self._files(name)}
        options = FINER.get(name, {})
        with ThreadPoolExecutor(2) as both:
            replies = both.map(lambda kind: self._ask_build(files, options, type=kind, **fields), FORMATS)
            return dict(zip(FORMATS, replies, strict=True))

    def built(self, name: str) -> dict[str, bytes]:
        """The file of every format."""
        answers = self.answers(name)
        assert {kind: (reply.status_code, reply.text) for kind, reply in answers.items() if reply.is_error} == {}
        return {kind: reply.content for kind, reply in answers.items()}

    def reread(self, step: bytes) -> dict[str, Any]:
        """CadQuery's measures of a STEP file."""
        file = self._folder / "model.step"
        file.write_bytes(step)
        return dict(self._cadquery_alone(step=str(file)))

    @staticmethod
    def _files(name: str) -> list[Path]:
        return [DOCS / "files" / file for file in INDEX[name].get("files", ())]


@pytest.fixture
def corpus(ask_build: Any, cadquery_alone: Any, tmp_path: Path) -> Corpus:
    return Corpus(ask_build, cadquery_alone, tmp_path)


def test_the_index_names_every_script_and_at_most_five_fail_without_us() -> None:
    assert sorted(INDEX) == sorted(file.stem for file in (DOCS / "scripts").iterdir())
    assert len(INDEX) == 116
    assert len(FAILS_IN_CADQUERY) + len(MOVES_IN_CADQUERY) <= 5


@pytest.mark.parametrize("name", thinned(MODELS, QUICK))
def test_the_service_builds_what_cadquery_builds(corpus: Corpus, name: str) -> None:
    own = corpus.own(name)
    assert own.get("error") is None
    assert own["solids"] > 0
    assert own["loose_faces"] == 0
    built = corpus.built(name)
    meshes = {kind: read_mesh(built[kind], kind) for kind in MESHES}
    assert meshes["STL"].volume == pytest.approx(own["fine_volume"] or own["volume"], rel=0.005)
    assert {kind: mesh.volume for kind, mesh in meshes.items()} == {
        kind: pytest.approx(meshes["STL"].volume, rel=1e-5) for kind in MESHES
    }
    step = corpus.reread(built["STEP"])
    assert step["volume"] == pytest.approx(own["volume"], rel=1e-6)
    assert (step["solids"], step["valid"]) == (own["solids"], True)
    assert own["closed"]
    assert_closed(built, meshes, own["solids"])
    assert_read_by_others(built, meshes["STL"].volume)


def assert_read_by_others(built: dict[str, bytes], volume: float) -> None:
    """Khronos' validator finds nothing in the GLB; three.js' own loader finds the same body in the TJS."""
    assert khronos_messages(built["GLB"]) == []
    assert legacy_three(built["TJS"]).volume == pytest.approx(volume, rel=1e-5)


def assert_closed(built: dict[str, bytes], meshes: dict[str, Mesh], solids: int) -> None:
    """No format leaves a solid open, and AMF keeps the solids apart. Another reader of STL agrees."""
    for kind, mesh in meshes.items():
        assert has_no_border(mesh), kind
        assert mesh.is_watertight or solids > 1, f"{kind}: only solids that touch may share an edge"
    assert built["AMF"].count(b"<object ") == solids
    read = trimesh.load_mesh(io.BytesIO(built["STL"]), file_type="stl")
    assert read.is_watertight or solids > 1
    assert read.volume == pytest.approx(meshes["STL"].volume, rel=1e-6)


def has_no_border(mesh: Mesh) -> bool:
    """Every edge is run along as often in one direction as in the other, by two triangles or more."""
    ends = mesh.welded().triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2).astype(np.int64)
    _, edge = np.unique(np.sort(ends, axis=1), axis=0, return_inverse=True)
    return not np.bincount(edge.reshape(-1), np.sign(ends[:, 1] - ends[:, 0])).any()


@pytest.mark.parametrize("name", thinned(SKETCHES + SURFACES, QUICK))
def test_faces_that_belong_to_no_solid_are_written_too(corpus: Corpus, tmp_path: Path, name: str) -> None:
    own = corpus.own(name)
    assert own["loose_faces"] > 0
    assert (own["solids"] == 0, own["valid"]) == (name in SKETCHES, True)
    built = corpus.built(name)
    meshes = {kind: read_mesh(built[kind], kind) for kind in MESHES}
    assert meshes["STL"].area == pytest.approx(own["area"], rel=0.005)
    for kind, mesh in meshes.items():
        assert mesh.area == pytest.approx(meshes["STL"].area, rel=1e-5), kind
        assert mesh.volume == pytest.approx(meshes["STL"].volume, rel=1e-5, abs=1e-6), kind
    step = corpus.reread(built["STEP"])
    assert step["area"] == pytest.approx(own["area"], rel=1e-6)
    expected = own["volume"]
    if name in MOVES_IN_CADQUERY:
        expected = corpus.own(name, export=str(tmp_path / "cadquery.step"))["volume"]
        assert expected != pytest.approx(own["volume"], rel=1e-6), "then it needs no exception any more"
    assert step["volume"] == pytest.approx(expected, rel=1e-6)
    assert (step["solids"], step["loose_faces"]) == (own["solids"], own["loose_faces"])


@pytest.mark.parametrize("name", thinned(FAILS_IN_CADQUERY, QUICK))
def test_what_fails_in_cadquery_fails_here_with_its_reason(corpus: Corpus, name: str) -> None:
    own, expected = corpus.own(name), FAILS_IN_CADQUERY[name]
    if expected:
        assert own == {"error": expected}
    else:
        assert own["valid"] is False
    for kind, reply in corpus.answers(name).items():
        assert reply.status_code == 500, kind
        assert (expected or "not a valid") in reply.text
