"""Each way in which a script can end is reported as what it was, and the pool serves on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from forgery import FORGERY

from cadwidgets.service.workers.sandbox import clean_environment

BOX = "show_object(cq.Workplane().box(1, 2, 3))"


@pytest.fixture(autouse=True)
def _the_pool_still_works(workers, tmp_path: Path):
    """After whatever a test did: the same zygote builds a box, and has no child but the one forked ahead."""
    zygote = workers.runner.run(workers.zygote())
    yield
    folder = tmp_path / "afterwards"
    folder.mkdir()
    assert workers.run(BOX, folder).frame["ok"]["properties"]["volume"] == pytest.approx(6.0)
    assert workers.runner.run(workers.zygote()) == zygote
    while workers.at_work():  # the one forked ahead gets warm
        time.sleep(0.01)
    assert len(zygote.children(recursive=True)) <= 1


def test_a_box_is_built(workers, tmp_path: Path) -> None:
    outcome = workers.run("print('hello')\n" + BOX, tmp_path)
    assert outcome.output == "hello\n"
    ok = outcome.frame["ok"]
    assert ok["file"] == "out.stl"
    assert ok["properties"]["volume"] == pytest.approx(6.0)
    assert set(ok["timings"]) == {"parse", "run", "mesh", "read", "encode"}
    assert (tmp_path / "out.stl").stat().st_size == 84 + 12 * 50
    assert [path.name for path in tmp_path.iterdir()] == ["out.stl"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import ctypes; ctypes.string_at(0)", "crashed (segmentation fault)"),
        ("import os; os.abort()", "crashed (aborted)"),
        ("import os; os._exit(3)", "ended its process with exit status 3"),
        ("import os; os._exit(0)", "without a valid result"),
        ("import os; os.kill(os.getpid(), 9)", "was killed"),
        ("import os; os.kill(os.getpid(), 15)", "by a signal (terminated)"),
    ],
)
def test_a_process_that_dies_says_how(workers, tmp_path: Path, script: str, message: str) -> None:
    error = workers.error("print('so far', flush=True)\n" + script, tmp_path)
    assert error["kind"] == "died"
    assert message in error["message"]
    assert error["output"] == "so far\n"


@pytest.mark.parametrize("ending", ["import sys; sys.exit(3)", "raise SystemExit", "raise KeyboardInterrupt"])
def test_a_script_that_ends_itself_is_an_error_of_the_script(workers, tmp_path: Path, ending: str) -> None:
    error = workers.error("a = 1\n" + ending, tmp_path)
    assert (error["kind"], error["line"]) == ("script", 2)
    assert "the script ended itself" in error["message"]


@pytest.mark.long
@pytest.mark.parametrize(
    "wait",
    [
        "import time; time.sleep(1e6)",
        "while True: pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    ],
)
def test_a_script_that_does_not_end_meets_the_wall_limit(workers, tmp_path: Path, wait: str) -> None:
    error = workers.error(wait, tmp_path, wall_seconds=2.0)
    assert (error["kind"], error["limit"]) == ("timeout", 2.0)
    assert "took longer than 2 s" in error["message"]


def test_an_endless_loop_meets_the_limit_of_processor_time(workers, tmp_path: Path) -> None:
    script = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    error = workers.error(script, tmp_path, cpu_seconds=1)
    assert (error["kind"], error["limit"]) == ("timeout", 1.0)
    assert "processor time" in error["message"]


def test_memory_is_limited(workers, tmp_path: Path) -> None:
    error = workers.error("block = bytearray(3 << 30)", tmp_path, memory_bytes=2 << 30)
    assert error["kind"] == "memory"


def test_a_file_is_limited(workers, tmp_path: Path) -> None:
    error = workers.error("open('big', 'wb').write(bytes(2 << 20))", tmp_path, file_bytes=1 << 20)
    assert error["kind"] == "script"
    assert "File too large" in error["message"]
    assert (tmp_path / "big").stat().st_size <= 1 << 20


def test_output_beyond_the_limit_is_dropped(workers, tmp_path: Path) -> None:
    outcome = workers.run("print('ä' * 5000)\n" + BOX, tmp_path, output_bytes=4096)
    assert "ok" in outcome.frame
    text, _, note = outcome.output.partition("\n")
    assert text.strip("ä\ufffd") == ""
    assert len(text.encode()) <= 4096
    assert "dropped" in note


def test_a_flood_of_output_neither_blocks_nor_stays_in_memory(workers, tmp_path: Path) -> None:
    script = "import os\nfor _ in range(50): os.write(1 + _ % 2, b'x' * 2**20)\n" + BOX
    zygote = workers.runner.run(workers.zygote())
    before = zygote.memory_info().rss
    outcome = workers.run(script, tmp_path)
    assert "ok" in outcome.frame
    assert len(outcome.output) < 70_000
    assert zygote.memory_info().rss - before < 10 << 20


def test_binary_output_is_shown_as_text(workers, tmp_path: Path) -> None:
    outcome = workers.run("import os; os.write(1, bytes(range(256)) * 4)\n" + BOX, tmp_path)
    assert "\x1b" not in outcome.output
    assert "ABC" in outcome.output


@pytest.mark.parametrize("call", ["fork()", "symlink('a', 'b')", "link('a', 'b')", "mkfifo('a')", "mknod('a')"])
def test_processes_links_and_special_files_cannot_be_made(workers, tmp_path: Path, call: str) -> None:
    error = workers.error(f"import os\nopen('a', 'w').close()\nos.{call}", tmp_path)
    assert (error["kind"], error["line"]) == ("script", 3)
    assert "Operation not permitted" in error["message"]


@pytest.mark.parametrize(
    "garbage",
    [
        "b'garbage'",
        "b'\\xff' * 2**20",
        "b'\\0\\0\\0\\2{}'",
        "b'\\0\\0\\0\\x0b{\"ok\":null}'",
        "b'\\0\\0\\0\\x09{\"ok\":{}}'",
    ],
)
def test_a_forged_result_is_no_result(workers, tmp_path: Path, garbage: str) -> None:
    script = f"""
