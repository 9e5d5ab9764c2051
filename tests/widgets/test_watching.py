"""An explorer follows its script's file and the files beside it while they change on disk."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.errors import RequestError, ScriptError
from cadwidgets.sources import Sources
from cadwidgets.widgets import _file_watch
from cadwidgets.widgets._file_watch import FileWatch
from cadwidgets.widgets.model_explorer import ModelExplorer

SCRIPT = """
width = 10.0   # [5:0.5:50] mm  Width
depth = 2.0    # [1:9] Depth
# @preset wide: width=40
show_object(cq.Workplane().box(width, depth, 1))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "plate.py"
    file.write_text(SCRIPT)
    return file


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a second."""
    monkeypatch.setattr(_file_watch, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(_file_watch, "SETTLE_SECONDS", 0.02)


def on_a_loop(test: Callable[..., Awaitable[None]], *arguments: Any) -> None:
    asyncio.run(test(*arguments))


async def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the notebook's loop run until something holds."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came")


def explore(source: Sources, path: Path, **options: Any) -> ModelExplorer:
    explorer = ModelExplorer(path, source=source, ahead=False, **options)
    explorer.wait()
    return explorer


def test_a_script_that_changes_is_built_with_the_values_that_were_set_and_the_camera_stays(
    ours: Sources, path: Path
) -> None:
    async def story() -> None:
        explorer = explore(ours, path, params={"width": 20})
        explorer.viewer._scene.turn(30, 20)
        camera = explorer.viewer.state["camera"]
        text = SCRIPT.replace("depth = 2.0 ", "depth = 3.0 ").replace("box(width, depth, 1)", "box(width, depth, high)")
        path.write_text(text.replace("# @preset", "high = 5.0  # [1:9] Height\n# @preset"))
        await until(lambda: explorer.result.volume == pytest.approx(20 * 3 * 5))
        assert explorer.params == {"width": 20.0, "depth": 3.0, "high": 5.0}, "what was not set follows its default"
        assert explorer.viewer.state["camera"] == camera
        assert [explorer.status, explorer.error] == ["ready", None]
        assert list(explorer._panel.inputs) == ["width", "depth", "high"]
        explorer.close()

    on_a_loop(story)


def test_other_geometry_alone_leaves_the_controls_as_they_are(ours: Sources, path: Path) -> None:
    async def story() -> None:
        explorer = explore(ours, path)
        explorer.params = {"width": 30}
        explorer.wait()
        panel = explorer._panel
        path.write_text(SCRIPT.replace("depth, 1)", "depth, 7)"))
        await until(lambda: explorer.result.volume == pytest.approx(30 * 2 * 7))
        assert explorer._panel is panel
        explorer.undo()
        await until(lambda: explorer.result.volume == pytest.approx(10 * 2 * 7))
        explorer.close()

    on_a_loop(story)


@pytest.mark.parametrize("wrong", ["width = 10.0\nshow_object(cq.", "", None, b"\xff\xfe", "width = 1 / 0\n"])
def test_a_broken_half_written_or_vanished_file_leaves_the_last_good_model(
    ours: Sources, path: Path, wrong: str | bytes | None
) -> None:
    async def story() -> None:
        explorer = explore(ours, path, params={"width": 20})
        model = explorer.result
        if wrong is None:
            path.unlink()
        else:
            path.write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
        await until(lambda: explorer.error is not None and explorer.status == "failed")
        assert isinstance(explorer.error, RequestError | ScriptError)
        assert str(path.parent) not in explorer._error_panel.value, "a saved notebook tells no folder"
        assert explorer.result is model
        assert explorer.viewer.mesh is not None
        assert explorer.viewer.stale
        path.write_text(SCRIPT)
        await until(lambda: explorer.error is None and explorer.status == "ready")
        assert explorer.result.volume == pytest.approx(20 * 2 * 1), "also of a parameter that was gone for a while"
        assert not explorer.viewer.stale
        explorer.close()

    on_a_loop(story)


def test_parameters_and_presets_that_are_gone_and_values_that_no_longer_fit_are_forgotten(
    ours: Sources, path: Path
) -> None:
    async def story() -> None:
        explorer = explore(ours, path, preset="wide", params={"depth": 9})
        path.write_text(
            "width = 10.0  # [5:15] Width\ndepth = 2.0  # [1:3] Depth\nshow_object(cq.Workplane().box(width, depth, 1))"
        )
        await until(lambda: explorer.result.volume == pytest.approx(10 * 2))
        assert (explorer.preset, explorer.params, explorer.error) == ("", {"width": 10.0, "depth": 2.0}, None)
        assert not explorer.can_undo, "steps of other parameters are none"
        explorer.params = {"width": 12}
        assert explorer.can_undo
        explorer.close()

    on_a_loop(story)


def test_a_script_that_was_broken_from_the_beginning_takes_its_first_values_once_it_is_whole(
    ours: Sources, path: Path
) -> None:
    async def story() -> None:
        path.write_text("width = (")
        explorer = explore(ours, path, params={"width": 25}, preset="wide")
        assert explorer.status == "failed"
        path.write_text(SCRIPT)
        await until(lambda: explorer.status == "ready")
        assert (explorer.preset, explorer.params, explorer.error) == ("wide", {"width": 25.0, "depth": 2.0}, None)
        explorer.close()

    on_a_loop(story)


def test_a_file_beside_the_script_is_followed_too(ours: Sources, tmp_path: Path) -> None:
    async def story() -> None:
        data = tmp_path / "size.txt"
        data.write_text("3")
        script = "show_object(cq.Workplane().box(1, 1, float(open('size.txt').read())))"
        explorer = ModelExplorer(script=script, files=[data], source=ours)
        explorer.wait()
        data.write_text("4.5")
        await until(lambda: explorer.result.volume == pytest.approx(4.5))
        explorer.close()

    on_a_loop(story)


def test_a_closed_explorer_looks_no_more_and_there_is_no_thread(ours: Sources, path: Path) -> None:
    async def story() -> None:
        explorer = explore(ours, path)
        await asyncio.sleep(0.2)
        loop, threads = asyncio.get_running_loop(), threading.active_count()
        watch = explorer._watching
        explorer.close()
        assert watch._timer is None
        assert all(timer.cancelled() for timer in loop._scheduled if "FileWatch" in repr(timer))
        path.write_text(SCRIPT.replace("1)", "9)"))
        await asyncio.sleep(0.3)
        assert threading.active_count() <= threads

    on_a_loop(story)


def test_watch_switches_it_off_and_on(ours: Sources, path: Path) -> None:
    async def story() -> None:
        explorer = explore(ours, path, watch=False)
        path.write_text(SCRIPT.replace("depth, 1)", "depth, 7)"))
        await asyncio.sleep(0.3)
        assert explorer.result.volume == pytest.approx(20)
        explorer.watch = True
        await until(lambda: explorer.result.volume == pytest.approx(140))
        explorer.close()

    on_a_loop(story)


def test_without_a_loop_reload_reads_the_file_again(ours: Sources, path: Path, service: Any) -> None:
    explorer = explore(ours, path)
    before = service.answers
    explorer.reload()
    explorer.wait()
    assert service.answers == before, "the same file is not built again"
    path.write_text(SCRIPT.replace("depth, 1)", "depth, 7)"))
    explorer.reload()
    explorer.wait()
    assert explorer.result.volume == pytest.approx(140)


def test_a_file_in_the_making_is_told_of_once_it_rests(tmp_path: Path) -> None:
    async def story() -> None:
        path, seen = tmp_path / "file", list[str]()
        path.write_text("0")
        watch = FileWatch([path], lambda: seen.append(path.read_text() if path.exists() else "gone"))
        await until(lambda: seen == ["0"])
        with path.open("w") as file:
            for number in range(30):
                file.write(f"{number} ")
                file.flush()
                await asyncio.sleep(0.01)
        await until(lambda: seen[-1].endswith("29 "))
        assert len(seen) < 10, "hardly ever while it was written, on a machine that stops for a while, too"
        told = len(seen)
        other = tmp_path / "other"
        other.write_text(path.read_text())
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        other.replace(path)  # as editors save: the time and the size are the same
        await until(lambda: len(seen) == told + 1)
        path.unlink()
        await until(lambda: seen[-1] == "gone")
        watch.close()

    on_a_loop(story)
