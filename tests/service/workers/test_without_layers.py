"""What scripts do where nothing but limits holds them: the pool survives and hands nothing foreign over there, too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from forgery import FORGERY

from cadwidgets.service.workers.isolation import Isolation

pytestmark = pytest.mark.long
BOX = "show_object(cq.Workplane().box(1, 2, 3))"


@pytest.fixture(scope="module")
def unconfined(make_workers, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A pool whose level is L0, and that has no child left after all tests but the one forked ahead."""
    workers = make_workers(tmp_path_factory.getbasetemp(), Isolation(level="L0", allow_root=True))
    try:
        yield workers
        while workers.at_work():
            time.sleep(0.01)
        assert len(workers.runner.run(workers.zygote()).children(recursive=True)) <= 1
    finally:
        workers.close()


def test_many_processes_end_with_the_script_that_made_them(unconfined, tmp_path: Path) -> None:
    script = """
import os, time
for number in range(12):
    if os.fork() == 0:
        if number % 3:
            os.setsid()
        if number % 3 == 2 and os.fork():
            os._exit(0)
        time.sleep(1e6)
"""
    assert "ok" in unconfined.run(script + BOX, tmp_path).frame


def test_a_copy_of_the_process_does_not_answer_for_it(unconfined, tmp_path: Path) -> None:
    script = "import os\nchild = os.fork()\nif child: os.waitpid(child, 0)\n"
    assert "ok" in unconfined.run(script + BOX, tmp_path).frame


@pytest.mark.parametrize(
    ("preparation", "why"),
    [
        ("os.symlink('/etc/hostname', 'out.stl')", "out.stl cannot be opened"),
        ("os.mkfifo('out.stl')", "out.stl is no plain file"),
        ("open('own', 'w').close(); os.link('own', 'out.stl')", "out.stl is somebody else's file"),
    ],
)
def test_a_forged_result_cannot_hand_over_a_file_that_is_not_the_jobs_own(
    unconfined, tmp_path: Path, preparation: str, why: str
) -> None:
    error = unconfined.error(f"{FORGERY}{preparation}\nanswer({{'file': 'out.stl'}})", tmp_path)
    assert error["kind"] == "died"
    assert why in error["message"]


def test_a_script_that_kills_its_zygote_every_time_is_given_up(unconfined, tmp_path: Path) -> None:
    error = unconfined.error("import os; os.kill(os.getppid(), 9)", tmp_path)
    assert error["kind"] == "died"
    assert "twice" in error["message"]
