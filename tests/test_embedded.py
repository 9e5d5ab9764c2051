"""The embedded service: one for all notebooks of the user, found, healed, and gone when idle."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from loopback import answer, loopback

from cadwidgets._version import __version__
from cadwidgets.clients._http import HttpSession
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.embedded import EmbeddedEndpoint, Running, _answers
from cadwidgets.errors import SourceError
from cadwidgets.settings import Secret
from cadwidgets.sources import connect

BOX = BuildRequest.of(script="show_object(cq.Workplane().box(1, 2, 3))", type="STL")


@pytest.fixture
def endpoint(tmp_path: Path, clean_environment: None) -> Iterator[EmbeddedEndpoint]:
    """An endpoint with a data folder of its own, whose service ends with the test."""
    made = EmbeddedEndpoint(tmp_path / "data")
    yield made
    made.stop()


def pid_of(endpoint: EmbeddedEndpoint) -> int:
    return int(json.loads(endpoint.runtime_file.read_text())["pid"])


def test_it_starts_on_first_use_on_loopback_with_a_random_key_that_only_the_user_can_read(
    endpoint: EmbeddedEndpoint,
) -> None:
    url, key = endpoint.locate()
    assert url.startswith("http://127.0.0.1:")
    assert len(key.reveal()) == 32
    assert stat.S_IMODE(endpoint.runtime_file.stat().st_mode) == 0o600
    assert key.reveal() not in " ".join(psutil.Process(pid_of(endpoint)).cmdline())
    assert BuildClient(HttpSession(endpoint)).build(BOX).volume == pytest.approx(6)


@pytest.mark.parametrize("said", [b"[]", b"7", b"[" * 100_000, b"no JSON", b'{"pid": "7"}'])
def test_somebody_else_on_the_port_is_no_service_of_ours(said: bytes) -> None:
    with loopback(lambda handler: answer(handler, said)) as other:
        assert not _answers(Running(f"{other.url}/x", Secret("k"), 7, ""))


def test_another_notebook_finds_the_one_that_runs(endpoint: EmbeddedEndpoint) -> None:
    url, key = endpoint.locate()
    code = (
        "from pathlib import Path; import sys; from cadwidgets.embedded import EmbeddedEndpoint as E;"
        "url, key = E(Path(sys.argv[1])).locate(); print(url, key.reveal())"
    )
    folder = str(endpoint.runtime_file.parent)
    said = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert said.stdout.split() == [url, key.reveal()]


@pytest.mark.long
def test_two_notebooks_that_start_at_once_share_one_service(tmp_path: Path, endpoint: EmbeddedEndpoint) -> None:
    code = (
        "from pathlib import Path; import sys; from cadwidgets.embedded import EmbeddedEndpoint as E;"
        "print(E(Path(sys.argv[1])).locate()[0])"
    )
    command = [sys.executable, "-c", code, str(endpoint.runtime_file.parent)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    urls = {process.communicate(timeout=90)[0].strip() for process in both}
    assert len(urls) == 1
    assert urls == {endpoint.locate()[0]}


def test_kill_9_is_noticed_and_healed_by_the_next_request(endpoint: EmbeddedEndpoint) -> None:
    client = BuildClient(HttpSession(endpoint))
    client.build(BOX)
    first = pid_of(endpoint)
    workers = psutil.Process(first).children(recursive=True)
    os.kill(first, signal.SIGKILL)
    assert client.build(BOX).volume == pytest.approx(6)
    assert pid_of(endpoint) != first
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == [], "the workers of a killed service end, too"


def test_a_half_written_run_time_file_is_no_obstacle(endpoint: EmbeddedEndpoint) -> None:
    endpoint.runtime_file.parent.mkdir(parents=True)
    endpoint.runtime_file.write_text('{"url": "http://127')
    assert endpoint.locate()[0].startswith("http://127.0.0.1:")


@pytest.mark.parametrize("stopping", [True, False])
def test_a_service_that_is_stopping_is_no_longer_found(endpoint: EmbeddedEndpoint, stopping: bool) -> None:
    stands_for_it = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    class Health(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, json.dumps({"pid": stands_for_it.pid, "stopping": stopping}).encode())

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Health) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        said = {"url": f"http://127.0.0.1:{server.server_port}", "key": "k", "pid": stands_for_it.pid}
        endpoint.runtime_file.parent.mkdir(parents=True)
        endpoint.runtime_file.write_text(json.dumps(said | {"version": __version__}))
        try:
            assert endpoint.stop() is not stopping
        finally:
            server.shutdown()
            stands_for_it.kill()
            stands_for_it.wait()
    endpoint.runtime_file.unlink()


@pytest.mark.long
def test_one_of_another_version_makes_room(endpoint: EmbeddedEndpoint) -> None:
    endpoint.locate()
    older = psutil.Process(pid_of(endpoint))
    said = json.loads(endpoint.runtime_file.read_text())
    endpoint.runtime_file.write_text(json.dumps(said | {"version": "0.0.1"}))
    endpoint.recover()
    endpoint.locate()
    assert pid_of(endpoint) != older.pid
    older.wait(timeout=30)


@pytest.mark.long
def test_a_service_that_the_user_starts_works_beside_it(endpoint: EmbeddedEndpoint) -> None:
    url, _ = endpoint.locate()
    folder = endpoint.runtime_file.parent
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--data-dir", str(folder)]
    beside = subprocess.Popen([*command, "--runtime-file", str(folder / "beside.json")])
    try:
        deadline = time.monotonic() + 60
        while not (folder / "beside.json").exists():
            assert beside.poll() is None, "it did not start"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert json.loads((folder / "beside.json").read_text())["url"] != url
        assert BuildClient(HttpSession(endpoint)).build(BOX).volume == pytest.approx(6)
    finally:
        beside.terminate()
        beside.wait(timeout=30)


def test_stop_ends_it_and_removes_its_run_time_file(endpoint: EmbeddedEndpoint) -> None:
    endpoint.locate()
    process = psutil.Process(pid_of(endpoint))
    assert endpoint.stop() is True
    psutil.wait_procs([process, *process.children(recursive=True)], timeout=20)
    assert not endpoint.runtime_file.exists()
    assert endpoint.stop() is False


@pytest.mark.long
def test_it_ends_when_nobody_asks_for_anything(tmp_path: Path) -> None:
    file = tmp_path / "runtime.json"
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--key", "k", "--idle-exit", "1"]
    command += ["--data-dir", str(tmp_path), "--runtime-file", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
    assert not file.exists()


@pytest.mark.long
def test_it_ends_also_when_its_folder_is_gone(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "runtime.json"
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--key", "k", "--idle-exit", "3"]
    command += ["--data-dir", str(data), "--runtime-file", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not file.exists():
            assert process.poll() is None
            time.sleep(0.02)
        shutil.rmtree(data)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()


def test_the_service_gets_no_key_of_other_services(tmp_path: Path) -> None:
    settings = {"data_dir": tmp_path / "data", "traceparts_key": "canary_key_1234"}
    os.environ["CADWIDGETS_TRACEPARTS_KEY"] = "canary_key_1234"
    try:
        sources = connect(**settings)
        sources.build.build(BOX)
        endpoint = EmbeddedEndpoint(tmp_path / "data")
        family = [psutil.Process(pid_of(endpoint)), *psutil.Process(pid_of(endpoint)).children(recursive=True)]
        for process in family:
            assert "canary_key_1234" not in process.environ().values()
        assert len(family) > 1
        endpoint.stop()
    finally:
        del os.environ["CADWIDGETS_TRACEPARTS_KEY"]
    deadline = time.monotonic() + 20
    while endpoint.runtime_file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)


def test_it_says_that_it_is_starting_for_as_long_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint, seen = EmbeddedEndpoint(tmp_path), []

    def start() -> Running:
        seen.append(endpoint.starting)
        if len(seen) == 1:
            raise SourceError("no room")
        return Running("http://127.0.0.1:1", Secret("k"), 1, "0")

    monkeypatch.setattr(endpoint, "_find_or_start", start)
    with pytest.raises(SourceError):
        endpoint.locate()
    assert not endpoint.starting
    endpoint.locate()
    endpoint.locate()
    assert (seen, endpoint.starting) == ([True, True], False)
