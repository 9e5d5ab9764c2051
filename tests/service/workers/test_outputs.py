"""A file is handed over when it is what it should be; then nobody who knew it before can change it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from cadwidgets.contract.requests import FORMATS, SUFFIXES
from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.picture import render_png
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import write_tjs
from cadwidgets.service.workers.outputs import NoOutput, hand_over

CORNERS = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
MESH = Mesh(CORNERS, [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]], groups=(Group("tip", 0, 4),))
STL = write_stl(MESH)
FILES = {
    "STL": STL,
    "STEP": b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n",
    "AMF": write_amf([MESH], "mm"),
    "TJS": write_tjs([MESH], "mm"),
    "GLB": write_glb([MESH], "mm", {}),
    "3MF": write_3mf([MESH], "mm"),
    "BREP": b"DBRep_DrawableShape\n\nCASCADE Topology V3, (c) Open Cascade\n",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'></svg>\n",
    "DXF": b"  0\nSECTION\n  2\nENTITIES\n  0\nENDSEC\n  0\nEOF\n",
    "VRML": b"#VRML V2.0 utf8\nGroup { children [ ] }\n",
    "PNG": render_png([MESH], 64, 48),
    "BOM": b"[]",
    "MEASURE": b'{"facts":[]}',
    "PROPERTIES": b'{"volume":6.0}',
    "SECTION": write_glb([], "mm", {"sections": []}),
}
OTHER_FORMS = [("STL", write_ascii_stl([MESH])), ("AMF", write_amf([MESH], "mm", zip=True))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "job"
    folder.mkdir()
    return folder


def refusal(folder: Path, output: str = "STL", limit: int = 1 << 20) -> str:
    """Why the file of this type in the folder is none."""
    with pytest.raises(NoOutput) as refused:
        hand_over(folder, output, limit)
    assert [path.name for path in folder.parent.iterdir()] == ["job"]
    return str(refused.value)


@pytest.mark.parametrize(("output", "content"), [*FILES.items(), *OTHER_FORMS])
def test_a_file_of_its_type_is_handed_over_byte_for_byte_and_alone(folder: Path, output: str, content: bytes) -> None:
    (folder / "note").write_text("left over")
    (folder / f"out{SUFFIXES[output]}").write_bytes(content)
    hand_over(folder, output, len(content))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {f"out{SUFFIXES[output]}": content}
    assert [path.name for path in folder.parent.iterdir()] == ["job"]


@pytest.mark.parametrize("output", FORMATS)
def test_a_file_of_another_type_or_cut_short_is_none_of_this_type(folder: Path, output: str) -> None:
    file = folder / f"out{SUFFIXES[output]}"
    cut = {output: FILES[output].rstrip()[:-3]} if output not in ("BREP", "BOM") else {}
    similar = {
        *permutations(("TJS", "BOM", "MEASURE", "PROPERTIES"), 2),
        ("AMF", "3MF"),
    }  # JSON and JSON, a zip and a zip
    similar |= {("GLB", "SECTION"), ("SECTION", "GLB")}
    for other, content in {**FILES, **cut, "page": b"<html></html>", "zeros": bytes(1000)}.items():
        if other in (FILES.keys() - cut.keys()) & {output} or (output, other) in similar:
            continue
        file.write_bytes(content)
        assert refusal(folder, output) == f"{file.name} is no {output} file", other


def test_a_binary_stl_has_as_many_bytes_as_its_triangles_take(folder: Path) -> None:
    for content in (STL[:-1], STL + b"x", STL[:80] + b"\5" + STL[81:], STL[:80] + bytes(4)):
        (folder / "out.stl").write_bytes(content)
        assert refusal(folder) == "out.stl is no STL file"


def test_a_file_that_is_empty_or_too_large_is_refused(folder: Path) -> None:
    (folder / "out.stl").write_bytes(b"")
    assert "has 0 bytes" in refusal(folder)
    (folder / "out.stl").write_bytes(STL)
    assert f"has {len(STL)} bytes" in refusal(folder, limit=len(STL) - 1)


def _link_abroad(file: Path) -> None:
    file.symlink_to("/etc/passwd")


def _link_at_home(file: Path) -> None:
    file.with_name("mine").write_bytes(STL)
    file.symlink_to("mine")


def _second_name(file: Path) -> None:
    file.write_bytes(STL)
    os.link(file, file.with_name("second"))


def _socket(file: Path) -> None:
    os.chdir(file.parent)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(file.name)


@pytest.mark.parametrize("make", [_link_abroad, _link_at_home, _second_name, Path.mkdir, os.mkfifo, _socket])
def test_what_is_no_plain_file_of_one_name_is_refused(
    folder: Path, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    make(folder / "out.stl")
    assert refusal(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_owner_than_its_folder_is_refused(folder: Path) -> None:
    (folder / "out.stl").write_bytes(STL)
    os.chown(folder / "out.stl", 65534, -1)
    assert refusal(folder) == "out.stl is somebody else's file"
    os.chown(folder, 65534, -1)
    hand_over(folder, "STL", 1 << 20)


def test_a_folder_that_became_a_link_is_refused(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    folder.rename(elsewhere)
    (elsewhere / "out.stl").write_bytes(STL)
    folder.symlink_to(elsewhere)
    with pytest.raises(NoOutput):
        hand_over(folder, "STL", 1 << 20)


def test_who_still_has_the_file_and_its_folder_open_reaches_neither_afterwards(folder: Path) -> None:
    (folder / "out.stl").write_bytes(STL)
    place = os.open(folder, os.O_RDONLY)
    with (folder / "out.stl").open("r+b") as file:
        hand_over(folder, "STL", 1 << 20)
        file.write(b"forged")
        file.flush()
        with pytest.raises(FileNotFoundError):
            os.open("out.stl", os.O_WRONLY | os.O_CREAT, dir_fd=place)
    os.close(place)
    assert (folder / "out.stl").read_bytes() == STL
