"""Files that were sent with a script: modules to import, STEP and DXF to read; nothing that a script may change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest

from cadwidgets.service.scratch import write_files

BOX = "cq.Workplane().box(1, 2, 3)"
Frame = dict[str, Any]


@pytest.fixture
def run(run_job, tmp_path: Path) -> Callable[..., Frame]:
    """Builds a script beside files, texts or bytes by name; the frame."""

    def run(script: str, files: dict[str, str | bytes], output: str = "STL") -> Frame:
        contents = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
        write_files(tmp_path, contents)
        return run_job({"op": "build", "script": script, "type": output, "files": list(files)}, tmp_path).frame

    return run


def volume(frame: Frame) -> float:
    assert "ok" in frame, frame
    return frame["ok"]["properties"]["volume"]


def exported(shape: Any, path: Path) -> bytes:
    cq.exporters.export(shape, str(path))
    data = path.read_bytes()
    path.unlink()
    return data


def test_a_module_beside_the_script_is_imported(run) -> None:
    helper = "import cadquery as cq\n\ndef box(size):\n    return cq.Workplane().box(size, 2, 3)\n"
    script = "from helper import box\nimport helper, os\nassert os.listdir() == ['helper.py'], 'byte code'\n"
    frame = run(f"{script}show_object(helper.box(1))", {"helper.py": helper})
    assert volume(frame) == pytest.approx(6)


def test_a_step_file_beside_the_script_is_read(run, tmp_path: Path) -> None:
    data = exported(cq.Workplane().box(1, 2, 3), tmp_path / "a.step")
    assert volume(run("show_object(cq.importers.importStep('block.step'))", {"block.step": data})) == pytest.approx(6)


def test_a_dxf_file_beside_the_script_is_read(run, tmp_path: Path) -> None:
    data = exported(cq.Workplane().rect(2, 3), tmp_path / "a.dxf")
    script = "show_object(cq.importers.importDXF('plate.dxf').wires().toPending().extrude(4))"
    assert volume(run(script, {"plate.dxf": data})) == pytest.approx(24)


def test_a_text_file_beside_the_script_is_read_by_its_bare_name(run) -> None:
    script = "sizes = [float(x) for x in open('sizes.csv').read().split(',')]\nshow_object(cq.Workplane().box(*sizes))"
    assert volume(run(script, {"sizes.csv": "1,2,3"})) == pytest.approx(6)


def test_the_files_are_read_only_and_the_script_itself_is_no_file(run) -> None:
    script = f"""
import os
assert not os.path.exists(__file__)
assert {{os.stat(name).st_mode & 0o777 for name in ("a.txt", "helper.py")}} == {{0o444}}
show_object({BOX})
"""
    assert volume(run(script, {"a.txt": "a", "helper.py": ""})) == pytest.approx(6)


def test_a_module_beside_the_script_wins_over_the_names_of_freecad(run) -> None:
    script = f"import Part\nassert Part.mine\nshow_object({BOX})"
    assert volume(run(script, {"Part.py": "mine = True"})) == pytest.approx(6)


def test_a_failure_inside_a_module_is_told_with_its_file_its_line_and_the_script_s_line(run) -> None:
    helper = "def size(x):\n    return half(x)\n\ndef half(x):\n    return x / 0\n"
    error = run("import helper\n\nwidth = helper.size(3)", {"helper.py": helper})["error"]
    assert (error["kind"], error["line"], error["excerpt"]) == ("script", 3, "width = helper.size(3)")
    assert error["message"].startswith("helper.py, line 5: ZeroDivisionError")


def test_a_failure_of_the_script_that_a_module_called_is_the_script_s_own(run) -> None:
    helper = "def call(function):\n    return function()\n"
    script = "import helper\ndef fail():\n    return 1 / 0\nhelper.call(fail)"
    error = run(script, {"helper.py": helper})["error"]
    assert (error["line"], error["message"]) == (3, "ZeroDivisionError: division by zero")


def test_a_module_that_does_not_parse_is_named_with_its_line(run) -> None:
    error = run("\nimport helper", {"helper.py": "a = 1\nb = = 2\n"})["error"]
    assert error["line"] == 2
    assert "helper.py, line 2" in error["message"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import helper", "send it with files="),
        ("from .helper import box", "imported by its bare name"),
        ("open('sizes.csv')", "sent with files="),
        ("cq.importers.importStep('block.step')", "sent with files="),
        ("cq.importers.importDXF('plate.dxf')", "sent with files="),
    ],
)
def test_a_file_that_was_not_sent_is_told_with_how_to_send_it(run, script: str, said: str) -> None:
    error = run("\n" + script, {})["error"]
    assert (error["kind"], error["line"]) == ("script", 2)
    assert said in error["message"]


@pytest.mark.parametrize("name", ["../up.py", "/etc/passwd", "", ".", "..", "missing.py"])
def test_a_name_that_is_no_file_beside_the_script_is_refused(run_job, tmp_path: Path, name: str) -> None:
    job = {"op": "build", "script": f"show_object({BOX})", "type": "STL", "files": [name]}
    error = run_job(job, tmp_path).frame["error"]
    assert (error["kind"], error["parameter"], error["value"]) == ("request", "files", name)


def test_a_link_beside_the_script_is_refused(run_job, tmp_path: Path) -> None:
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    job = {"op": "build", "script": f"show_object({BOX})", "type": "STL", "files": ["link.py"]}
    assert run_job(job, tmp_path).frame["error"]["parameter"] == "files"
