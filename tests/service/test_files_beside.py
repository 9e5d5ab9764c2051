"""Files beside a script: which names and sizes are taken, and how they lie in the job's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plain_http import Reply, post_body, post_files

from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service.scratch import write_files

READS = 'size = float(open("size.txt").read())\nshow_object(cq.Workplane().box(size, 1, 1))\n'
MIB = 1 << 20


def build(service: Any, *files: tuple[str, bytes], script: str = READS) -> Reply:
    return post_files(service, [("files", name, content) for name, content in files], s=script, type="STL")


def test_a_script_reads_the_file_that_lies_beside_it(service: Any) -> None:
    for size in (b"4", b"5"):
        reply = build(service, ("size.txt", size))
        assert reply.status == 200, reply.text
        assert read_mesh(reply.body, "STL").volume == pytest.approx(float(size), rel=1e-6)


def test_files_can_be_read_by_their_owner_and_written_by_nobody(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b"1", "b.step": b""})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"1", "b.step": b""}
    assert all(path.stat().st_mode & 0o777 == 0o444 for path in tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a", "Flange 3.step", "_x-1.dxf", "x" * 100, "helper.py", "output.txt"])
def test_plain_names_are_taken(service: Any, name: str) -> None:
    assert build(service, ("size.txt", b"1"), (name, b"")).status == 200


@pytest.mark.parametrize(
    "name",
    [
        "../size.txt",
        "/etc/passwd",
        "a/b.txt",
        "..",
        ".hidden",
        " a.txt",
        "-rf",
        "x" * 101,
        "ö.txt",
        "a;b.txt",
        "out.stl",
        "OUT.STL",
        "cadquery.py",
        "math.py",
        "json.PY",
    ],
)
def test_names_that_could_do_harm_are_400(service: Any, name: str) -> None:
    reply = build(service, (name, b"1"))
    assert (reply.status, reply.error["parameter"]) == (400, "files")
    assert reply.error["allowed"]


def test_two_files_of_one_name_are_400_whatever_its_case(service: Any) -> None:
    assert build(service, ("size.txt", b"1"), ("Size.TXT", b"2")).status == 400


def test_the_empty_part_that_browsers_send_for_no_file_is_no_file(service: Any) -> None:
    assert build(service, ("", b""), script="show_object(cq.Workplane().box(1, 1, 1))").status == 200


def test_limits_of_files_are_32_of_16_mib_and_32_mib_in_all(service: Any) -> None:
    size = ("size.txt", b"1")
    assert build(service, size, *((f"f{number}", b"") for number in range(31))).status == 200
    assert build(service, size, *((f"f{number}", b"") for number in range(32))).status == 413
    assert build(service, size, ("large", bytes(16 * MIB))).status == 200
    for files in ([bytes(16 * MIB + 1)], [bytes(11 * MIB)] * 3):
        reply = build(service, size, *((f"f{number}", content) for number, content in enumerate(files)))
        assert (reply.status, reply.error["parameter"]) == (413, "files")


def test_text_in_a_field_called_files_and_files_beside_a_stored_model_are_400(service: Any) -> None:
    assert post_files(service, [], s=READS, type="STL", files="size.txt").status == 400
    assert post_body(service, "application/json", b'{"files": ["a"], "s": "x", "type": "STL"}').status == 400
    reply = post_files(service, [("files", "size.txt", b"1")], id="g5r2zt9f", type="STL")
    assert (reply.status, reply.error["parameter"]) == (400, "files")
