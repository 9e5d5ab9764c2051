"""``cadwidgets build`` and ``params`` against the embedded service, a service of ours, and a foreign one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Handler, answer, loopback

from cadwidgets import read_mesh

Run = Callable[..., subprocess.CompletedProcess[str]]
KEY = "canary_key_1234"
BOX = """width = 10.0  # [1:20] mm Width
# @preset wide: width=20
show_object(cq.Workplane().box(width, 2, 3))
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A box of 10 x 2 x 3 mm, in the folder that the commands run in."""
    path = tmp_path / "box.py"
    path.write_text(BOX)
    return path


def test_the_embedded_service_builds_by_default(run: Run, tmp_path: Path) -> None:
    ran = run("build", "2qus7a32", "--preset", "short", "-p", "p_length=120", "-o", "handle.step")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "handle.step").read_text().startswith("ISO-10303-21;")
    assert ran.stdout.startswith("handle.step: STEP, ")
    assert "volume" in ran.stdout
    assert "building 2qus7a32 as STEP at embedded service" in ran.stderr


@pytest.mark.usefixtures("script")
def test_json_tells_what_was_built_and_nothing_else(run: Run, service: Any, tmp_path: Path) -> None:
    ran = run("build", "box.py", "-p", "width=4", "--url", service.url, "--json", CADWIDGETS_BUILD_KEY=service.key)
    told = json.loads(ran.stdout)
    assert (told["file"], told["type"], told["bytes"]) == ("box.stl", "STL", 684)
    assert told["volume"] == pytest.approx(24)
    assert told["size"] == pytest.approx([4, 2, 3])
    assert told["mass"] is None
    assert told["seconds"] > 0
    assert read_mesh(tmp_path / "box.stl").volume == pytest.approx(24)


@pytest.mark.usefixtures("script")
def test_a_contract_only_service_gives_the_same_numbers(run: Run, contract_server: Any) -> None:
    ran = run("build", "box.py", "-t", "amf", "--url", contract_server.url, "--json", "--key", contract_server.key)
    told = json.loads(ran.stdout)
    assert (told["file"], told["type"]) == ("box.amf", "AMF")
    assert told["volume"] == pytest.approx(60, rel=1e-6)
    assert told["size"] == pytest.approx([10, 2, 3])
    assert contract_server.builds == 1


def test_a_script_on_stdin_becomes_a_model_on_stdout(run: Run, service: Any) -> None:
    """ASCII that passes a text pipe: STEP."""
    ran = run("build", "-", "-t", "step", "-o", "-", "--url", service.url, "--key", service.key, stdin=BOX)
    assert ran.stdout.startswith("ISO-10303-21;")
    assert ran.stdout.rstrip().endswith("END-ISO-10303-21;")


@pytest.mark.usefixtures("script")
@pytest.mark.parametrize("named", [("--type", "bom"), ("-o", "box.bom.json")])
def test_the_bill_of_materials_is_written_as_json(run: Run, service: Any, tmp_path: Path, named: tuple) -> None:
    ran = run("build", "box.py", *named, "--url", service.url, "--json", CADWIDGETS_BUILD_KEY=service.key)
    assert json.loads(ran.stdout)["type"] == "BOM", ran.stderr
    assert json.loads((tmp_path / "box.bom.json").read_bytes())[0]["attributes"] == [["Volume", "60", "mm\u00b3"]]


@pytest.mark.long
@pytest.mark.usefixtures("script")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["box.py", "-p", "width=1000"], 2, "a number from 1 to 20"),
        (["box.py", "-p", "widht=2"], 2, "allowed: width"),
        (["box.py", "-p", "width"], 2, "NAME=VALUE"),
        (["box.py", "--preset", "tiny"], 2, "allowed: wide"),
        (["box.py", "-t", "PDF"], 2, "STL, STEP, AMF, TJS"),
        (["box.py", "-o", "box.pdf"], 2, ".step"),
        (["box.py", "-o", "missing/box.stl"], 2, "cannot be written"),
        (["box.py", "--option", "colour=red"], 2, "deflection"),
        (["box.py", "--file", "none.step"], 2, "none.step"),
        (["box.py", "-o", "-", "--json"], 2, "stdout"),
        (["none.py"], 2, "no such file"),
        (["no model"], 2, "a model's id"),
        (["abcdefgh"], 4, "abcdefgh"),
        (["box.py", "--key-env", "NOT_SET"], 2, "NOT_SET"),
        (["box.py", "--key", KEY], 3, "CADWIDGETS_BUILD_KEY"),
        (["-"], 5, "line 2: oops()"),
    ],
)
def test_each_kind_of_error_has_its_status_and_says_what_would_be_right(
    run: Run, service: Any, arguments: list[str], code: int, told: str, tmp_path: Path
) -> None:
    env = {"CADWIDGETS_BUILD_URL": service.url, "CADWIDGETS_BUILD_KEY": service.key}
    ran = run("build", *arguments, stdin="x = 1\noops()\n", **env)
    assert (ran.returncode, told in ran.stderr) == (code, True), ran.stderr
    assert "Traceback" not in ran.stderr
    assert KEY not in ran.stdout + ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["box.py"]


@pytest.mark.usefixtures("script")
def test_nobody_there_is_told_with_the_address(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ran = run("build", "box.py", "--url", f"http://127.0.0.1:{port}")
    assert ran.returncode == 6
    assert f"nobody answers at 127.0.0.1:{port}" in ran.stderr


@pytest.mark.usefixtures("script")
def test_an_error_is_json_too_when_that_is_asked_for(run: Run, service: Any) -> None:
    env = {"CADWIDGETS_BUILD_URL": service.url, "CADWIDGETS_BUILD_KEY": service.key}
    ran = run("build", "box.py", "-p", "width=99", "--json", **env)
    error = json.loads(ran.stdout)["error"]
    assert (error["kind"], error["parameter"], error["exit"]) == ("RequestError", "width", ran.returncode)
    assert error["allowed"] == "a number from 1 to 20"


@pytest.mark.usefixtures("script")
def test_no_answer_shows_the_key_or_steers_the_terminal(run: Run) -> None:
    def echo(handler: Handler) -> None:
        answer(handler, f"<h1>key {KEY}</h1>\x1b[31mred\x07".encode(), 500)

    with loopback(echo) as server:
        ran = run("build", "box.py", "--url", server.url, CADWIDGETS_BUILD_KEY=KEY)
        assert KEY in server.bodies[0]
    assert ran.returncode == 5
    assert KEY not in ran.stderr
    assert "key ***" in ran.stderr
    assert all(character.isprintable() or character == "\n" for character in ran.stderr)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(10_000))
        time.sleep(0.01)


def start(*arguments: str, cwd: Path, stderr: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cadwidgets", *arguments]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=stderr, stdin=subprocess.DEVNULL)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.usefixtures("script")
def test_ctrl_c_ends_the_build_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "box.stl").write_text("what stood there before")
    with loopback(endless) as server:
        process = start("build", "box.py", "--url", server.url, cwd=tmp_path, stderr=subprocess.PIPE)
        wait_for((tmp_path / "box.stl.part").exists)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert told.decode().splitlines()[-1] == "cadwidgets: stopped"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["box.py", "box.stl"]
    assert (tmp_path / "box.stl").read_text() == "what stood there before"


@pytest.mark.usefixtures("script")
def test_a_terminal_shows_what_is_going_on_and_how_much_has_come(tmp_path: Path) -> None:
    terminal, end = os.openpty()
    with loopback(endless) as server:
        process = start("build", "box.py", "--url", server.url, cwd=tmp_path, stderr=end)
        os.close(end)
        shown = b""
        deadline = time.monotonic() + 60
        while not (b"building box as STL" in shown and b"bytes" in shown) and b" kB" not in shown:
            assert time.monotonic() < deadline
            shown += os.read(terminal, 4096)
        process.send_signal(signal.SIGINT)
        try:
            while os.read(terminal, 4096):
                pass
        except OSError:  # the program has ended, and its side of the terminal is closed
            pass
        process.communicate(timeout=30)
    os.close(terminal)
    assert process.returncode == 130


@pytest.mark.usefixtures("script")
def test_params_of_a_script_need_no_service(run: Run) -> None:
    dead = {"CADWIDGETS_BUILD_URL": "http://127.0.0.1:9"}
    ran = run("params", "box.py", **dead)
    assert ran.stdout.split("\t") == ["width", "10.0", "a number from 1 to 20", "mm", "", "Width\n"]
    assert "presets: wide" in ran.stderr
    schema = json.loads(run("params", "box.py", "--json", **dead).stdout)
    assert schema["parameters"][0]["maximum"] == 20
    assert schema["presets"] == {"wide": {"width": 20.0}}


def test_params_of_a_stored_model_come_from_the_service(run: Run, service: Any, contract_server: Any) -> None:
    ran = run("params", f"{service.url}/parts/2qus7a32", "--url", service.url, "--key", service.key)
    assert "p_length" in ran.stdout
    foreign = run("params", "2qus7a32", "--url", contract_server.url, "--key", contract_server.key)
    assert foreign.returncode == 2
    assert "does not tell" in foreign.stderr
