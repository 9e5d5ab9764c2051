"""What the service builds, as somebody else's programs read it: every format that has a reader of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from other_programs import (
    assimp_info,
    assimp_volume,
    khronos_messages,
    khronos_report,
    legacy_three,
    lib3mf_model,
    trimesh_of,
)

ASSEMBLY = """
base = cq.Workplane().box(20, 10, 2)
pin = cq.Workplane().circle(1.5).extrude(8)
model = cq.Assembly(name="stand").add(base, name="base", color=cq.Color(1, 0, 0))
model.add(pin, name="pin", color=cq.Color(0, 0, 1), loc=cq.Location((4, 0, 1)))
show_object(model)
"""
BASE = 20 * 10 * 2
PIN = 1.5**2 * 3.14159265 * 8


@pytest.fixture
def built(ask_build: Any) -> Any:
    """The assembly as one format, with options."""

    def build(kind: str, **options: str) -> bytes:
        reply = ask_build({}, options, type=kind, s=ASSEMBLY)
        assert reply.status_code == 200, reply.text
        return bytes(reply.content)

    return build


def test_khronos_finds_nothing_wrong_in_the_glb(built: Any) -> None:
    glb = built("GLB")
    assert khronos_messages(glb) == []
    info = khronos_report(glb)["info"]
    assert info["drawCallCount"] == 4, "triangles and edges of two parts"
    assert info["materialCount"] == 3, "red, blue, and the edges"


def test_the_legacy_loader_of_three_finds_both_parts_and_their_colours_in_the_tjs(built: Any) -> None:
    model = legacy_three(built("TJS"))
    assert model.volume == pytest.approx(BASE + PIN, rel=0.01)
    assert len(model.materials) == 2
    assert set(model.face_materials.tolist()) == {0, 1}


def test_lib3mf_finds_two_named_coloured_solids_in_the_3mf(built: Any) -> None:
    model = lib3mf_model(built("3MF"))
    assert model.unit == "millimeter"
    assert [item.name for item in model.objects] == ["stand/base", "stand/pin"]
    assert [item.volume for item in model.objects] == [pytest.approx(BASE), pytest.approx(PIN, rel=0.01)]
    assert all(item.is_solid for item in model.objects)
    assert [set(item.colors) for item in model.objects] == [{"#ff0000ff"}, {"#0000ffff"}]


@pytest.mark.parametrize(("kind", "options"), [("AMF", {}), ("STL", {}), ("STL", {"ascii": "true"}), ("3MF", {})])
def test_assimp_finds_the_same_volume(built: Any, tmp_path: Path, kind: str, options: dict[str, str]) -> None:
    path = tmp_path / f"model.{kind.lower()}"
    path.write_bytes(built(kind, **options))
    assert assimp_volume(path) == pytest.approx(BASE + PIN, rel=0.01)
    assert assimp_info(path).faces > 12


@pytest.mark.parametrize("kind", ["STL", "GLB"])
def test_trimesh_finds_closed_bodies(built: Any, kind: str) -> None:
    mesh = trimesh_of(built(kind), kind.lower())
    assert mesh.is_watertight
    assert mesh.body_count == 2