import os
for fd in range(256):
    try:
        os.write(fd, {garbage})
    except OSError:
        pass
"""
    error = workers.error(script + BOX, tmp_path)
    assert error["kind"] == "died"
    assert "without a valid result" in error["message"]


@pytest.mark.parametrize("file", ["/etc/hostname", "../secret.stl", "out.svg", "", None])
def test_a_forged_result_that_names_another_file_is_no_result(workers, tmp_path: Path, file: str | None) -> None:
    (tmp_path / "secret.stl").write_text("secret")
    folder = tmp_path / "job"
    folder.mkdir()
    error = workers.error(f"{FORGERY}answer({{'file': {file!r}}})", folder)
    assert (error["kind"], error["message"]) == ("died", "the script's process ended without a valid result")


@pytest.mark.parametrize(
    ("preparation", "why"),
    [
        ("", "out.stl cannot be opened: No such file or directory"),
        ("os.mkdir('out.stl')", "out.stl is no plain file"),
        ("open('out.stl', 'w')", "out.stl has 0 bytes"),
        ("open('out.stl', 'w').write('<html>')", "out.stl is no STL file"),
    ],
)
def test_a_forged_result_cannot_hand_over_what_is_no_model(workers, tmp_path: Path, preparation: str, why: str) -> None:
    error = workers.error(f"{FORGERY}{preparation}\nanswer({{'file': 'out.stl'}})", tmp_path)
    assert error["kind"] == "died"
    assert why in error["message"]


def test_a_result_with_the_nonce_of_another_job_is_no_result(workers, tmp_path: Path) -> None:
    forged = "open('out.stl', 'w').write('solid a\\nendsolid a\\n')\n"
    for folder in (tmp_path / "own", tmp_path / "foreign"):
        folder.mkdir()
    assert "ok" in workers.run(f"{FORGERY}{forged}answer({{'file': 'out.stl'}})", tmp_path / "own").frame
    error = workers.error(f"{FORGERY}{forged}answer({{'file': 'out.stl'}}, 32 * '0')", tmp_path / "foreign")
    assert "without a valid result" in error["message"]


def test_after_a_success_nothing_of_the_scripts_own_is_left_in_the_folder(workers, tmp_path: Path) -> None:
    script = "import os\nos.makedirs('a/b/c')\nopen('a/b/notes', 'w').write('x')\n" + BOX
    before = tmp_path.stat().st_ino
    assert "ok" in workers.run(script, tmp_path).frame
    assert [path.name for path in tmp_path.iterdir()] == ["out.stl"]
    assert tmp_path.stat().st_ino != before
    assert [path for path in tmp_path.parent.iterdir() if path.name.startswith(f"{tmp_path.name}-")] == []


MANY_FILES = "import os\nfor number in range({}): os.close(os.open(f'f{{number}}', os.O_CREAT))\n"
NAMELESS = """
import os, time
for number in range(5):
    file = os.open("f", os.O_CREAT | os.O_WRONLY)
    os.ftruncate(file, 1 << 19)
    os.unlink("f")
time.sleep(1e6)
"""


@pytest.mark.parametrize(
    ("script", "limit", "said"),
    [
        (MANY_FILES.format(65), 64, "more than 64 files"),
        (MANY_FILES.format(20_000) + "import time; time.sleep(1e6)\n", 64, "more than 64 files"),
        ("import os\nfor n in range(65): os.mkdir('d'); os.chdir('d')\n", 64, "more than 64 files"),
        ("for n in range(3): open(str(n), 'wb').write(bytes(1 << 20))\n", 2 << 20, "more than 2,097,152 bytes in all"),
        (NAMELESS, 2 << 20, "more than 2,097,152 bytes in all"),
    ],
)
def test_files_are_limited_in_number_and_together(workers, tmp_path: Path, script: str, limit: int, said: str) -> None:
    error = workers.error(script + BOX, tmp_path, folder_bytes=2 << 20)
    assert (error["kind"], error["limit"]) == ("script", float(limit))
    assert said in error["message"]


def test_what_lay_in_the_folder_before_does_not_count(workers, tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"given{number}").write_bytes(bytes(1 << 16))
    assert "ok" in workers.run(MANY_FILES.format(60) + BOX, tmp_path, folder_bytes=1 << 20).frame


def test_closing_every_descriptor_is_survived(workers, tmp_path: Path) -> None:
    error = workers.error("import os; os.closerange(0, 256)\n" + BOX, tmp_path)
    assert error["kind"] == "died"


def test_a_script_that_spoils_python_spoils_only_its_own_process(workers, tmp_path: Path) -> None:
    script = "import builtins, sys\nsys.modules['cadquery'] = None\ndel builtins.len\ncq.Workplane.box = None"
    assert "error" in workers.run(script, tmp_path).frame


def test_a_script_sees_only_the_clean_environment(workers, tmp_path: Path) -> None:
    outcome = workers.run("import os; print(*sorted(os.environ)); print(os.getcwd())\n" + BOX, tmp_path)
    names, folder = outcome.output.splitlines()
    assert set(names.split()) <= {"LC_CTYPE", *clean_environment(tmp_path)}
    assert folder == str(tmp_path)


def test_boolean_operations_work_in_child_after_child(workers, tmp_path: Path) -> None:
    """Threads of the kernel in the zygote would leave a child waiting for them for ever."""
    script = """
ball, beam = cq.Workplane().sphere(1), cq.Workplane().box(9, 1, 1)
show_object(cq.Workplane().box(4, 4, 4).cut(ball).union(beam))
"""
    folders = [tmp_path / str(number) for number in range(5)]
    for folder in folders:
        folder.mkdir()
    volumes = {workers.run(script, folder).frame["ok"]["properties"]["volume"] for folder in folders}
    assert len(volumes) == 1


def test_a_job_longer_than_its_limit_is_an_error_of_the_request(workers, tmp_path: Path) -> None:
    assert workers.error("#" * (17 << 20), tmp_path)["kind"] == "request"


def test_a_folder_that_does_not_exist_is_reported(workers, tmp_path: Path) -> None:
    assert workers.error(BOX, tmp_path / "nowhere")["kind"] == "died"
